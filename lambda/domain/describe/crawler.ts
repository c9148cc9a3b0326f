/** A crawler that visits many sites. */
export interface Crawler {
  readonly name: string
  /** What its user agent contains, as whole words and in any case; its name if omitted. */
  readonly signs?: readonly string[]
  /** The autonomous systems that it comes from; omitted if they are not known for certain. */
  readonly from?: readonly number[]
  /** Who runs it. */
  readonly operator: string
  /** Omitted if the operator says too little. */
  readonly purpose?: BotPurpose
}

/** What bots come for. Behind the two that end with *a person* somebody waits for the page. */
export const botPurposes = [
  'search',
  'training',
  'answering a person',
  'fetching for a person',
  'preview',
  'feed',
  'advertising',
  'marketing',
  'archive',
  'survey',
  'monitor',
] as const
export type BotPurpose = (typeof botPurposes)[number]

/**
 * Autonomous systems that `@ip-location-db/asn` (2026-06) gives for addresses from the operators' lists and for crawlers in
 * a real access log, along with their owners' other systems. A cloud's AS is weaker evidence, because anyone may rent there,
 * but it still exposes an impostor at home. The lists are generous, so that no real crawler is called a liar.
 */
const google = [15169, 396982, 19527, 36384, 43515]
const microsoft = [8075, 8068, 8069, 3598, 58593] // 58593: Azure and Bing in China
const amazon = [16509, 14618]
const apple = [714, 6185]
const meta = [32934, 54115, 63293]
const twitter = [13414, 35995, 63179]
const linkedin = [14413, 13443, 55163, 40793, ...microsoft]
const telegram = [62041, 62014, 59930, 44907, 211157]
const yandex = [13238, 44534, 208398] // 208398 announces the American ranges
const vk = [47764, 47541, 47542, 28709]

/** The crawler named first in a user agent wins. If two begin at the same place, the one higher up in this list does. */
export const crawlers: readonly Crawler[] = [
  // The phone itself fetches the preview, from anywhere, under three names that are not its own.
  {
    name: 'iMessage preview',
    operator: 'Apple',
    purpose: 'preview',
    signs: ['facebookexternalhit/1.1 Facebot Twitterbot/1.0'],
  },

  // search
  { name: 'Googlebot', operator: 'Google', purpose: 'search', from: google },
  { name: 'AdsBot-Google', operator: 'Google', purpose: 'advertising', from: google },
  { name: 'Mediapartners-Google', operator: 'Google', purpose: 'advertising', from: google },
  { name: 'APIs-Google', operator: 'Google', from: google },
  { name: 'FeedFetcher-Google', operator: 'Google', purpose: 'feed', from: google },
  { name: 'Storebot-Google', operator: 'Google', purpose: 'search', from: google },
  { name: 'Google-InspectionTool', operator: 'Google', purpose: 'monitor', from: google },
  { name: 'Google-Read-Aloud', operator: 'Google', purpose: 'fetching for a person', from: google },
  { name: 'Google-Site-Verification', operator: 'Google', purpose: 'monitor', from: google },
  { name: 'GoogleOther', operator: 'Google', from: google },
  {
    name: 'Gmail image proxy',
    operator: 'Google',
    purpose: 'fetching for a person',
    signs: ['GoogleImageProxy'],
    from: google,
  },
  { name: 'bingbot', operator: 'Microsoft', purpose: 'search', from: microsoft },
  { name: 'BingPreview', operator: 'Microsoft', purpose: 'preview', from: microsoft },
  { name: 'adidxbot', operator: 'Microsoft', purpose: 'advertising', from: microsoft },
  { name: 'msnbot', operator: 'Microsoft', purpose: 'search', from: microsoft },
  {
    name: 'YandexBot',
    operator: 'Yandex',
    purpose: 'search',
    signs:
      'Bot Images Mobile MobileBot Video Media Blogs News Favicons Webmaster Metrika Direct Accessibility RenderResources'
        .split(' ')
        .map((part) => `Yandex${part}`),
    from: yandex,
  },
  // Much of Baidu, Sogou and ByteDance comes from the networks of China Telecom and China Unicom.
  {
    name: 'Baiduspider',
    operator: 'Baidu',
    purpose: 'search',
    from: [55967, 38365, 38627, 23724, 4808, 4837],
  },
  { name: 'Sogou web spider', operator: 'Sogou', purpose: 'search' },
  { name: 'Bytespider', operator: 'ByteDance', purpose: 'training' },
  { name: '360Spider', operator: 'Qihoo 360', purpose: 'search' },
  { name: 'DuckDuckBot', operator: 'DuckDuckGo', purpose: 'search', from: microsoft },
  { name: 'DuckAssistBot', operator: 'DuckDuckGo', purpose: 'answering a person', from: microsoft },
  { name: 'Applebot', operator: 'Apple', purpose: 'search', from: apple },
  { name: 'Yahoo! Slurp', operator: 'Yahoo', purpose: 'search' },
  { name: 'SeznamBot', operator: 'Seznam', purpose: 'search', from: [43037] },
  { name: 'Yeti (Naver)', operator: 'Naver', purpose: 'search', signs: ['Yeti/1'], from: [23576, 135354] },
  { name: 'PetalBot', operator: 'Huawei', purpose: 'search', from: [136907] },
  { name: 'Mail.RU_Bot', operator: 'VK', purpose: 'search', from: vk },
  { name: 'MojeekBot', operator: 'Mojeek', purpose: 'search', from: [50300] },
  { name: 'Exabot', operator: 'Exalead', purpose: 'search', from: [41935] },
  { name: 'coccocbot', operator: 'Cốc Cốc', purpose: 'search' },
  { name: 'Qwantbot', operator: 'Qwant', purpose: 'search', signs: ['Qwantbot', 'Qwantify'] },

  // AI
  { name: 'GPTBot', operator: 'OpenAI', purpose: 'training', from: microsoft },
  { name: 'OAI-SearchBot', operator: 'OpenAI', purpose: 'search', from: microsoft },
  { name: 'ChatGPT-User', operator: 'OpenAI', purpose: 'answering a person', from: microsoft },
  { name: 'ClaudeBot', operator: 'Anthropic', purpose: 'training', from: [399358, ...amazon, ...google] },
  {
    name: 'Claude-SearchBot',
    operator: 'Anthropic',
    purpose: 'search',
    from: [399358, ...amazon, ...google],
  },
  {
    name: 'Claude-User',
    operator: 'Anthropic',
    purpose: 'answering a person',
    from: [399358, ...amazon, ...google],
  },
  { name: 'PerplexityBot', operator: 'Perplexity', purpose: 'search', from: amazon },
  { name: 'Perplexity-User', operator: 'Perplexity', purpose: 'answering a person', from: amazon },
  { name: 'Amazonbot', operator: 'Amazon', purpose: 'training', from: amazon },
  { name: 'Meta-ExternalAgent', operator: 'Meta', purpose: 'training', from: meta },
  { name: 'Meta-ExternalFetcher', operator: 'Meta', purpose: 'answering a person', from: meta },
  { name: 'Google-CloudVertexBot', operator: 'Google', purpose: 'search', from: google },
  { name: 'Google-Agent', operator: 'Google', purpose: 'answering a person', from: google },
  { name: 'Google-NotebookLM', operator: 'Google', purpose: 'answering a person', from: google },
  { name: 'MistralAI-User', operator: 'Mistral AI', purpose: 'answering a person' },
  { name: 'cohere-ai', operator: 'Cohere' },
  { name: 'YouBot', operator: 'You.com', purpose: 'search' },
  { name: 'Timpibot', operator: 'Timpi', purpose: 'search' },
  { name: 'Diffbot', operator: 'Diffbot' },

  // archives and open crawls
  { name: 'CCBot', operator: 'Common Crawl', purpose: 'archive', from: amazon },
  { name: 'archive.org_bot', operator: 'Internet Archive', purpose: 'archive', from: [7941, 399784] },
  { name: 'ia_archiver', operator: 'Internet Archive', purpose: 'archive' },

  // previews of links
  { name: 'facebookexternalhit', operator: 'Meta', purpose: 'preview', from: meta },
  { name: 'facebookcatalog', operator: 'Meta', purpose: 'advertising', from: meta },
  { name: 'LinkedInBot', operator: 'LinkedIn', purpose: 'preview', from: linkedin },
  { name: 'TelegramBot', operator: 'Telegram', purpose: 'preview', from: telegram },
  { name: 'Twitterbot', operator: 'X', purpose: 'preview', from: twitter },
  {
    name: 'Pinterestbot',
    operator: 'Pinterest',
    purpose: 'preview',
    signs: ['Pinterestbot', 'Pinterest/0.2'],
    from: [53620, ...amazon],
  },
  {
    name: 'Slackbot',
    operator: 'Slack',
    purpose: 'preview',
    signs: ['Slackbot', 'Slack-ImgProxy'],
    from: amazon,
  },
  { name: 'SkypeUriPreview', operator: 'Microsoft', purpose: 'preview', from: microsoft },
  { name: 'Discordbot', operator: 'Discord', purpose: 'preview' },
  { name: 'WhatsApp', operator: 'Meta', purpose: 'preview', signs: ['WhatsApp/2'] },
  { name: 'Bluesky Cardyb', operator: 'Bluesky', purpose: 'preview' },
  { name: 'redditbot', operator: 'Reddit', purpose: 'preview' },
  { name: 'vkShare', operator: 'VK', purpose: 'preview', from: vk },

  // marketing
  { name: 'AhrefsBot', operator: 'Ahrefs', purpose: 'marketing', from: [140577, 16276] },
  { name: 'AhrefsSiteAudit', operator: 'Ahrefs', purpose: 'monitor', from: [140577, 16276] },
  {
    name: 'SemrushBot',
    operator: 'Semrush',
    purpose: 'marketing',
    signs: ['SemrushBot', 'SiteAuditBot'],
    from: [209366, ...google],
  },
  { name: 'DotBot', operator: 'Moz', purpose: 'marketing', from: [23033] },
  { name: 'MJ12bot', operator: 'Majestic', purpose: 'marketing' },
  { name: 'DataForSeoBot', operator: 'DataForSEO', purpose: 'marketing' },
  { name: 'BLEXBot', operator: 'SEO PowerSuite', purpose: 'marketing' },
  { name: 'Barkrowler', operator: 'Babbar', purpose: 'marketing' },
  { name: 'Screaming Frog', operator: 'Screaming Frog', purpose: 'marketing' },

  // Internet surveys and uptime monitors
  { name: 'CensysInspect', operator: 'Censys', purpose: 'survey', from: [398324, 398705, 398722] },
  { name: 'StatusCake', operator: 'StatusCake', purpose: 'monitor' },
  { name: 'UptimeRobot', operator: 'UptimeRobot', purpose: 'monitor' },
  { name: 'Pingdom', operator: 'Pingdom', purpose: 'monitor', signs: ['Pingdom.com_bot'] },
]

/** The labels of ranges in the network table that bear other names than the crawlers that come from there. */
export const crawlerRanges: readonly Pick<Crawler, 'name' | 'operator' | 'purpose'>[] = [
  { name: 'CCBot (Common Crawl)', operator: 'Common Crawl', purpose: 'archive' },
  { name: 'facebookexternalhit (Meta)', operator: 'Meta', purpose: 'preview' },
  { name: 'meta-externalagent (Meta)', operator: 'Meta', purpose: 'training' },
  { name: 'Google special-case crawlers', operator: 'Google' },
  { name: 'Google user-triggered fetchers', operator: 'Google', purpose: 'fetching for a person' },
]

/** A crawler that visits many sites. */
export interface Crawler {
  readonly name: string
  /** What its user agent contains, as whole words and in any case; its name if omitted. */
  readonly signs?: readonly string[]
  /** The autonomous systems that it comes from; omitted if they are not known for certain. */
  readonly from?: readonly number[]
}

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
  { name: 'iMessage preview', signs: ['facebookexternalhit/1.1 Facebot Twitterbot/1.0'] },

  // search
  { name: 'Googlebot', from: google },
  { name: 'AdsBot-Google', from: google },
  { name: 'Mediapartners-Google', from: google },
  { name: 'APIs-Google', from: google },
  { name: 'FeedFetcher-Google', from: google },
  { name: 'Storebot-Google', from: google },
  { name: 'Google-InspectionTool', from: google },
  { name: 'Google-Read-Aloud', from: google },
  { name: 'Google-Site-Verification', from: google },
  { name: 'GoogleOther', from: google },
  { name: 'Gmail image proxy', signs: ['GoogleImageProxy'], from: google },
  { name: 'bingbot', from: microsoft },
  { name: 'BingPreview', from: microsoft },
  { name: 'adidxbot', from: microsoft },
  { name: 'msnbot', from: microsoft },
  {
    name: 'YandexBot',
    signs:
      'Bot Images Mobile MobileBot Video Media Blogs News Favicons Webmaster Metrika Direct Accessibility RenderResources'
        .split(' ')
        .map((part) => `Yandex${part}`),
    from: yandex,
  },
  // Much of Baidu, Sogou and ByteDance comes from the networks of China Telecom and China Unicom.
  { name: 'Baiduspider', from: [55967, 38365, 38627, 23724, 4808, 4837] },
  { name: 'Sogou web spider' },
  { name: 'Bytespider' },
  { name: '360Spider' },
  { name: 'DuckDuckBot', from: microsoft },
  { name: 'DuckAssistBot', from: microsoft },
  { name: 'Applebot', from: apple },
  { name: 'Yahoo! Slurp' },
  { name: 'SeznamBot', from: [43037] },
  { name: 'Yeti (Naver)', signs: ['Yeti/1'], from: [23576, 135354] },
  { name: 'PetalBot', from: [136907] },
  { name: 'Mail.RU_Bot', from: vk },
  { name: 'MojeekBot', from: [50300] },
  { name: 'Exabot', from: [41935] },
  { name: 'coccocbot' },
  { name: 'Qwantbot', signs: ['Qwantbot', 'Qwantify'] },

  // AI
  { name: 'GPTBot', from: microsoft },
  { name: 'OAI-SearchBot', from: microsoft },
  { name: 'ChatGPT-User', from: microsoft },
  { name: 'ClaudeBot', from: [399358, ...amazon, ...google] },
  { name: 'Claude-SearchBot', from: [399358, ...amazon, ...google] },
  { name: 'Claude-User', from: [399358, ...amazon, ...google] },
  { name: 'PerplexityBot', from: amazon },
  { name: 'Perplexity-User', from: amazon },
  { name: 'Amazonbot', from: amazon },
  { name: 'Meta-ExternalAgent', from: meta },
  { name: 'Meta-ExternalFetcher', from: meta },
  { name: 'Google-CloudVertexBot', from: google },
  { name: 'Google-NotebookLM', from: google },
  { name: 'MistralAI-User' },
  { name: 'cohere-ai' },
  { name: 'YouBot' },
  { name: 'Timpibot' },
  { name: 'Diffbot' },

  // archives and open crawls
  { name: 'CCBot', from: amazon },
  { name: 'archive.org_bot', from: [7941, 399784] },
  { name: 'ia_archiver' },

  // previews of links
  { name: 'facebookexternalhit', from: meta },
  { name: 'facebookcatalog', from: meta },
  { name: 'LinkedInBot', from: linkedin },
  { name: 'TelegramBot', from: telegram },
  { name: 'Twitterbot', from: twitter },
  { name: 'Pinterestbot', signs: ['Pinterestbot', 'Pinterest/0.2'], from: [53620, ...amazon] },
  { name: 'Slackbot', signs: ['Slackbot', 'Slack-ImgProxy'], from: amazon },
  { name: 'SkypeUriPreview', from: microsoft },
  { name: 'Discordbot' },
  { name: 'WhatsApp', signs: ['WhatsApp/2'] },
  { name: 'Bluesky Cardyb' },
  { name: 'redditbot' },
  { name: 'vkShare', from: vk },

  // marketing
  { name: 'AhrefsBot', from: [140577, 16276] },
  { name: 'AhrefsSiteAudit', from: [140577, 16276] },
  {
    name: 'SemrushBot',
    signs: ['SemrushBot', 'SiteAuditBot'],
    from: [209366, ...google],
  },
  { name: 'DotBot', from: [23033] },
  { name: 'MJ12bot' },
  { name: 'DataForSeoBot' },
  { name: 'BLEXBot' },
  { name: 'Barkrowler' },
  { name: 'Screaming Frog' },

  // Internet surveys and uptime monitors
  { name: 'CensysInspect', from: [398324, 398705, 398722] },
  { name: 'UptimeRobot' },
  { name: 'Pingdom', signs: ['Pingdom.com_bot'] },
]

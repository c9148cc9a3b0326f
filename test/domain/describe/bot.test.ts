import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { botOf } from '../../../lambda/domain/describe/bot'
import { botPurposes, crawlers } from '../../../lambda/domain/describe/crawler'
import { crawlerNetworkOf } from '../../../lambda/domain/describe/crawler-network'
import { keyOfName } from '../../../lambda/domain/organisation/key'
import type { Kind } from '../../../lambda/domain/organisation/organisation'
import { visitAt } from '../../support/memory/visits'

const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0'
const googlebot = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'

const unseen = visitAt('2026-11-22T15:45:50Z')

/** What is said of a user agent when nothing else is known. */
const saidOf = (userAgent: string | null) => botOf({ ...unseen, userAgent }, null).bot
const verdictFrom = (userAgent: string, asn: number, kind: Kind = 'unknown', name = 'Example') =>
  botOf({ ...unseen, userAgent, asn }, { key: keyOfName(name), name, kind })
const from = (userAgent: string, asn: number, kind?: Kind, name?: string) =>
  verdictFrom(userAgent, asn, kind, name).bot

test.each([
  ['business', null],
  ['education', null],
  ['government', null],
  ['isp', null],
  ['mobile', null],
  ['vpn', null],
  ['gateway', null],
  ['unknown', null],
  ['hosting', 'suspected: hosting network'],
  ['crawler', 'crawler network: Example'],
] as const)('a browser from a network of kind %s: %s', (kind, reason) => {
  expect(from(firefox, 64500, kind)).toBe(reason)
})

test.each([
  ['Cloudflare', 13335, null],
  ['Fastly', 54113, null],
  ['Hetzner', 24940, 'suspected: hosting network'],
])('iCloud Private Relay carries people through %s, AS%i: %s', (_, asn, reason) => {
  expect(from(firefox, asn, 'hosting')).toBe(reason)
})

test.each([
  ['a driven browser', firefox, true, 'webdriver'],
  ['a driven browser that says so', firefox.replace('Firefox', 'Headless Firefox'), true, 'isbot: Headless'],
  ['a driven crawler', googlebot, true, 'Googlebot'],
  ['a driven nothing', null, true, 'no user agent'],
])('%s', (_, userAgent, webdriver, reason) => {
  expect(botOf({ ...unseen, userAgent, webdriver }, null).bot).toBe(reason)
})

test.each([null, '', ' ', '-', '\t-\n'])('%j is no user agent', (userAgent) => {
  expect(saidOf(userAgent)).toBe('no user agent')
})

test.each([
  ['curl/8.5.0', 'isbot: curl'],
  ['Wget/1.21.4', 'isbot: Wget'],
  ['python-requests/2.32.3', 'isbot: python-requests'],
  ['Go-http-client/2.0', 'isbot: Go-http-client'],
  ['Java/17.0.1', 'isbot: Java'],
  ['Tiny Tiny RSS/1.11 (http://tt-rss.org/)', 'isbot: Tiny Tiny RSS'],
  ['UniversalFeedParser/4.2-pre-314-svn +http://feedparser.org/', 'isbot: UniversalFeedParser'],
  ['Feedbin - 1 subscribers', 'isbot: Feedbin - 1 subscribers'],
  ['Mozilla/5.0 (compatible; Ezooms/1.0; help@moz.com)', 'isbot: Ezooms'],
  ['Mozilla/5.0 (compatible; Example Crawler/2.0; +https://example.com/bot)', 'isbot: Example Crawler'],
  ['Mozilla/5.0 (compatible; notGooglebot/1.0)', 'isbot: notGooglebot'],
  [firefox.replace('Gecko', 'HeadlessChrome/130.0.0.0 Gecko'), 'isbot: HeadlessChrome'],
  [`a${'😀'.repeat(60)}`, `isbot: a${'😀'.repeat(9)}`],
  ['x'.repeat(200), `isbot: ${'x'.repeat(40)}`],
])('isbot knows %.80s', (userAgent, reason) => {
  expect(saidOf(userAgent)).toBe(reason)
})

test.each([
  ['(KHTML, like Gecko; compatible; Name/1.0)', 'compatible: Name'],
  ['(KHTML, like Gecko); compatible; Name/1.0', 'compatible: Name'],
  ['(KHTML, like Gecko;compatible;Acme Reader/2.1)', 'compatible: Acme Reader'],
  ['(KHTML, like Gecko; compatible; Name/1.0; +https://a.example)', 'isbot: Name'],
  ['(KHTML, like Gecko) Version/18.1 Safari/605.1.15', null],
])('Mozilla/5.0 AppleWebKit/605.1.15 %s: %s', (rest, reason) => {
  expect(saidOf(`Mozilla/5.0 AppleWebKit/605.1.15 ${rest}`)).toBe(reason)
})

test.each([
  'Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1)',
  'Mozilla/5.0 (compatible; Konqueror/4.5; FreeBSD) KHTML/4.5.4 (like Gecko)',
  'Mozilla/5.0 (Windows NT 6.3; Trident/7.0; rv:11.0) like Gecko',
])('an old browser that calls itself compatible is none: %s', (userAgent) => {
  expect(saidOf(userAgent)).toBeNull()
})

test.each([
  ['Googlebot', googlebot],
  [
    'Googlebot',
    'Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  ],
  ['Googlebot', 'Googlebot-Image/1.0'],
  ['GoogleOther', 'GoogleOther-Image/1.0'],
  ['AdsBot-Google', 'AdsBot-Google (+http://www.google.com/adsbot.html)'],
  ['Mediapartners-Google', 'Mediapartners-Google'],
  ['FeedFetcher-Google', 'Feedfetcher-Google; (+http://www.google.com/feedfetcher.html; 3 subscribers)'],
  [
    'Gmail image proxy',
    'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)',
  ],
  ['bingbot', 'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)'],
  ['msnbot', 'msnbot-media/1.1 (+http://search.msn.com/msnbot.htm)'],
  ['YandexBot', 'Mozilla/5.0 (compatible; YandexImages/3.0; +http://yandex.com/bots)'],
  [
    'Baiduspider',
    'Mozilla/5.0 (compatible; Baiduspider-render/2.0; +http://www.baidu.com/search/spider.html)',
  ],
  ['DuckDuckBot', 'DuckDuckBot-Https/1.1; (+https://duckduckgo.com/duckduckbot)'],
  [
    'Applebot',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/13.1.1 Safari/605.1.15 (Applebot/0.1; +http://www.apple.com/go/applebot)',
  ],
  ['Yeti (Naver)', 'Mozilla/5.0 (compatible; Yeti/1.1; +https://naver.me/spd)'],
  ['Mail.RU_Bot', 'Mozilla/5.0 (compatible; Linux x86_64; Mail.RU_Bot/2.0; +http://go.mail.ru/help/robots)'],
  ['Yahoo! Slurp', 'Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)'],
  [
    'GPTBot',
    'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; GPTBot/1.1; +https://openai.com/gptbot',
  ],
  [
    'ClaudeBot',
    'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; ClaudeBot/1.0; +claudebot@anthropic.com)',
  ],
  [
    'PerplexityBot',
    'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; PerplexityBot/1.0; +https://perplexity.ai/perplexitybot)',
  ],
  [
    'Meta-ExternalAgent',
    'meta-externalagent/1.1 (+https://developers.facebook.com/docs/sharing/webmasters/crawler)',
  ],
  ['facebookexternalhit', 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)'],
  [
    'iMessage preview',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0',
  ],
  ['TelegramBot', 'TelegramBot (like TwitterBot)'],
  ['Twitterbot', 'Twitterbot/1.0'],
  ['LinkedInBot', 'LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)'],
  ['Slackbot', 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)'],
  ['WhatsApp', 'WhatsApp/2.23.20.0'],
  ['AhrefsBot', 'Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)'],
  [
    'archive.org_bot',
    'Mozilla/5.0 (compatible; archive.org_bot +http://www.archive.org/details/archive.org_bot)',
  ],
  ['Bytespider', 'Mozilla/5.0 (compatible; Bytespider; spider-feedback@bytedance.com)'],
  ['CCBot', 'CCBot/2.0 (https://commoncrawl.org/faq/)'],
])('%s: %.70s', (name, userAgent) => {
  expect(saidOf(userAgent)).toBe(name)
})

test.each([
  // addresses of a real access log and of the operators' lists, looked up
  [googlebot, 15169, 'Googlebot'],
  [googlebot, 396982, 'Googlebot'],
  [googlebot, 42148, 'claims to be Googlebot, but comes from AS42148'],
  [googlebot, 28126, 'claims to be Googlebot, but comes from AS28126'],
  [googlebot, 4134, 'claims to be Googlebot, but comes from AS4134'],
  [googlebot, 8075, 'claims to be Googlebot, but comes from AS8075'],
  ['bingbot/2.0', 8075, 'bingbot'],
  ['bingbot/2.0', 15169, 'claims to be bingbot, but comes from AS15169'],
  ['Baiduspider/2.0', 55967, 'Baiduspider'],
  ['Baiduspider/2.0', 4808, 'Baiduspider'],
  ['Baiduspider/2.0', 3320, 'claims to be Baiduspider, but comes from AS3320'],
  ['Applebot/0.1', 714, 'Applebot'],
  ['GPTBot/1.1', 8075, 'GPTBot'],
  ['ClaudeBot/1.0', 16509, 'ClaudeBot'],
  ['CCBot/2.0', 14618, 'CCBot'],
  ['Twitterbot/1.0', 13414, 'Twitterbot'],
  ['archive.org_bot', 7941, 'archive.org_bot'],
  ['PetalBot', 136907, 'PetalBot'],
  ['AhrefsBot/7.0', 16276, 'AhrefsBot'],
  ['AhrefsBot/7.0', 7922, 'claims to be AhrefsBot, but comes from AS7922'],
  ['MJ12bot/v1.4.4', 24940, 'MJ12bot'], // its volunteers are anywhere
  ['facebookexternalhit/1.1 Facebot Twitterbot/1.0', 7922, 'iMessage preview'], // from a phone at home
])('%s from AS%i: %s', (userAgent, asn, reason) => {
  expect(from(userAgent, asn)).toBe(reason)
})

test('a claim outweighs the kind of the network', () => {
  expect(from(googlebot, 15169, 'hosting')).toBe('Googlebot')
  expect(from(googlebot, 24940, 'hosting')).toBe('claims to be Googlebot, but comes from AS24940')
  expect(from('curl/8.5.0', 24940, 'crawler')).toBe('isbot: curl')
})

test('the same user agent is judged anew for each network', () => {
  expect([15169, 4134, 15169].map((asn) => from(googlebot, asn))).toEqual([
    'Googlebot',
    'claims to be Googlebot, but comes from AS4134',
    'Googlebot',
  ])
})

test.each([
  // [user agent, label of its range, what is said, operator, purpose]
  [googlebot, 'Googlebot', 'Googlebot', 'Google', 'search'],
  [googlebot, 'Google special-case crawlers', 'Googlebot', 'Google', 'search'],
  [googlebot, 'AhrefsBot', 'claims to be Googlebot, but comes from AS64500', null, null],
  ['ChatGPT-User/1.0', 'ChatGPT-User', 'ChatGPT-User', 'OpenAI', 'answering a person'],
  ['ChatGPT-User/1.0', 'GPTBot', 'ChatGPT-User', 'OpenAI', 'answering a person'],
  ['AhrefsBot/7.0', 'Ahrefs', 'AhrefsBot', 'Ahrefs', 'marketing'], // an AS of its own
  [firefox, 'ChatGPT-User', 'crawler network: ChatGPT-User', 'OpenAI', 'answering a person'],
  [firefox, 'StatusCake', 'crawler network: StatusCake', 'StatusCake', 'monitor'],
  [
    firefox,
    'Shadowserver Foundation',
    'crawler network: Shadowserver Foundation',
    'Shadowserver Foundation',
    null,
  ],
  ['curl/8.5.0', 'GPTBot', 'isbot: curl', null, null],
] as const)('%.30s from crawlers labelled %s: %s', (userAgent, label, bot, botOperator, botPurpose) => {
  expect(verdictFrom(userAgent, 64500, 'crawler', label)).toEqual({ bot, botOperator, botPurpose })
})

test('a range that only bears a crawler’s name confirms nobody', () => {
  expect(from(googlebot, 64500, 'hosting', 'Googlebot')).toBe(
    'claims to be Googlebot, but comes from AS64500',
  )
})

test.each([
  ['GPTBot/1.1', 'OpenAI', 'training'],
  ['OAI-SearchBot/1.0', 'OpenAI', 'search'],
  ['ChatGPT-User/1.0', 'OpenAI', 'answering a person'],
  ['Claude-User/1.0', 'Anthropic', 'answering a person'],
  ['Perplexity-User/1.0', 'Perplexity', 'answering a person'],
  ['Twitterbot/1.0', 'X', 'preview'],
  ['UptimeRobot/2.0', 'UptimeRobot', 'monitor'],
  ['Diffbot/0.1', 'Diffbot', null],
  ['curl/8.5.0', null, null],
  [firefox, null, null],
  [null, null, null],
] as const)('%s is run by %s, for %s', (userAgent, operator, purpose) => {
  expect(botOf({ ...unseen, userAgent }, null)).toMatchObject({ botOperator: operator, botPurpose: purpose })
})

test('every purpose has a crawler', () => {
  expect(new Set(crawlers.flatMap(({ purpose }) => purpose ?? []))).toEqual(new Set(botPurposes))
})

test('every label of a crawler’s range tells whose it is, by a row of a table rather than by its own words', () => {
  const folder = join(__dirname, '../../../lib/assets/network-table/data/ranges')
  const names = new Set(
    readFileSync(join(folder, 'crawler.tsv'), 'utf8')
      .split('\n')
      .filter((line) => /^[\da-f]/.test(line))
      .map((line) => line.split('\t')[1] as string),
  )
  expect(names.size).toBeGreaterThan(25)
  const unknown = [...names].filter((name) => {
    const network = { key: keyOfName(name), name: 'nobody', kind: 'crawler' as const }
    return crawlerNetworkOf(network)?.operator === 'nobody'
  })
  expect(unknown).toEqual([])
})

test('at least 30 crawlers are known, most with their networks, each under a name of its own', () => {
  expect(crawlers.length).toBeGreaterThanOrEqual(70)
  expect(crawlers.filter(({ from: asns }) => asns !== undefined).length).toBeGreaterThanOrEqual(45)
  expect(new Set(crawlers.map(({ name }) => name)).size).toBe(crawlers.length)
})

test.each(crawlers.flatMap(({ name, signs }) => (signs ?? [name]).map((sign) => [sign, name])))(
  'the sign %s leads to %s, in any case',
  (sign, name) => {
    expect(saidOf(`Mozilla/5.0 (compatible; ${sign}; +https://example.com)`)).toBe(name)
    expect(saidOf(sign.toUpperCase())).toBe(name)
  },
)

test.each([
  ['emoji', '😀'.repeat(64)],
  ['half an emoji', `Mozilla/5.0 (compatible; 😀${'\ud83d'}`],
  ['controls', '\u0000\u0007\u2028'],
  ['brackets', '(((([[[['.repeat(32)],
  ['dots', '1.'.repeat(128)],
  ['right to left', '\u202egooglebot'.repeat(20)],
  ['another script', 'Ιστός Περιηγητής/1.0 (Άνδροιντ)'],
  ['half an emoji first', '\ud83dcurl/1.0'],
  ['a prototype', '__proto__/constructor toString'],
])('a hostile user agent does no harm: %s', (_, userAgent) => {
  const reason = saidOf(userAgent)
  expect(reason === null || reason.isWellFormed()).toBe(true)
})

import type { OpeningReason, OpeningState } from '../../../lambda/domain/recipient/opening'

/** What an opener does with a link, in its order. */
export type Act =
  /** Asks for the short link, by HEAD or GET. */
  | 'HEAD'
  | 'GET'
  /** Opens the page by its own link, without a script. The service hears nothing of it. */
  | 'page'
  /** Has the page's script run. */
  | { readonly beacon: Readonly<Record<string, unknown>> }
  /** What the script reports at the end. */
  | { readonly seconds: number; readonly acted: boolean }
  /** Goes on to another page, so many milliseconds after the first. */
  | { readonly secondPageAfter: number }

/** Somebody or something that opens a link. */
export interface Opener {
  readonly name: string
  /** A person, or what opens links by itself. */
  readonly who: 'person' | 'scanner' | 'preview' | 'bot'
  /** How it is known, where it is not plain. */
  readonly source?: string
  /** An address in a network that it is known for. */
  readonly ip: string
  readonly agent: string
  readonly headers?: Readonly<Record<string, string>>
  readonly acts: readonly Act[]
  /** Null where nothing tells that the link was opened. */
  readonly state: OpeningState | null
  readonly reason?: OpeningReason
}

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'
const edge = `${chrome} Edg/142.0.0.0`
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1'
const safari =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15'
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'
const office =
  'Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; WOW64; Trident/7.0; .NET4.0C; .NET4.0E; .NET CLR 2.0.50727; ms-office)'
const previewOfIMessage =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0'

/** Networks, by an address in each; the network table says the rest. */
const from = {
  azure: '52.96.0.10',
  safeLinks: '40.94.28.10',
  proofpoint: '67.231.144.10',
  mimecast: '185.58.84.10',
  barracuda: '209.222.80.10',
  ironPort: '68.232.140.10',
  trendMicro: '150.70.97.10',
  amazon: '3.80.0.10',
  googleCloud: '195.245.230.10',
  googleProxy: '66.249.84.10',
  apple: '17.58.98.10',
  yahoo: '98.137.65.10',
  relay: '172.224.240.10',
  zscaler: '165.225.0.10',
  meta: '69.171.251.10',
  linkedIn: '108.174.10.10',
  x: '199.16.156.10',
  telegram: '149.154.161.10',
  home: '80.128.77.7',
  institute: '137.138.1.7',
}

const desk = {
  language: 'de-DE',
  timeZone: 'Europe/Berlin',
  screen: '1920x1080',
  viewport: '1663x941',
}
const phone = { language: 'de-DE', timeZone: 'Europe/Berlin', screen: '390x844', viewport: '390x664' }
/** A machine without a screen or a place. */
const bare = { language: 'en-US', timeZone: 'Etc/UTC', screen: '1280x720', viewport: '1280x720' }
/** One that is set up to look like an office. */
const dressed = {
  language: 'en-US',
  timeZone: 'America/Los_Angeles',
  screen: '1920x1080',
  viewport: '1903x969',
}

const browser = (fields: Readonly<Record<string, unknown>>, seconds: number, acted: boolean): Act[] => [
  'GET',
  { beacon: fields },
  { seconds, acted },
]

const scanners: readonly Opener[] = [
  {
    name: 'Outlook Safe Links, at the time of the click',
    source: 'its requests come just before the reader’s, without a user agent',
    ...{ who: 'scanner', ip: from.safeLinks, agent: '', acts: ['GET'], state: 'fetched' },
  },
  {
    name: 'Outlook Safe Links, by HEAD',
    ...{ who: 'scanner', ip: from.safeLinks, agent: chrome, acts: ['HEAD'], state: null },
  },
  {
    name: 'Defender’s sandbox, a browser without a screen',
    source: 'opens every link of a message within seconds of its delivery',
    ...{ who: 'scanner', ip: from.azure, agent: chrome, acts: browser(bare, 5, false) },
    ...{ state: 'loaded', reason: 'bot' },
  },
  {
    name: 'Defender’s sandbox, dressed as an office, which waits and moves its pointer',
    ...{ who: 'scanner', ip: from.azure, agent: edge, acts: browser(dressed, 30, true) },
    ...{ state: 'loaded', reason: 'network of scanners' },
  },
  {
    name: 'Proofpoint URL Defense',
    ...{ who: 'scanner', ip: from.proofpoint, agent: chrome, acts: ['HEAD', 'GET'], state: 'fetched' },
  },
  {
    name: 'Proofpoint’s sandbox, a browser that waits',
    ...{ who: 'scanner', ip: from.proofpoint, agent: chrome, acts: browser(dressed, 20, true) },
    ...{ state: 'loaded', reason: 'network of scanners' },
  },
  {
    name: 'Mimecast URL Protect',
    ...{ who: 'scanner', ip: from.mimecast, agent: chrome, acts: ['GET'], state: 'fetched' },
  },
  {
    name: 'Mimecast’s browser, which follows a link of the page',
    ...{ who: 'scanner', ip: from.mimecast, agent: chrome },
    acts: [...browser(dressed, 3, false), { secondPageAfter: 4000 }],
    ...{ state: 'loaded', reason: 'network of scanners' },
  },
  {
    name: 'Barracuda Link Protection',
    ...{ who: 'scanner', ip: from.barracuda, agent: 'BarracudaCentral/1.0', acts: ['GET'], state: 'fetched' },
  },
  {
    name: 'Barracuda Impersonation Protection, from a cloud that is not its own',
    source: 'Barracuda Campus: its own addresses no longer cover all of its clicks',
    ...{ who: 'scanner', ip: from.amazon, agent: chrome, acts: browser(dressed, 12, false) },
    ...{ state: 'loaded', reason: 'network of scanners' },
  },
  {
    name: 'Cisco Secure Email',
    ...{ who: 'scanner', ip: from.ironPort, agent: 'Mozilla/5.0', acts: ['GET'], state: 'fetched' },
  },
  {
    name: 'Trend Micro’s sandbox, a browser that waits',
    ...{ who: 'scanner', ip: from.trendMicro, agent: chrome, acts: browser(dressed, 15, false) },
    ...{ state: 'loaded', reason: 'network of scanners' },
  },
  {
    name: 'a scanner by a library of Python',
    ...{ who: 'scanner', ip: from.amazon, agent: 'python-requests/2.32.3', acts: ['GET'], state: 'fetched' },
  },
  {
    name: 'a scanner by a library of Go',
    ...{ who: 'scanner', ip: from.googleCloud, agent: 'Go-http-client/2.0', acts: ['HEAD', 'GET'] },
    state: 'fetched',
  },
  {
    name: 'the virus scanner of a computer, under the browser’s own name',
    ...{ who: 'scanner', ip: from.home, agent: edge, acts: ['GET'], state: 'fetched' },
  },
  {
    name: 'urlscan.io, a headless browser that says so',
    ...{ who: 'scanner', ip: from.googleCloud, agent: chrome.replace('Chrome/', 'HeadlessChrome/') },
    ...{ acts: browser(bare, 10, false), state: 'loaded', reason: 'bot' },
  },
  {
    name: 'a browser that a program says it drives',
    ...{ who: 'scanner', ip: from.home, agent: chrome },
    ...{ acts: browser({ ...desk, webdriver: true }, 60, true), state: 'loaded', reason: 'bot' },
  },
  {
    name: 'a headless browser in disguise at home, which scrolls and leaves within a second',
    ...{ who: 'scanner', ip: from.home, agent: chrome, acts: browser(dressed, 0, true) },
    ...{ state: 'loaded', reason: 'no sign of a person' },
  },
  {
    name: 'one that opens two pages of the site in the same second',
    ...{ who: 'scanner', ip: from.home, agent: chrome },
    acts: [...browser(dressed, 0, false), { secondPageAfter: 700 }],
    ...{ state: 'loaded', reason: 'no sign of a person' },
  },
  {
    name: 'Excel, which looks before it opens a browser',
    source: 'Super User 1359127: HEAD, then a GET by a name that has ms-office in it',
    ...{ who: 'scanner', ip: from.institute, agent: office, acts: ['HEAD', 'GET'], state: 'fetched' },
  },
  {
    name: 'Word, which asks whether the page is there',
    ...{ who: 'scanner', ip: from.institute, agent: 'Microsoft Office Existence Discovery' },
    ...{ acts: ['HEAD'], state: null },
  },
]

const previews: readonly Opener[] = [
  {
    name: 'Gmail’s proxy of pictures',
    ...{ who: 'preview', ip: from.googleProxy, acts: ['GET'], state: 'fetched' },
    agent: 'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)',
  },
  {
    name: 'Apple’s Mail Privacy Protection',
    source: 'it says Mozilla/5.0 and nothing else',
    ...{ who: 'preview', ip: from.relay, agent: 'Mozilla/5.0', acts: ['GET'], state: 'fetched' },
  },
  {
    name: 'Yahoo’s proxy of mail',
    ...{ who: 'preview', ip: from.yahoo, acts: ['GET'], state: 'fetched' },
    agent: 'YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html',
  },
  {
    name: 'Slack',
    ...{ who: 'preview', ip: from.amazon, acts: ['GET'], state: 'fetched' },
    agent: 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
  },
  {
    name: 'Teams',
    ...{ who: 'preview', ip: from.azure, acts: ['GET'], state: 'fetched' },
    agent: 'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com',
  },
  {
    name: 'WhatsApp, from the phone of who sends the link',
    ...{ who: 'preview', ip: from.home, agent: 'WhatsApp/2.24.20 A', acts: ['GET'], state: 'fetched' },
  },
  {
    name: 'Signal, under WhatsApp’s name',
    ...{ who: 'preview', ip: from.home, agent: 'WhatsApp/2', acts: ['GET'], state: 'fetched' },
  },
  {
    name: 'LinkedIn',
    ...{ who: 'preview', ip: from.linkedIn, acts: ['GET'], state: 'fetched' },
    agent: 'LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)',
  },
  {
    name: 'X, by its HEADs',
    ...{ who: 'preview', ip: from.x, agent: 'Twitterbot/1.0', acts: ['HEAD', 'HEAD'], state: null },
  },
  {
    name: 'X, for a card',
    ...{ who: 'preview', ip: from.x, agent: 'Twitterbot/1.0', acts: ['HEAD', 'GET'], state: 'fetched' },
  },
  {
    name: 'Facebook and Messenger',
    ...{ who: 'preview', ip: from.meta, acts: ['GET'], state: 'fetched' },
    agent: 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
  },
  {
    name: 'iMessage, from the phone of who sends the link',
    ...{ who: 'preview', ip: from.home, agent: previewOfIMessage, acts: ['GET'], state: 'fetched' },
  },
  {
    name: 'Telegram',
    ...{ who: 'preview', ip: from.telegram, agent: 'TelegramBot (like TwitterBot)', acts: ['GET'] },
    state: 'fetched',
  },
  {
    name: 'Discord',
    ...{ who: 'preview', ip: from.googleCloud, acts: ['GET'], state: 'fetched' },
    agent: 'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)',
  },
]

const bots: readonly Opener[] = [
  {
    name: 'Googlebot, which runs scripts',
    ...{ who: 'bot', ip: '66.249.66.10', acts: browser({ ...bare, language: 'en-US' }, 20, false) },
    agent: chrome.replace(
      '(Windows NT 10.0; Win64; x64)',
      '(compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    ),
    ...{ state: 'loaded', reason: 'bot' },
  },
  { name: 'curl', ...{ who: 'bot', ip: from.home, agent: 'curl/8.5.0', acts: ['GET'], state: 'fetched' } },
]

const people: readonly Opener[] = [
  {
    name: 'a person’s phone',
    ...{ who: 'person', ip: from.home, agent: iphone, acts: browser(phone, 8, true) },
    ...{ state: 'read', reason: 'input' },
  },
  {
    name: 'a person at a desk, by the page’s own link',
    ...{ who: 'person', ip: from.institute, agent: edge },
    ...{
      acts: ['page', { beacon: desk }, { seconds: 14, acted: false }],
      state: 'read',
      reason: 'time in front',
    },
  },
  {
    name: 'a person whose Outlook asked first',
    ...{ who: 'person', ip: from.institute, agent: edge },
    ...{ acts: ['HEAD', ...browser(desk, 40, true)], state: 'read', reason: 'input' },
  },
  {
    name: 'a person who glances at it',
    ...{ who: 'person', ip: from.home, agent: firefox, acts: browser(desk, 1, true) },
    ...{ state: 'loaded', reason: 'no sign of a person' },
  },
  {
    name: 'a person whose page went before it could report',
    ...{ who: 'person', ip: from.home, agent: safari, acts: ['GET', { beacon: desk }] },
    ...{ state: 'loaded', reason: 'no sign of a person' },
  },
  {
    name: 'a person who opens it in the background and never looks',
    ...{ who: 'person', ip: from.home, agent: chrome, acts: browser(desk, 0, false) },
    ...{ state: 'loaded', reason: 'no sign of a person' },
  },
  {
    name: 'a person who goes on to another page',
    ...{ who: 'person', ip: from.home, agent: safari },
    ...{ acts: ['GET', { beacon: desk }, { secondPageAfter: 40_000 }], state: 'read', reason: 'second page' },
  },
  {
    name: 'a person behind Zscaler',
    ...{ who: 'person', ip: from.zscaler, agent: edge, acts: browser(desk, 25, true) },
    ...{ state: 'read', reason: 'input' },
  },
  {
    name: 'a person behind iCloud Private Relay',
    ...{ who: 'person', ip: from.relay, agent: iphone, acts: browser(phone, 25, true) },
    ...{ state: 'read', reason: 'input' },
  },
  {
    name: 'a person without script',
    ...{ who: 'person', ip: from.home, agent: firefox, acts: ['GET'], state: 'fetched' },
  },
  {
    name: 'a person without script, by the page’s own link',
    ...{ who: 'person', ip: from.home, agent: firefox, acts: ['page'], state: null },
  },
  {
    name: 'a person whose blocker stops the beacon',
    ...{ who: 'person', ip: from.home, agent: chrome, acts: ['GET'], state: 'fetched' },
  },
  {
    name: 'a person whose browser asks not to be told of (Sec-GPC)',
    ...{ who: 'person', ip: from.home, agent: firefox, headers: { 'Sec-GPC': '1' } },
    ...{ acts: browser(desk, 40, true), state: null },
  },
]

/**
 * Openers of links, by what is publicly known of them: their makers' pages, forums and logs; networks as the network table
 * has them. What each does is made of three things: what it asks for, whether a script runs, and what that reports.
 */
export const openers: readonly Opener[] = [...scanners, ...previews, ...bots, ...people].map((opener) =>
  opener.state === 'fetched' ? { ...opener, reason: 'no page loaded' as const } : opener,
)

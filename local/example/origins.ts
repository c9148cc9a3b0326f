/** Where somebody comes from: an address of a real network, so that it is named as any other, and what a browser there says. */
export interface Origin {
  /** The last number is left out where many come from. */
  readonly address: string
  readonly language: string
  readonly timeZone: string
}

const from =
  (language: string, timeZone: string) =>
  (...addresses: readonly string[]): Origin[] =>
    addresses.map((address) => ({ address, language, timeZone }))

const german = from('de-DE', 'Europe/Berlin')
const swiss = from('de-CH', 'Europe/Zurich')
const british = from('en-GB', 'Europe/London')
const eastern = from('en-US', 'America/New_York')
const pacific = from('en-US', 'America/Los_Angeles')

/** Lines at home and phones. */
const providers = [
  ...german('84.160.10.', '84.160.77.', '95.90.80.', '80.187.100.'),
  ...pacific('73.15.20.'),
  ...eastern('172.56.10.'),
  ...british('86.130.40.', '86.130.91.'),
  ...from('fr-FR', 'Europe/Paris')('90.10.60.'),
  ...from('en-IN', 'Asia/Kolkata')('122.170.5.'),
]

const vpns = [
  ...from('sv-SE', 'Europe/Stockholm')('193.138.218.'),
  ...swiss('185.159.157.'),
  ...german('193.32.248.'),
  ...eastern('86.38.103.'),
]

/** Networks of whom nobody can say what they are. */
const unknown = [
  ...eastern('162.222.40.', '108.165.121.'),
  ...british('109.233.50.'),
  ...from('nb-NO', 'Europe/Oslo')('109.68.182.'),
  ...from('ro-RO', 'Europe/Bucharest')('109.197.80.'),
]

const gateways = [...eastern('165.225.0.'), ...pacific('136.226.0.', '172.225.0.')]

/** Offices and universities, few enough that each of them comes in sixty days. One that stands twice comes back. */
const organisations = [
  ...german('155.56.1.1', '53.0.0.1', '132.230.1.1'),
  ...swiss('137.138.1.1', '137.138.1.1'),
  ...eastern('128.112.1.1', '18.9.22.1', '69.191.1.1'),
  ...pacific('17.253.144.10', '140.82.112.1'),
  ...british('131.111.1.1'),
  ...from('da-DK', 'Europe/Copenhagen')('152.73.178.1'),
]

/** Of fifty sittings of a real log, so many were of each: a name is rare. */
export const shares = [
  { origins: providers, ofFifty: 39 },
  { origins: vpns, ofFifty: 3 },
  { origins: unknown, ofFifty: 3 },
  { origins: organisations, ofFifty: 3 },
  { origins: gateways, ofFifty: 2 },
] as const

interface Bot {
  readonly address: string
  readonly userAgent: string
}

const compatible = (name: string) => `Mozilla/5.0 (compatible; ${name})`
const headless =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/142.0.0.0 Safari/537.36'

export const bots: readonly Bot[] = [
  { address: '66.249.66.', userAgent: compatible('Googlebot/2.1; +http://www.google.com/bot.html') },
  { address: '157.55.39.', userAgent: compatible('bingbot/2.0; +http://www.bing.com/bingbot.htm') },
  { address: '3.5.140.', userAgent: headless },
]

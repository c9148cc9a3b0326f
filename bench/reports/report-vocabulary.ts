import { getOrInsert } from '../../lambda/domain/cache'
import type { Kind } from '../../lambda/domain/organisation/organisation'
import type { Networks } from '../../lambda/network/networks'
import { randomIpv4 } from '../network/addresses'

/** What visits are made of. It is the same for every size, so that reports of all sizes name the same values. */
export interface Vocabulary {
  readonly people: readonly Kindred[]
  readonly machines: readonly Kindred[]
}

/** Networks of one kind, and how many of a hundred visitors come from them. */
export interface Kindred {
  readonly weight: number
  readonly places: readonly Place[]
}

/** A network and an address in it. */
export interface Place {
  readonly asn: number
  readonly country: string
  readonly ip: string
}

const [networkCount, countryCount, pageCount, referrerCount] = [400, 60, 300, 200]

/** The kinds of network that people come from, and those whose visits count as bots whatever their browser says. */
const people: Partial<Record<Kind, number>> = {
  ...{ isp: 52, mobile: 20, business: 9, education: 5, government: 1, vpn: 3, gateway: 2, unknown: 8 },
}
const machines: Partial<Record<Kind, number>> = { hosting: 9, crawler: 1 }

/** Takes networks of every kind from the real table: a fair share of each where there are as many. */
export function vocabularyOf(networks: Networks): Vocabulary {
  const chosen = fairShares(placesByKind(networks), networkCount)
  const weigh = (weights: Partial<Record<Kind, number>>): Kindred[] =>
    [...chosen].flatMap(([kind, places]) => {
      const weight = weights[kind]
      return weight === undefined ? [] : [{ weight, places }]
    })
  return { people: weigh(people), machines: weigh(machines) }
}

/** The networks of each kind that random addresses lead to, each with its first address, from the first countries only. */
function placesByKind(networks: Networks): Map<Kind, Map<number, Place>> {
  const byKind = new Map<Kind, Map<number, Place>>()
  const countries = new Set<string>()
  for (const address of randomIpv4(60_000)) {
    const { asn, country } = networks.locate(address)
    const network = asn === null ? null : networks.network(asn)
    if (network === null || asn === null || country === null) continue
    if (!countries.has(country) && countries.size === countryCount) continue
    countries.add(country)
    const places = getOrInsert(byKind, network.kind, () => new Map<number, Place>())
    getOrInsert(places, asn, () => ({ asn, country, ip: address.replace(/\d+$/, '0/24') }))
  }
  return byKind
}

/** Takes one place of each kind in turn, until there are `count`. */
function fairShares(
  byKind: ReadonlyMap<Kind, ReadonlyMap<number, Place>>,
  count: number,
): Map<Kind, Place[]> {
  const chosen = new Map<Kind, Place[]>()
  let remaining = count
  for (let at = 0; remaining > 0; at++)
    for (const [kind, places] of byKind) {
      const place = [...places.values()][at]
      if (place === undefined || remaining === 0) continue
      getOrInsert(chosen, kind, () => []).push(place)
      remaining -= 1
    }
  return chosen
}

const chrome = (version: number, system: string, mobile = '') =>
  `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0${mobile} Safari/537.36`
export const browsers = [
  ...[139, 140, 141, 142].flatMap((version) => [
    chrome(version, 'Windows NT 10.0; Win64; x64'),
    chrome(version, 'Macintosh; Intel Mac OS X 10_15_7'),
    chrome(version, 'X11; Linux x86_64'),
    chrome(version, 'Linux; Android 10; K', ' Mobile'),
  ]),
  ...[16, 17, 18].flatMap((version) => [
    `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/${version}.1 Safari/605.1.15`,
    `Mozilla/5.0 (iPhone; CPU iPhone OS ${version}_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/${version}.1 Mobile/15E148 Safari/604.1`,
  ]),
  ...[128, 140, 143, 144, 145].flatMap((version) =>
    ['X11; Linux x86_64', 'Windows NT 10.0; Win64; x64'].map(
      (system) => `Mozilla/5.0 (${system}; rv:${version}.0) Gecko/20100101 Firefox/${version}.0`,
    ),
  ),
]
export const robots = [
  'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)',
  'Mozilla/5.0 (compatible; DotBot/1.2; +https://opensiteexplorer.org/dotbot; help@moz.com)',
  'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)',
  'CCBot/2.0 (https://commoncrawl.org/faq/)',
  'curl/8.5.0',
  'python-requests/2.32.3',
]
export const languages =
  'en-US en-GB de-DE de fr-FR es-ES it-IT pt-BR nl-NL pl-PL sv-SE ru-RU tr-TR zh-CN zh-TW ja-JP ko-KR hi-IN ar cs-CZ'.split(
    ' ',
  )
const knownReferrers =
  'www.google.com www.linkedin.com news.ycombinator.com www.bing.com duckduckgo.com t.co github.com www.reddit.com chatgpt.com www.facebook.com mail.google.com lobste.rs www.google.de perplexity.ai stackoverflow.com'.split(
    ' ',
  )
export const referrers = Array.from(
  { length: referrerCount },
  (_, at) => knownReferrers[at] ?? `blog-${at}.example-${at % 17}.org`,
)
const topics =
  'lambda dynamodb career travels compilers gardening typescript networks photography chess'.split(' ')
const knownPages = ['/', '/cv.html']
export const pages = Array.from(
  { length: pageCount },
  (_, at) =>
    knownPages[at] ?? `/blog/${2016 + (at % 11)}/${topics[at % topics.length]}-and-other-notes-${at}/`,
)

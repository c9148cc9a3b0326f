import { getOrInsert } from '../../lambda/domain/cache'
import type { Kind } from '../../lambda/domain/organisation/organisation'
import { type Day, dayLength, daysBetween, instantOf, startOf } from '../../lambda/domain/time/day'
import type { Visit } from '../../lambda/domain/visit/visit'
import { makeVisitId } from '../../lambda/domain/visit/visit-id'
import type { Networks } from '../../lambda/network/networks'
import { seeded } from '../harness/random'
import { randomIpv4 } from '../network/addresses'

/** The site that the visits are of. */
export const reportSite = 'you.github.io'

/** What a day's visits come to, as the generator counted them itself. */
export interface DayFigures {
  readonly day: Day
  readonly visits: number
  readonly visitors: number
  readonly bots: number
}

/** One day of a table, in the order of time. */
export interface DayOfVisits extends DayFigures {
  readonly all: readonly Visit[]
}

/** What visits are made of. It is the same for every size, so that reports of all sizes name the same values. */
export interface Vocabulary {
  readonly people: readonly Kindred[]
  readonly machines: readonly Kindred[]
}

/** Networks of one kind, and how many of a hundred visitors come from them. */
interface Kindred {
  readonly weight: number
  readonly places: readonly Place[]
}

interface Place {
  readonly asn: number
  readonly country: string
  readonly ip: string
}

const [networkCount, countryCount, pageCount, referrerCount] = [400, 60, 300, 200]

/** From where people come, and from where what is taken for a bot whatever its browser says. */
const people: Partial<Record<Kind, number>> = {
  ...{ isp: 52, mobile: 20, business: 9, education: 5, government: 1, vpn: 3, gateway: 2, unknown: 8 },
}
const machines: Partial<Record<Kind, number>> = { hosting: 9, crawler: 1 }

/** Takes networks of every kind from the real table: a fair share of each where there are as many. */
export function vocabularyOf(networks: Networks): Vocabulary {
  const byKind = new Map<Kind, Map<number, Place>>()
  const countries = new Set<string>()
  for (const address of randomIpv4(60_000)) {
    const { asn, country } = networks.locate(address)
    const network = asn === null ? null : networks.network(asn)
    if (network === null || asn === null || country === null) continue
    if (!countries.has(country) && countries.size === countryCount) continue
    countries.add(country)
    const there = byKind.get(network.kind) ?? new Map<number, Place>()
    byKind.set(network.kind, there)
    if (!there.has(asn)) there.set(asn, { asn, country, ip: address.replace(/\d+$/, '0/24') })
  }
  const chosen = new Map<Kind, Place[]>()
  let left = networkCount
  for (let at = 0; left > 0; at++)
    for (const [kind, there] of byKind) {
      const place = [...there.values()][at]
      if (place === undefined || left === 0) continue
      getOrInsert(chosen, kind, () => []).push(place)
      left -= 1
    }
  const of = (weights: Partial<Record<Kind, number>>): Kindred[] =>
    [...chosen].flatMap(([kind, places]) => {
      const weight = weights[kind]
      return weight === undefined ? [] : [{ weight, places }]
    })
  return { people: of(people), machines: of(machines) }
}

const chrome = (version: number, system: string, mobile = '') =>
  `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0${mobile} Safari/537.36`
const browsers = [
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
const robots = [
  'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)',
  'Mozilla/5.0 (compatible; DotBot/1.2; +https://opensiteexplorer.org/dotbot; help@moz.com)',
  'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)',
  'CCBot/2.0 (https://commoncrawl.org/faq/)',
  'curl/8.5.0',
  'python-requests/2.32.3',
]
const languages =
  'en-US en-GB de-DE de fr-FR es-ES it-IT pt-BR nl-NL pl-PL sv-SE ru-RU tr-TR zh-CN zh-TW ja-JP ko-KR hi-IN ar cs-CZ'.split(
    ' ',
  )
const knownReferrers =
  'www.google.com www.linkedin.com news.ycombinator.com www.bing.com duckduckgo.com t.co github.com www.reddit.com chatgpt.com www.facebook.com mail.google.com lobste.rs www.google.de perplexity.ai stackoverflow.com'.split(
    ' ',
  )
const referrers = Array.from(
  { length: referrerCount },
  (_, at) => knownReferrers[at] ?? `blog-${at}.example-${at % 17}.org`,
)
const topics =
  'lambda dynamodb career travels compilers gardening typescript networks photography chess'.split(' ')
const pages = Array.from({ length: pageCount }, (_, at) =>
  at === 0
    ? '/'
    : at === 1
      ? '/cv.html'
      : `/blog/${2016 + (at % 11)}/${topics[at % topics.length]}-and-other-notes-${at}/`,
)

/** Zipf's law: the n-th is drawn 1/n as often as the first. */
function zipf(count: number): (random: () => number) => number {
  const upTo = new Float64Array(count)
  let total = 0
  for (let at = 0; at < count; at++) upTo[at] = total += 1 / (at + 1)
  return (random) => {
    const wanted = random() * total
    let [low, high] = [0, count - 1]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((upTo[middle] as number) < wanted) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** Of the days of a week, Sunday first, and of the hours of a day: how busy. */
const weekdays = [6, 10, 11, 11, 11, 10, 7]
const hours = [3, 2, 2, 2, 2, 3, 4, 6, 9, 11, 12, 12, 11, 12, 13, 13, 12, 11, 10, 10, 9, 8, 6, 4]

const [botShare, oneMore, unknownReferrer] = [0.15, 0.23, 0.35] // 1 / (1 - 0.23) = 1.3 visits a visitor

/** So many visits on the days from one to another: the same ones each time. */
export function* visitsOnDays(
  vocabulary: Vocabulary,
  { count, from, to }: { readonly count: number; readonly from: Day; readonly to: Day },
): Iterable<DayOfVisits> {
  const random = seeded(count)
  const [pageAt, referrerAt, browserAt] = [zipf(pageCount), zipf(referrerCount), zipf(browsers.length)]
  const days = daysBetween(from, to)
  const weights = days.map((day) => weekdays[new Date(day).getUTCDay()] as number)
  const whole = weights.reduce((sum, one) => sum + one, 0)
  const hourAt = drawnBy(hours)
  const [person, machine] = [vocabulary.people, vocabulary.machines].map(kindAt) as [
    Drawn<Kindred>,
    Drawn<Kindred>,
  ]
  let [done, weight, serial] = [0, 0, 0]
  for (const [at, day] of days.entries()) {
    weight += weights[at] as number
    const upTo = Math.round((count * weight) / whole)
    const all: Visit[] = []
    const figures = { visits: 0, visitors: 0, bots: 0 }
    while (done < upTo) {
      const isBot = random() < botShare
      const { places } = (isBot ? machine : person)(random)
      const { asn, country, ip } = places[Math.floor(random() ** 2 * places.length)] as Place
      const visitor = `${(++serial).toString(16).padStart(8, '0')}${hex(random, 8)}${hex(random, 8)}`
      const language = isBot ? null : (languages[Math.floor(random() ** 2 * languages.length)] as string)
      const userAgent = isBot
        ? (robots[Math.floor(random() * robots.length)] as string)
        : (browsers[browserAt(random)] as string)
      const referrer = isBot || random() < unknownReferrer ? null : (referrers[referrerAt(random)] as string)
      let time = startOf(day) + (hourAt(random) + random()) * 3_600_000
      if (!isBot) figures.visitors += 1
      for (let first = true; done < upTo && (first || random() < oneMore); first = false) {
        if (!first) time = Math.min(time + 5_000 + random() * 300_000, startOf(day) + dayLength - 1)
        const page = pageAt(random)
        all.push({
          id: makeVisitId(Math.floor(time), bytes(random)),
          time: instantOf(Math.floor(time)),
          site: reportSite,
          host: null,
          page: pages[page] as string,
          title: `Notes of a traveller, number ${page}`,
          referrer: first ? referrer : reportSite,
          referrerPath: null,
          utmSource: null,
          utmMedium: null,
          utmCampaign: null,
          utmTerm: null,
          utmContent: null,
          language,
          timeZone: null,
          screen: isBot ? null : '1920x1080',
          viewport: isBot ? null : '1200x800',
          userAgent,
          webdriver: false,
          asn,
          reverseDomain: null,
          country,
          ip,
          visitor,
        })
        if (isBot) figures.bots += 1
        else figures.visits += 1
        done += 1
      }
    }
    all.sort((a, b) => (a.time === b.time ? (a.id < b.id ? -1 : 1) : a.time < b.time ? -1 : 1))
    yield { day, ...figures, all }
  }
}

type Drawn<T> = (random: () => number) => T

/** Draws one of several by their weights. */
function drawnBy(weights: readonly number[]): Drawn<number> {
  const places = weights.flatMap((weight, at) => new Array<number>(weight).fill(at))
  return (random) => places[Math.floor(random() * places.length)] as number
}

function kindAt(all: readonly Kindred[]): Drawn<Kindred> {
  const at = drawnBy(all.map(({ weight }) => weight))
  return (random) => all[at(random)] as Kindred
}

const hex = (random: () => number, digits: number): string =>
  Math.floor(random() * 16 ** digits)
    .toString(16)
    .padStart(digits, '0')

function bytes(random: () => number): Uint8Array {
  const ten = new Uint8Array(12)
  new Uint32Array(ten.buffer).set([random() * 2 ** 32, random() * 2 ** 32, random() * 2 ** 32])
  return ten
}

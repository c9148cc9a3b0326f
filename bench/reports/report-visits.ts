import {
  type Day,
  dayLength,
  daysBetween,
  hourLength,
  instantOf,
  startOf,
} from '../../lambda/domain/time/day'
import type { Visit } from '../../lambda/domain/visit/visit'
import { makeVisitId } from '../../lambda/domain/visit/visit-id'
import { random as seeded } from '../../test/support/random'
import {
  browsers,
  type Kindred,
  languages,
  pages,
  referrers,
  robots,
  type Vocabulary,
} from './report-vocabulary'

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

/** How busy the days of a week are, from Sunday on, and the hours of a day. */
const weekdays = [6, 10, 11, 11, 11, 10, 7]
const hours = [3, 2, 2, 2, 2, 3, 4, 6, 9, 11, 12, 12, 11, 12, 13, 13, 12, 11, 10, 10, 9, 8, 6, 4]

const [botShare, oneMore, unknownReferrer] = [0.15, 0.23, 0.35] // 1 / (1 - 0.23) = 1.3 visits a visitor

/** This many visits, spread over the days from one to another: the same ones each time. */
export function* visitsOnDays(
  vocabulary: Vocabulary,
  { count, from, to }: { readonly count: number; readonly from: Day; readonly to: Day },
): Iterable<DayOfVisits> {
  const random = seeded(count)
  const visitorOn = visitorsFrom(vocabulary, random)
  const days = daysBetween(from, to)
  const weights = days.map((day) => weekdays[new Date(day).getUTCDay()] as number)
  const whole = weights.reduce((sum, one) => sum + one, 0)
  let [done, weight] = [0, 0]
  for (const [at, day] of days.entries()) {
    weight += weights[at] as number
    const upTo = Math.round((count * weight) / whole)
    yield dayOfVisits(day, upTo - done, visitorOn, random)
    done = upTo
  }
}

/** The visits of one day, in the order of time, and what they come to. */
function dayOfVisits(
  day: Day,
  count: number,
  visitorOn: (day: Day) => Visitor,
  random: () => number,
): DayOfVisits {
  const all: Visit[] = []
  const figures = { visits: 0, visitors: 0, bots: 0 }
  while (all.length < count) {
    const visitor = visitorOn(day)
    const visits = visitsBy(visitor, count - all.length, random)
    all.push(...visits)
    figures[visitor.isBot ? 'bots' : 'visits'] += visits.length
    if (!visitor.isBot) figures.visitors += 1
  }
  return { day, ...figures, all: all.sort(byTime) }
}

const byTime = (a: Visit, b: Visit): number => compare(a.time, b.time) || compare(a.id, b.id)

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** A browser on one day. */
interface Visitor {
  readonly isBot: boolean
  readonly day: Day
  /** Of its first visit, in milliseconds since 1970. */
  readonly time: number
  readonly referrer: string | null
  /** What its visits have in common. */
  readonly traits: Pick<
    Visit,
    'language' | 'screen' | 'viewport' | 'userAgent' | 'asn' | 'country' | 'ip' | 'visitor'
  >
}

/** Invents visitors, one a call. The numbers are drawn in a fixed order, so that the same seed gives the same visits. */
function visitorsFrom({ people, machines }: Vocabulary, random: () => number): (day: Day) => Visitor {
  const [person, machine] = [kindAt(people), kindAt(machines)]
  const [referrerAt, browserAt] = [zipf(referrers.length), zipf(browsers.length)]
  const hourAt = drawnBy(hours)
  let serial = 0
  return (day) => {
    const isBot = random() < botShare
    const { places } = (isBot ? machine : person)(random)
    const place = earlyOneOf(places, random)
    const visitor = `${(++serial).toString(16).padStart(8, '0')}${hex(random, 8)}${hex(random, 8)}`
    const language = isBot ? null : earlyOneOf(languages, random)
    const userAgent = isBot
      ? (robots[Math.floor(random() * robots.length)] as string)
      : (browsers[browserAt(random)] as string)
    const referrer = isBot || random() < unknownReferrer ? null : (referrers[referrerAt(random)] as string)
    const time = startOf(day) + (hourAt(random) + random()) * hourLength
    const screen = isBot ? null : '1920x1080'
    const viewport = isBot ? null : '1200x800'
    return {
      isBot,
      day,
      time,
      referrer,
      traits: { language, screen, viewport, userAgent, ...place, visitor },
    }
  }
}

/** The visits of one visitor, at least one and at most `most`, none after the end of the day. */
function visitsBy(
  { day, time: first, referrer, traits }: Visitor,
  most: number,
  random: () => number,
): Visit[] {
  const lastMoment = startOf(day) + dayLength - 1
  const visits = [visitAt(first, { referrer, traits }, random)]
  for (let time = first; visits.length < most && random() < oneMore; ) {
    time = Math.min(time + 5_000 + random() * 300_000, lastMoment)
    visits.push(visitAt(time, { referrer: reportSite, traits }, random))
  }
  return visits
}

function visitAt(
  time: number,
  { referrer, traits }: Pick<Visitor, 'referrer' | 'traits'>,
  random: () => number,
): Visit {
  const page = pageAt(random)
  return {
    id: makeVisitId(Math.floor(time), bytes(random)),
    time: instantOf(Math.floor(time)),
    site: reportSite,
    host: null,
    page: pages[page] as string,
    title: `Notes of a traveller, number ${page}`,
    referrer,
    referrerPath: null,
    utmSource: null,
    utmMedium: null,
    utmCampaign: null,
    utmTerm: null,
    utmContent: null,
    timeZone: null,
    webdriver: false,
    assets: null,
    engagement: null,
    holder: null,
    reverseDomain: null,
    region: null,
    city: null,
    httpVersion: null,
    mine: null,
    recipient: null,
    scanned: false,
    fetched: false,
    ...traits,
  }
}

type Drawn<T> = (random: () => number) => T

const pageAt = zipf(pages.length)

/** One of several, the first ones more often. */
const earlyOneOf = <T>(things: readonly T[], random: () => number): T =>
  things[Math.floor(random() ** 2 * things.length)] as T

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

import type { KnownNetwork } from '../describe/known-network'
import type { Kind } from '../organisation/organisation'
import type { Instant } from '../time/day'
import { newestSpellings, type Spelling } from '../visit/newest-spelling'
import { type Pages, pageKey } from '../visit/page-key'
import type { Visit } from '../visit/visit'
import { nothingRead, type ReadingActivity, type ReadingTally, readingTally } from './engagement-tally'
import { type Counted, frequentValues } from './frequent-values'

/** The kinds that people read a visitors' book for. */
export const defaultKinds: readonly Kind[] = ['business', 'education', 'government']

/** The most pages named for each organisation. */
export const pagesNamed = 10

interface TallyOptions {
  /** False if the caller counts the visitors itself, in less memory. */
  readonly visitors: boolean
  /** The most pages kept at once. If there are more, the most read ones are kept. */
  readonly pages: number
}

const all: TallyOptions = { visitors: true, pages: Number.POSITIVE_INFINITY }

/** What an organisation did. Both moments are null if it was not seen. */
export interface Activity extends ReadingActivity {
  readonly visits: number
  /** A visitor is known for one UTC day, so somebody who comes on two days counts twice. */
  readonly visitors: number
  /** In alphabetical order. */
  readonly countries: readonly string[]
  /** The most read come first. */
  readonly pages: readonly PageCount[]
  readonly firstSeen: Instant | null
  readonly lastSeen: Instant | null
}

export interface PageCount {
  readonly page: string
  readonly visits: number
}

/** A page, and when it was last spelled so. */
export interface ReadPage extends PageCount {
  readonly seen?: Instant
}

/** An activity with every page that is kept. */
export interface WholeActivity extends Omit<Activity, 'pages'> {
  readonly pages: readonly ReadPage[]
}

/** Counts the visits of one organisation, in any order. */
export interface Tally {
  add(visit: Visit): void
  /** Adds an activity instead of its visits: that of a day, whose most read pages alone are known, or of other visitors. */
  join(activity: WholeActivity): void
  activity(): Activity
  whole(): WholeActivity
}

export function tally(pages: Pages, keeps = all): Tally {
  let visits = 0
  const span = seenSpan()
  let visitorsJoined = 0
  const visitors = new Set<string>()
  const countries = new Set<string>()
  const reads = pageReads(pages, keeps.pages)
  let reading: ReadingTally | null = null // most organisations report nothing
  const reports = () => {
    reading ??= readingTally(pages, keeps.pages)
    return reading
  }
  const facts = <P>(pages: P) => ({
    visits,
    visitors: visitors.size + visitorsJoined,
    countries: [...countries].toSorted(),
    pages,
    ...span.seen(),
  })
  return {
    add(visit) {
      const { time, visitor, country, page } = visit
      visits += 1
      span.add(time)
      if (visitor !== null && keeps.visitors) visitors.add(visitor)
      if (country !== null) countries.add(country)
      reads.add({ text: page, seen: time }, 1)
      if (visit.engagement !== null) reports().add(visit)
    },
    join(day) {
      visits += day.visits
      visitorsJoined += day.visitors
      for (const time of [day.firstSeen, day.lastSeen]) if (time !== null) span.add(time)
      for (const country of day.countries) countries.add(country)
      for (const { page, visits: times, seen = day.lastSeen ?? '' } of day.pages)
        reads.add({ text: page, seen }, times)
      if (hasRead(day)) reports().join(day, day.lastSeen ?? '')
    },
    activity: () => ({ ...facts(mostRead(reads.pages())), ...(reading?.activity() ?? nothingRead) }),
    whole: () => ({ ...facts(reads.pages()), ...(reading?.whole() ?? nothingRead) }),
  }
}

/** Counts views of pages. @param most pages kept at once */
function pageReads(pages: Pages, most: number) {
  const spellings = newestSpellings((page) => pageKey(page, pages))
  const reads = frequentValues<string, Counted>({
    most,
    make: () => ({ visits: 0 }),
    onLost: (key) => spellings.forget(key),
  })
  return {
    add(spelling: Spelling, times: number): void {
      reads.of(spellings.add(spelling)).visits += times
    },
    pages: (): Required<ReadPage>[] =>
      [...reads.entries()].map(([key, { visits }]) => {
        const { text: page, seen } = spellings.of(key)
        return { page, seen, visits }
      }),
  }
}

const hasRead = ({ seconds, sections, links }: ReadingActivity): boolean =>
  seconds > 0 || sections.length > 0 || links.length > 0

/** The first and the last of some moments. */
function seenSpan() {
  let firstSeen: Instant | null = null
  let lastSeen: Instant | null = null
  return {
    add(time: Instant): void {
      if (firstSeen === null || time < firstSeen) firstSeen = time
      if (lastSeen === null || time > lastSeen) lastSeen = time
    },
    seen: () => ({ firstSeen, lastSeen }),
  }
}

const mostRead = (pages: readonly PageCount[]): PageCount[] =>
  pages
    .map(({ page, visits }) => ({ page, visits }))
    .toSorted((a, b) => b.visits - a.visits || (a.page < b.page ? -1 : 1))
    .slice(0, pagesNamed)

/** An organisation and its activity. */
export interface OrganisationActivity extends Omit<KnownNetwork, 'id'>, Activity {
  /** Numbers of its autonomous systems that were seen, in order; none where ranges told who came. */
  readonly asns: readonly number[]
  /** Visits of each of the days asked for. */
  readonly daily: readonly number[]
}

/** Sorts the sought kinds first, those that are but guessed after them, then by most visits, then by latest visit. */
export function inOrder(organisations: readonly OrganisationActivity[]): OrganisationActivity[] {
  const rank = ({ kind, confidence }: OrganisationActivity) => {
    if (!defaultKinds.includes(kind)) return 2
    return confidence === 'low' ? 1 : 0
  }
  const later = (a: OrganisationActivity, b: OrganisationActivity) => {
    const [ofA, ofB] = [a.lastSeen ?? '', b.lastSeen ?? '']
    if (ofA === ofB) return a.key < b.key ? -1 : 1
    return ofA > ofB ? -1 : 1
  }
  return organisations.toSorted((a, b) => rank(a) - rank(b) || b.visits - a.visits || later(a, b))
}

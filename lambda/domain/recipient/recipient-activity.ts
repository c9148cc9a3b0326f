import { getOrInsert } from '../cache'
import type { DescribedVisit } from '../describe/described-visit'
import type { Kind } from '../organisation/organisation'
import type { Instant } from '../time/day'
import type { SectionTime } from '../visit/engagement'
import { type Pages, pageKey } from '../visit/page-key'
import { better, type LinkVisit, type Opening, openingOf } from './opening'

/** A page or file that was opened by a link. */
export interface ReadPage {
  readonly page: string
  /** That of its newest visit that tells one. */
  readonly title: string | null
  readonly visits: number
  /** In front, together; null where no visit has a report. */
  readonly seconds: number | null
  readonly sections: readonly SectionTime[]
  /** Links that were used on it. */
  readonly links: readonly string[]
}

export interface CameOrganisation {
  readonly key: string
  readonly name: string
  readonly kind: Kind | null
  readonly visits: number
}

/** Somebody who asked for a link before any beacon ran. */
export interface LinkFetch {
  readonly time: Instant
  readonly organisation: string | null
  readonly kind: Kind | null
  readonly country: string | null
  readonly userAgent: string | null
  readonly bot: string | null
  readonly scanned: boolean
}

/** What came of a recipient's link. */
export interface RecipientActivity {
  /** Null where nobody has asked for it. */
  readonly opening: Opening | null
  readonly first: Instant | null
  readonly last: Instant | null
  /** When it was first read. */
  readonly readAt: Instant | null
  /** Without those of bots, and the owner's own. */
  readonly visits: number
  readonly visitors: number
  readonly bots: number
  readonly scans: number
  readonly organisations: readonly CameOrganisation[]
  readonly pages: readonly ReadPage[]
  /** The newest first. */
  readonly fetches: readonly LinkFetch[]
  /** Whether every visit was looked at: of many only the newest are. */
  readonly complete: boolean
}

/** The most organisations, pages, sections, links and fetches that are named. */
const mostNamed = 20

interface Came {
  /** By the link, newest first. */
  readonly visits: readonly DescribedVisit[]
  /** Other visits of its visitors. */
  readonly others: readonly LinkVisit[]
  readonly fetches: readonly DescribedVisit[]
  readonly complete: boolean
}

export function recipientActivity(came: Came, pages: Pages): RecipientActivity {
  const visits = came.visits.filter(({ mine }) => !mine)
  const fetches = came.fetches.filter(({ mine }) => !mine)
  const people = visits.filter(({ bot }) => bot === null)
  const others = [...visits, ...came.others]
  const openings = visits.map((visit) => ({ visit, opening: openingOf(visit, others, pages) }))
  const asked = fetches.map((fetch) => openingOf(fetch, [], pages))
  const all = [...openings.map(({ opening }) => opening), ...asked]
  const times = [...visits, ...fetches].map(({ time }) => time).toSorted()
  const reads = openings.filter(({ opening }) => opening.state === 'read').map(({ visit }) => visit.time)
  return {
    opening: all.reduce<Opening | null>(better, null),
    first: times[0] ?? null,
    last: times.at(-1) ?? null,
    readAt: reads.toSorted()[0] ?? null,
    visits: people.length,
    visitors: new Set(people.map(({ id, visitor }) => visitor ?? id)).size,
    bots: visits.length - people.length,
    scans: [...people, ...fetches].filter(({ scanned }) => scanned).length,
    organisations: organisationsOf(people),
    pages: pagesOf(people, pages),
    fetches: fetches.toSorted(newestFirst).slice(0, mostNamed).map(fetchOf),
    complete: came.complete,
  }
}

const newestFirst = (a: DescribedVisit, b: DescribedVisit): number => (a.time > b.time ? -1 : 1)

const fetchOf = ({
  time,
  organisation,
  kind,
  country,
  userAgent,
  bot,
  scanned,
}: DescribedVisit): LinkFetch => ({
  ...{ time, organisation, kind, country, userAgent, bot, scanned },
})

/** The most visits first, then by name. */
function organisationsOf(visits: readonly DescribedVisit[]): CameOrganisation[] {
  const found = new Map<string, CameOrganisation>()
  for (const { organisationKey: key, organisation: name, kind } of visits)
    if (key !== null && name !== null)
      found.set(key, { key, name, kind, visits: (found.get(key)?.visits ?? 0) + 1 })
  return [...found.values()]
    .toSorted((a, b) => b.visits - a.visits || (a.name < b.name ? -1 : 1))
    .slice(0, mostNamed)
}

/** In the order of the first visit of each. */
function pagesOf(visits: readonly DescribedVisit[], pages: Pages): ReadPage[] {
  const found = new Map<string, DescribedVisit[]>()
  for (const visit of visits.toReversed())
    getOrInsert(found, pageKey(visit.page, pages), (): DescribedVisit[] => []).push(visit)
  return [...found.values()].slice(0, mostNamed).map(pageOf)
}

function pageOf(visits: readonly DescribedVisit[]): ReadPage {
  const reports = visits.flatMap(({ engagement }) => engagement ?? [])
  const sections = new Map<string, number>()
  for (const { name, seconds } of reports.flatMap((report) => report.sections))
    sections.set(name, (sections.get(name) ?? 0) + seconds)
  return {
    page: visits.at(-1)?.page ?? '',
    title: visits.findLast(({ title }) => title !== null)?.title ?? null,
    visits: visits.length,
    seconds: reports.length === 0 ? null : reports.reduce((sum, { seconds }) => sum + seconds, 0),
    sections: [...sections].map(([name, seconds]) => ({ name, seconds })).slice(0, mostNamed),
    links: [...new Set(reports.flatMap(({ links }) => links))].slice(0, mostNamed),
  }
}

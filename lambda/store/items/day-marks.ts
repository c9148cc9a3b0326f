import { ttlCache } from '../../domain/cache'
import { Unavailable } from '../../domain/errors'
import type { Day } from '../../domain/time/day'
import type { ItemTable } from '../item-table'
import { dayKey, siteKey } from '../keys'
import { markerIn, markerItem, type VisitSource, withVisit } from './day-marker'
import { type MarkedDay, saysTheSame, siteDaysIn, siteItem, withDay } from './site-item'

interface DayMarksParts {
  readonly table: ItemTable
  readonly now: () => Date
  /** How many partitions a site's day is spread over. */
  readonly shardsOf: (site: string) => number
  readonly source: VisitSource
}

/** A day of a site, and when visits stored now expire, in seconds since 1970. */
interface MarkableDay {
  readonly site: string
  readonly day: Day
  readonly expiry: number
}

/** What a running function knows about the marks of days and sites, by which readers find them. */
export interface DayMarks {
  /** Reads whether a day is marked, so that its first visit here need not mark it again. */
  recall(day: MarkableDay): Promise<void>
  /**
   * Makes sure that the day is marked. Visits that arrive meanwhile wait for the same marks; if those fail, the next
   * visit puts them.
   */
  ensure(day: MarkableDay): Promise<void>
}

/**
 * How long a running function trusts that a site's day is marked, in milliseconds. The owner may remove the site, and
 * its next visit must bring it back; one read every ten minutes finds out.
 */
const believedMs = 10 * 60_000

/** The most marks that a running function remembers. */
const maxMarks = 1000

/** A try fails only when another function has just noted a day. */
const maxTries = 20

export function dayMarks(parts: DayMarksParts): DayMarks {
  const marks = ttlCache<Promise<void>>({ size: maxMarks, now: parts.now })
  const nameOf = ({ site, day }: MarkableDay): string => `${site} ${day}`
  return {
    async recall(one) {
      const [before, after] = await markers(parts, one)
      if (after === before) marks.set(nameOf(one), Promise.resolve(), believedMs)
    },

    ensure(one) {
      const name = nameOf(one)
      const known = marks.get(name)
      if (known !== undefined) return known
      const pending = mark(parts, one).catch((error) => {
        marks.delete(name)
        throw error
      })
      marks.set(name, pending, believedMs)
      return pending
    },
  }
}

/**
 * Notes the site and the day before the day's first visit is put, so that no visit is unlisted. The puts run one after
 * the other on one connection: at a small Lambda's CPU, a second TLS handshake takes longer than a round trip.
 */
async function mark(parts: DayMarksParts, one: MarkableDay): Promise<void> {
  const { site, day } = one
  const key = dayKey(site, day)
  for (let attempt = 0; attempt < maxTries; attempt++) {
    const [before, after] = await markers(parts, one)
    if (after === before) return
    const marked = { day, expiry: after.ttl }
    await noteDay(parts.table, site, marked)
    if (!(await parts.table.put(...markerItem(key, after, before)))) continue
    await noteDay(parts.table, site, marked) // again: who removes the site may have seen no day yet
    return
  }
  throw new Unavailable(`too many functions mark ${day} of ${site} at once`)
}

/** A day's marker as it is and as it should be. */
async function markers({ table, shardsOf, source }: DayMarksParts, { site, day, expiry }: MarkableDay) {
  const item = await table.get(dayKey(site, day))
  const before = item === null ? null : markerIn(item)
  return [before, withVisit(before, { expiry, shards: shardsOf(site), source })] as const
}

/** Writes the site's first and last day into its own item, so that readers need not search for them. */
async function noteDay(table: ItemTable, site: string, marked: MarkedDay): Promise<void> {
  for (let attempt = 0; attempt < maxTries; attempt++) {
    const item = await table.get(siteKey(site))
    const [before, after] = [siteDaysIn(item), withDay(item, marked)]
    if (saysTheSame(before, after) || (await table.put(...siteItem(site, after, before)))) return
  }
  throw new Unavailable(`too many functions note days of ${site} at once`)
}

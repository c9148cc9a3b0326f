import { ttlCache } from '../../domain/cache'
import { Unavailable } from '../../domain/errors'
import type { Day } from '../../domain/time/day'
import type { ItemTable } from '../item-table'
import { dayKey, siteKey } from '../keys'
import { markerIn, markerItem, withVisit } from './day-marker'
import { type MarkedDay, saysTheSame, siteDaysIn, siteItem, withDay } from './site-item'

interface DayMarksParts {
  readonly table: ItemTable
  readonly now: () => Date
  /** Over how many partitions a site's day is spread. */
  readonly shardsOf: (site: string) => number
}

/** A day of a site, and when the visits that are stored now expire, in seconds since 1970. */
interface MarkableDay {
  readonly site: string
  readonly day: Day
  readonly expiry: number
}

/** What a running function knows of the marks of days and sites, by which readers find them. */
export interface DayMarks {
  /** Reads whether a day is marked, so that its first visit here need not mark it again. */
  recall(day: MarkableDay): Promise<void>
  /** Has the day marked. Visits that come meanwhile wait for the same marks; when those fail, the next visit puts them. */
  ensure(day: MarkableDay): Promise<void>
}

/**
 * How long a running function believes that a day of a site is marked, in milliseconds: the owner may remove the site, and its next
 * visit must bring it back. One read in ten minutes tells.
 */
const believedMs = 10 * 60_000

/** Marks that a running function remembers, at most. */
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
 * Notes the site and the day before the first visit of the day, so that none is unlisted. One after the other on one
 * connection: at a small Lambda's CPU a second TLS handshake takes longer than a round trip.
 */
async function mark(parts: DayMarksParts, one: MarkableDay): Promise<void> {
  const { site, day } = one
  const key = dayKey(site, day)
  for (let attempt = 0; attempt < maxTries; attempt++) {
    const [before, after] = await markers(parts, one)
    if (after === before) return
    await noteDay(parts.table, site, { day, expiry: after.ttl })
    if (await parts.table.put(...markerItem(key, after, before))) return
  }
  throw new Unavailable(`too many functions mark ${day} of ${site} at once`)
}

/** A day's marker as it is, and as it has to be. */
async function markers({ table, shardsOf }: DayMarksParts, { site, day, expiry }: MarkableDay) {
  const item = await table.get(dayKey(site, day))
  const before = item === null ? null : markerIn(item)
  return [before, withVisit(before, { expiry, shards: shardsOf(site) })] as const
}

/** Has the site's own item say its first and last day, so that nobody has to ask for them. */
async function noteDay(table: ItemTable, site: string, marked: MarkedDay): Promise<void> {
  for (let attempt = 0; attempt < maxTries; attempt++) {
    const item = await table.get(siteKey(site))
    const [before, after] = [siteDaysIn(item), withDay(item, marked)]
    if (saysTheSame(before, after) || (await table.put(...siteItem(site, after, before)))) return
  }
  throw new Unavailable(`too many functions note days of ${site} at once`)
}

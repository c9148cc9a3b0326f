import { ttlCache } from '../../domain/cache'
import { Unavailable } from '../../domain/errors'
import { type Day, dayOf, endOf, instantOf } from '../../domain/time/day'
import { type ItemTable, isNew } from '../item-table'
import { dayKey, siteKey } from '../keys'
import type { RecordStore } from '../visit-store'
import { markerIn, markerItem, withVisit } from './day-marker'
import { firstDelivery } from './first-delivery'
import { type MarkedDay, saysTheSame, siteDaysIn, siteItem, withDay } from './site-item'
import { toItem } from './visit-item'

export interface RecordStoreParts {
  readonly table: ItemTable
  /** Days that a visit is kept after the one on which it was stored. */
  readonly retentionDays: number
  readonly now: () => Date
  /** Whether visits of a network go into the index of organisations. */
  readonly isIndexed?: (asn: number) => boolean
  /** Over how many partitions a site's day is spread; one when left out. */
  readonly shardsOf?: (site: string) => number
}

/** What may be known of the marks before a visit needs them. */
export interface DayMarks {
  /** Reads whether a day of a site is marked, so that its first visit here need not mark it again. */
  recall(site: string, day: Day): Promise<void>
}

const daySeconds = 86_400

/**
 * How long a running function believes that a day of a site is marked, in milliseconds: the owner may remove the site, and its next
 * visit must bring it back. One read in ten minutes tells.
 */
const believedFor = 10 * 60_000

/** Marks that a running function remembers, at most. */
const marksRemembered = 1000

/** A try fails only when another function has just noted a day. */
const tries = 20

const nameOf = (site: string, day: Day): string => `${site} ${day}`

/** Puts visits into DynamoDB: one write unit each, and two for the marks of day and site by whichever function sees them first. */
export function dynamoRecordStore({
  table,
  retentionDays,
  now,
  isIndexed = () => false,
  shardsOf = () => 1,
}: RecordStoreParts): RecordStore & DayMarks {
  const marks = ttlCache<Promise<void>>({ size: marksRemembered, now })

  /**
   * Notes the site and the day before the first visit of the day, so that none is unlisted. One after the other on one
   * connection: at a small Lambda's CPU a second TLS handshake takes longer than a round trip.
   */
  async function mark(site: string, day: Day, expiry: number): Promise<void> {
    const key = dayKey(site, day)
    for (let attempt = 0; attempt < tries; attempt++) {
      const [before, after] = await markers(site, day, expiry)
      if (after === before) return
      await noteDay(site, { day, expiry: after.ttl })
      if (await table.put(...markerItem(key, after, before))) return
    }
    throw new Unavailable(`too many functions mark ${day} of ${site} at once`)
  }

  /** A day's marker as it is, and as it has to be. */
  async function markers(site: string, day: Day, expiry: number) {
    const item = await table.get(dayKey(site, day))
    const before = item === null ? null : markerIn(item)
    return [before, withVisit(before, { expiry, shards: shardsOf(site) })] as const
  }

  /** Has the site's own item say its first and last day, so that nobody has to ask for them. */
  async function noteDay(site: string, marked: MarkedDay): Promise<void> {
    for (let attempt = 0; attempt < tries; attempt++) {
      const item = await table.get(siteKey(site))
      const [before, after] = [siteDaysIn(item), withDay(item, marked)]
      if (saysTheSame(before, after) || (await table.put(...siteItem(site, after, before)))) return
    }
    throw new Unavailable(`too many functions note days of ${site} at once`)
  }

  /** Visits that come meanwhile wait for the same marks; when those fail, the next visit puts them. */
  function marked(site: string, day: Day, expiry: number): Promise<void> {
    const name = nameOf(site, day)
    const known = marks.get(name)
    if (known !== undefined) return known
    const pending = mark(site, day, expiry).catch((error) => {
      marks.delete(name)
      throw error
    })
    marks.set(name, pending, believedFor)
    return pending
  }

  /**
   * When a visit of a day expires that is stored now, in seconds since 1970: at a midnight, so that all visits of the day
   * expire at once and the day can be counted, and counted again, while it is whole.
   */
  function expiryOf(day: Day): number {
    const today = dayOf(instantOf(now().getTime()))
    return endOf(day > today ? day : today) / 1000 + retentionDays * daySeconds
  }

  return {
    async recall(site, day) {
      const [before, after] = await markers(site, day, expiryOf(day))
      if (after === before) marks.set(nameOf(site, day), Promise.resolve(), believedFor)
    },

    async add(given, untimelyId = null) {
      const expiry = expiryOf(dayOf(given.time))
      const shards = shardsOf(given.site)
      const visit =
        untimelyId === null ? given : await firstDelivery(table, given, { untimelyId, expiry, shards })
      if (visit === null) return false
      await marked(visit.site, dayOf(visit.time), expiry)
      const indexed = visit.asn !== null && isIndexed(visit.asn)
      return table.put(toItem(visit, { expiry, indexed, shards }), isNew)
    },
  }
}

import { table as attributes } from '../contract'
import { type Day, dayOf } from '../domain/day'
import { recent } from '../domain/recent'
import { Unavailable } from '../domain/unavailable'
import { dayMarker, markerOutlives, shardsName } from './day-marker'
import { firstDelivery } from './first-delivery'
import { type ItemTable, isNew } from './item-table'
import { dayKey, siteKey } from './keys'
import { type MarkedDay, saysTheSame, siteDaysIn, siteItem, withDay } from './site-item'
import { toItem } from './visit-item'
import type { RecordStore } from './visit-store'

export interface RecordStoreParts {
  readonly table: ItemTable
  /** Days from storing a visit until it expires. */
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

const { timeToLive } = attributes
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
  const marks = recent<Promise<void>>({ size: marksRemembered, now })

  /**
   * Notes the site and the day before the first visit of the day, so that none is unlisted. One after the other on one
   * connection: at a small Lambda's CPU a second TLS handshake takes longer than a round trip.
   */
  async function mark(site: string, day: Day, ttl: number): Promise<void> {
    if (await isMarked(site, day)) return
    await noteDay(site, { day, expiry: ttl })
    await table.put(...dayMarker(dayKey(site, day), { ttl, shards: shardsOf(site) }))
  }

  async function isMarked(site: string, day: Day): Promise<boolean> {
    const marker = await table.get(dayKey(site, day))
    const outlives = Number(marker?.[timeToLive] ?? 0) >= expiryNow() + daySeconds
    return marker !== null && outlives && Number(marker[shardsName] ?? 1) >= shardsOf(site)
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
  function marked(site: string, day: Day, ttl: number): Promise<void> {
    const name = nameOf(site, day)
    const known = marks.get(name)
    if (known !== undefined) return known
    const pending = mark(site, day, ttl).catch((error) => {
      marks.delete(name)
      throw error
    })
    marks.set(name, pending, believedFor)
    return pending
  }

  /** When a visit that is stored now expires, in seconds since 1970. */
  const expiryNow = () => Math.floor(now().getTime() / 1000) + retentionDays * daySeconds

  return {
    async recall(site, day) {
      if (await isMarked(site, day)) marks.set(nameOf(site, day), Promise.resolve(), believedFor)
    },

    async add(given, untimelyId = null) {
      const expiry = expiryNow()
      const shards = shardsOf(given.site)
      const visit =
        untimelyId === null ? given : await firstDelivery(table, given, { untimelyId, expiry, shards })
      if (visit === null) return false
      await marked(visit.site, dayOf(visit.time), expiry + markerOutlives)
      const indexed = visit.asn !== null && isIndexed(visit.asn)
      return table.put(toItem(visit, { expiry, indexed, shards }), isNew)
    },
  }
}

import type { VisitorShare } from '../domain/count/visitor-share'
import type { NetworkId } from '../domain/organisation/network-id'
import type { Day } from '../domain/time/day'
import type { Period } from '../domain/time/period'
import type { Allowance } from '../domain/visit/allowance'
import type { Engagement } from '../domain/visit/engagement'
import type { Position } from '../domain/visit/listing'
import type { Visit } from '../domain/visit/visit'
import type { CorrectionStore } from './correction-store'
import type { MineStore } from './mine-store'

/** A site that visits were recorded for. */
export interface RecordedSite {
  readonly site: string
  readonly firstDay: Day | null
  readonly lastDay: Day | null
}

/** A day on which a site had visits. */
export interface RecordedDay {
  readonly day: Day
  /** Seconds since 1970 at which its visits begin to expire. */
  readonly expiry: number
  /** Whether `visitsOfNetwork` has all of its visits of a reverse domain: earlier versions did not list them there. */
  readonly hasDomains: boolean
  /** How many shards its visits are spread over. */
  readonly shards: number
}

/** What one call of `removeSite` did. */
export interface SiteRemoval {
  readonly visits: number
  /** Days that were removed completely. */
  readonly days: number
  /** False when there was no time for all of it: call it again. */
  readonly complete: boolean
}

/** What `visitsOf` reads. */
export interface VisitRange {
  readonly site: string
  readonly period: Period
  /** Only visits before this place. */
  readonly before: Position | null
  /** How many visits are likely to be wanted: the size of one read. */
  readonly atOnce: number
  /** Only visits of this share of the visitors; all visitors when left out. */
  readonly share?: VisitorShare | undefined
  /** Only visits of these visitors are wanted, at most 100: `visitsOf` leaves out others. All when left out. */
  readonly visitors?: readonly string[] | undefined
  /** What reading takes from, by all that is looked at: it throws AllowanceSpent where nothing is left. No bound when left out. */
  readonly allowance?: Allowance | undefined
  /** Reads that are given the same one see the days and marks that the first of them read. */
  readonly sharing?: object | undefined
  /** Only visits of one shard of a day, which the period must not leave; all visits when left out. */
  readonly shard?: ShardOfDay | undefined
}

/** One shard of a day. A visitor's visits are all in one. */
export interface ShardOfDay {
  /** From 0 on. */
  readonly number: number
  readonly of: number
  /**
   * `partition` reads just the shard's own, and throws MixedShards where it has visits of another shard: the number of
   * shards was raised during the day. `day` reads every partition and picks the shard's visits.
   */
  readonly from: 'partition' | 'day'
  /**
   * Called for each place of an erased visit in the shard's partition. A copy of the visit may live in another one where it
   * is not erased.
   */
  readonly onErased?: ((place: Position) => void) | undefined
}

/** What `visitsOfNetwork` reads. */
export interface NetworkRange extends Omit<VisitRange, 'share' | 'shard'> {
  readonly network: NetworkId
}

/** What `visitsOfRecipient` reads. */
export interface RecipientRange extends Omit<VisitRange, 'share' | 'shard'> {
  /** Code of the recipient. */
  readonly recipient: string
}

/** The port that puts visits into the table. Throws Unavailable when the table is throttled or out of reach. */
export interface RecordStore {
  /**
   * Puts a visit once; false when it was already there, even if it has been erased since.
   *
   * @param untimelyId the message's own id, where the visit was given another one; null where they are the same
   */
  add(visit: Visit, untimelyId?: string | null): Promise<boolean>
}

/** What was read of a visit. */
export interface ReportedVisit {
  readonly site: string
  readonly id: string
  readonly engagement: Engagement
}

/** The port that adds what was read to visits. Throws Unavailable when the table is throttled or out of reach. */
export interface ReportStore {
  /**
   * Replaces what was read of a visit where that was less, by its seconds; so the order and the number of reports do not
   * matter. Marks the visit's day where that is counted already.
   *
   * @param visitorOf tells the visitor who is likely to have made the visit; asked only where the site has several shards
   * @returns false where there is no such visit, or it was erased
   */
  report(visit: ReportedVisit, visitorOf: () => Promise<string | null>): Promise<boolean>
  /** The id of the visit that a message became whose own id had a time that was not believed; null where there was none. */
  firstVisitOf(site: string, untimelyId: string): Promise<string | null>
  /** Whether one of the sites has, or had before it was erased, a visit of this id. Looks into ten partitions at most. */
  isThere(sites: readonly string[], id: string): Promise<boolean>
}

/** The port that reads and erases visits. Throws Unavailable when the table is throttled or out of reach. */
export interface QueryStore extends CorrectionStore, MineStore {
  /** Visits of a site, newest first, across days. Expired ones are left out. */
  visitsOf(range: VisitRange): AsyncIterable<Visit>
  /** Visits of one network or holder, read without those of others. Only for those that the index has, see `isIndexed`. */
  visitsOfNetwork(range: NetworkRange): AsyncIterable<Visit>
  /** Visits that one recipient's link led to, read without others. */
  visitsOfRecipient(range: RecipientRange): AsyncIterable<Visit>
  /** Days from one to another, both included, on which a site had visits, latest first. */
  daysOf(site: string, from: Day, to: Day): Promise<readonly RecordedDay[]>
  /** One visit, or null. */
  visit(site: string, id: string): Promise<Visit | null>
  /**
   * Erases one visit; false when there was none. @param erasure makes it true also for a visit that this erasure erased
   * before
   */
  erase(site: string, id: string, erasure?: string): Promise<boolean>
  /** Sites that visits were recorded for, by name. */
  sites(): Promise<readonly RecordedSite[]>
  /**
   * Removes a site with its visits, days, rollups and organisations. If the site is still listed, its next visit brings
   * it back.
   *
   * @param mayGoOn asked before each thousand items: whether there is time for them
   * @param markedFrom the first day that stays marked, without visits, because visits of it may be on their way; null or left
   *   out if none may
   */
  removeSite(site: string, mayGoOn: () => boolean, markedFrom?: Day | null): Promise<SiteRemoval>
  /** Writes down each site's first and last day where it is unknown or has expired, so that `sites` need not search for it. */
  noteSiteDays(): Promise<void>
}

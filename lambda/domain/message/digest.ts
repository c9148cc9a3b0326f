import type { Confidence, Kind } from '../organisation/organisation'
import type { Day } from '../time/day'

/** An organisation in a digest. */
export interface DigestOrganisation {
  readonly key: string
  readonly name: string
  readonly kind: Kind
  /** How sure the kind is. */
  readonly confidence: Confidence
  readonly visits: number
  /** Seconds in front, in all. */
  readonly seconds: number
  /** Paths of the pages that it read, the most visits first. */
  readonly read: readonly string[]
}

export interface DigestRecipient {
  readonly code: string
  readonly name: string
  readonly state: 'fetched' | 'loaded' | 'read'
  readonly seconds: number
}

export interface DigestTotals {
  readonly visits: number
  readonly visitors: number
  readonly organisations: number
}

/** What happened in a day or week, as the API tells it for the same days. */
export interface Digest {
  readonly every: 'daily' | 'weekly'
  /** Days by the clock of `zone`, both included. */
  readonly from: Day
  readonly to: Day
  readonly zone: string
  /** Whether everything in these days was counted. Of too many visits only the newest are. */
  readonly complete: boolean
  readonly totals: DigestTotals
  /** The same number of days before. */
  readonly before: DigestTotals
  /**
   * Who came for the first time, and who had come before, or may have. Together they are as many as a message shows;
   * `totals` has the number of all.
   */
  readonly fresh: readonly DigestOrganisation[]
  readonly again: readonly DigestOrganisation[]
  readonly recipients: readonly DigestRecipient[]
  readonly refusals: readonly { readonly reason: string; readonly count: number; readonly remedy: string }[]
}

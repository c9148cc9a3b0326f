import type { Day, Hour, Instant } from '../time/day'

/**
 * A count of a day, or of some of its hours, that is spread over functions: one for each shard, and the last one adds up.
 * It is an item of its own until that is done.
 */
export interface ShardRound {
  readonly id: string
  readonly day: Day
  readonly shards: number
  /** Whether each function reads its own partition, or all of the day because shards are mixed. */
  readonly from: 'partition' | 'day'
  /** The hours to count: all of the day where it is over. */
  readonly hours: readonly Hour[]
  readonly isOver: boolean
  readonly began: Instant
  /** When functions were last called for it. */
  readonly called: Instant
  /** The recount mark that it clears; null if none. */
  readonly clears: Instant | null
  /** Whether it clears the mark of a day that was reported on late; a round that a version before began does not say. */
  readonly clearsLate?: boolean
}

/** What the function of one shard has counted. */
export interface CountedShard {
  readonly number: number
  /** Names its partial counts. Each try has its own, so that two tries at once do not mix. */
  readonly attempt: string
  /** The hours that had visits, and the day where it is over; for each, of how many pieces its partial count is. */
  readonly pieces: Readonly<Record<Hour | Day, number>>
  readonly visits: number
  /** A hash of the places of erased visits in its partition. */
  readonly erased: string
  /** Whether its partition has visits of other shards, so that the day must be counted from all partitions. */
  readonly isMixed: boolean
  /** Why its part was not archived; null if it was, or was not to be. */
  readonly unarchived: string | null
}

/** A round, and what its functions have counted so far. */
export interface RoundState {
  readonly round: ShardRound
  readonly counted: readonly CountedShard[]
}

/** The shards of a round that are not counted. */
export const missingShards = ({ round, counted }: RoundState): number[] =>
  Array.from({ length: round.shards }, (_, number) => number).filter((number) =>
    counted.every((one) => one.number !== number),
  )

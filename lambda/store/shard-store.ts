import type { DayPartial, HourPartial } from '../domain/rollup/rollup'
import type { CountedShard, RoundState, ShardRound } from '../domain/rollup/shard-round'
import type { Day, Hour } from '../domain/time/day'

/** A partial count of an hour, with the places of its visits where copies may lie in other shards; or of the day. */
export interface SpanPartial {
  readonly counts: HourPartial | DayPartial
  readonly places: Float64Array
}

/** Names a partial count: of which shard, by which of its tries, of which hour or day. */
export interface PartialName {
  readonly site: string
  readonly round: ShardRound
  readonly number: number
  readonly attempt: string
  readonly span: Hour | Day
}

/** The port to counts that are spread over functions. Throws Unavailable when the table is throttled or out of reach. */
export interface ShardStore {
  /** The round of a day and what is counted of it, as it is at this moment; null if there is none. */
  stateOf(site: string, day: Day): Promise<RoundState | null>
  /** Puts a round in place of another one, or where there is none. @returns false where another function was faster */
  putRound(site: string, round: ShardRound, before: ShardRound | null): Promise<boolean>
  /** Removes a round and all that was counted of it. */
  endRound(site: string, round: ShardRound): Promise<void>
  putCounted(site: string, round: ShardRound, counted: CountedShard): Promise<void>
  /** @returns of how many pieces it is */
  putPartial(name: PartialName, partial: SpanPartial): Promise<number>
  /** Null where it is gone, because the round has ended. */
  partial(name: PartialName, pieces: number): Promise<SpanPartial | null>
}

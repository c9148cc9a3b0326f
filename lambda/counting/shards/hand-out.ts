import { missingShards, type RoundState, type ShardRound } from '../../domain/rollup/shard-round'
import { type Day, type Hour, type Instant, instantOf } from '../../domain/time/day'
import type { ShardStore } from '../../store/shard-store'
import { allShards, callAll, type Sharding } from './sharding'

/**
 * The fewest visits that are spread over functions. One function counts and archives them in less than three minutes of its
 * fifteen (0.3 ms a visit at 768 MB, see bench/sharding/scale.ts), and it would manage nearly three million.
 */
export const visitsOfFunction = 500_000

/** Milliseconds after which a function that was called has ended: a run takes a quarter of an hour at most. */
const longestRun = 16 * 60_000

/** A day of several shards that is to be counted. */
export interface DayOfShards {
  readonly site: string
  readonly day: Day
  readonly shards: number
  readonly isOver: boolean
  readonly hours: readonly Hour[]
  /** When it was marked for recounting, and whether counting it now clears the mark. */
  readonly reopened: Instant | null
  readonly isSettled: boolean
  /** Whether it was reported on late, and no report can come any more. */
  readonly isLate: boolean
  /** Whether it is too much for one function. */
  readonly isBig: boolean
}

/** A day that other functions count. */
export interface HandedOut {
  /** Shards that were called before, in vain; they were called again. */
  readonly missing: readonly number[]
}

export interface HandOutParts extends Pick<Sharding, 'call'> {
  readonly shards: ShardStore
  readonly now: () => Date
}

/**
 * Has the shards of a big day counted by functions of their own, or goes on with that: shards that failed, or were killed,
 * are called again alone.
 *
 * @returns null where the day is to be counted here
 */
export async function handOut(parts: HandOutParts, asked: DayOfShards): Promise<HandedOut | null> {
  const { shards, call } = parts
  const { site, day } = asked
  const state = await shards.stateOf(site, day)
  if (state !== null && isSame(state.round, asked)) return goOn(parts, site, state)
  if (!asked.isBig) {
    if (state !== null) await shards.endRound(site, state.round)
    return null
  }
  const round = roundOf(asked, instantOf(parts.now().getTime()))
  if (!(await shards.putRound(site, round, state?.round ?? null))) return { missing: [] }
  if (state !== null) await shards.endRound(site, state.round)
  await callAll(call, site, round, allShards(round))
  return { missing: [] }
}

function roundOf(
  { day, shards, hours, isOver, reopened, isSettled, isLate }: DayOfShards,
  now: Instant,
): ShardRound {
  const clears = isSettled ? reopened : null
  return {
    ...{ id: crypto.randomUUID(), day, shards, hours, isOver, clears, clearsLate: isLate },
    ...{ from: 'partition', began: now, called: now },
  }
}

/** Whether what a round counts is still what is asked. Further hours wait until it has ended. */
const isSame = (round: ShardRound, { shards, isOver, reopened }: DayOfShards): boolean =>
  round.shards === shards && round.isOver === isOver && (reopened === null || reopened <= round.began)

async function goOn(
  { shards, call, now }: HandOutParts,
  site: string,
  state: RoundState,
): Promise<HandedOut> {
  const { round } = state
  if (now().getTime() - Date.parse(round.called) <= longestRun) return { missing: [] }
  const missing = missingShards(state)
  const again = { ...round, called: instantOf(now().getTime()) }
  if (!(await shards.putRound(site, again, round))) return { missing: [] }
  await callAll(call, site, again, missing.length > 0 ? missing : [0]) // any of them adds up
  return { missing }
}

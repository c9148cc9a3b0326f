import { dayCounter, type HourCounter, hourCounter } from '../../domain/rollup/rollup'
import { missingShards, type RoundState, type ShardRound } from '../../domain/rollup/shard-round'
import { haveTwins } from '../../domain/rollup/visit-places'
import { type Day, dayOf, type Hour, instantOf } from '../../domain/time/day'
import type { DayOutput } from '../count-day'
import { rollupOutput } from '../rollup-output'
import { allShards, callAll, isVoid, type ShardParts } from './sharding'

/** What came of adding up. */
export interface AddedUp {
  readonly isDone: boolean
  /** Why the day was not archived; null if it was, or was not to be. */
  readonly unarchived: string | null
}

export const notYet: AddedUp = { isDone: false, unarchived: null }

/**
 * Adds up what the functions of a round have counted, if all have. The shards share no visitor, so all counts add up to
 * those of one function to the digit. Two functions that end at once both do it, to the same result. Where shards share a
 * visit after all, the day is counted once more, each function reading all of it.
 */
export async function addUp(parts: ShardParts, site: string, { id, day }: ShardRound): Promise<AddedUp> {
  const state = await parts.shards.stateOf(site, day)
  if (state === null || state.round.id !== id || missingShards(state).length > 0) return notYet
  if (await isVoid(parts.rollups, site, state.round)) return notYet
  try {
    if (!isApart(state)) throw new SharedVisits()
    await addSpans(parts, site, state)
  } catch (error) {
    if (error instanceof SharedVisits) await countFromDay(parts, site, state.round)
    else if (!(error instanceof Ended)) throw error
    return notYet
  }
  const unarchived = await endArchive(parts, site, state)
  await endCount(parts, site, state.round)
  return { isDone: true, unarchived }
}

/** The shards share visits. */
class SharedVisits extends Error {}

/** Another function has added up meanwhile, or begun another round. */
class Ended extends Error {}

/** An erased visit is marked in all partitions alike, unless one has been raised or repeated since. */
const isApart = ({ counted }: RoundState): boolean =>
  !counted.some(({ isMixed }) => isMixed) && new Set(counted.map(({ erased }) => erased)).size === 1

async function countFromDay(
  { shards, call, now }: ShardParts,
  site: string,
  round: ShardRound,
): Promise<void> {
  const called = instantOf(now().getTime())
  const again: ShardRound = { ...round, id: crypto.randomUUID(), from: 'day', began: called, called }
  if (!(await shards.putRound(site, again, round))) return
  await shards.endRound(site, round)
  await callAll(call, site, again, allShards(again))
}

async function addSpans(parts: ShardParts, site: string, state: RoundState): Promise<void> {
  const { rollups, pages, now } = parts
  const { day, hours, isOver } = state.round
  const output = rollupOutput(parts, { site, day, until: dayOf(instantOf(now().getTime())) })
  const before = await rollups.totals({ site, grain: 'hour', from: `${day}T00`, to: `${day}T23` })
  for (const hour of hours) {
    const counter = hourCounter(pages)
    if (await join(parts, site, state, hour, counter)) await output.putHour(hour, counter)
    else if (before.has(hour)) await output.dropHour(hour)
  }
  if (isOver) await addDay(parts, site, state, output)
}

async function addDay(parts: ShardParts, site: string, state: RoundState, output: DayOutput): Promise<void> {
  const { id, day } = state.round
  const counter = dayCounter(parts.pages)
  await join(parts, site, state, day, counter)
  if ((await parts.shards.stateOf(site, day))?.round.id !== id) throw new Ended()
  await output.putDay(counter)
}

/** Adds what each shard has of an hour or the day, in order. @returns whether any has visits of it */
async function join(
  { shards }: ShardParts,
  site: string,
  { round, counted }: RoundState,
  span: Hour | Day,
  counter: HourCounter,
): Promise<boolean> {
  const places: Float64Array[] = []
  for (const { number, attempt, pieces } of counted) {
    const count = pieces[span]
    if (count === undefined) continue
    const partial = await shards.partial({ site, round, number, attempt, span }, count)
    if (partial === null) throw new Ended()
    counter.join(partial.counts)
    places.push(partial.places)
  }
  if (haveTwins(places)) throw new SharedVisits()
  return places.length > 0
}

/** A failing archive does not stop the count: the day is then not marked as archived, and the next run writes it again. */
async function endArchive(
  { archive = null }: ShardParts,
  site: string,
  { round: { day, shards, isOver, began }, counted }: RoundState,
): Promise<string | null> {
  if (archive === null || !isOver) return null
  const visits = counted.reduce((sum, one) => sum + one.visits, 0)
  const failed = counted.find(({ unarchived }) => unarchived !== null)?.unarchived ?? null
  const reason =
    failed ??
    (await archive.endShards({ site, day }, { shards, visits, began }).then(
      () => null,
      ({ message }: Error) => message,
    ))
  if (reason !== null) await archive.distrust({ site, day }).catch(() => {}) // it failed already
  return reason
}

async function endCount({ rollups, shards }: ShardParts, site: string, round: ShardRound): Promise<void> {
  const { day, clears, clearsLate = false } = round
  const failures = await rollups.failures({ site, from: day, to: day })
  if (failures.size > 0) await rollups.putFailure(site, day, null)
  if (clears !== null) await rollups.clearRecountMark(site, day, clears)
  if (clearsLate) await rollups.clearLateMark(site, day)
  await shards.endRound(site, round)
}

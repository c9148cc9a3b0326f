import { type DescribedVisit, describer } from '../../domain/describe/described-visit'
import { MixedShards } from '../../domain/errors'
import { hmacSha256 } from '../../domain/hmac'
import { type HourPartial, visitorsOfShare } from '../../domain/rollup/rollup'
import type { CountedShard } from '../../domain/rollup/shard-round'
import { visitPlaces } from '../../domain/rollup/visit-places'
import { type Day, type Hour, hourOf } from '../../domain/time/day'
import type { Visit } from '../../domain/visit/visit'
import type { PartialName, SpanPartial } from '../../store/shard-store'
import type { QueryStore, VisitRange } from '../../store/visit-store'
import { guardedSink } from '../archiving'
import { countDay, type DayOutput } from '../count-day'
import { type AddedUp, addUp, notYet } from './add-up'
import { isVoid, type ShardParts, type ShardTask } from './sharding'

/** Visits read between two checks of the time. */
const visitsBetweenLooks = 1000

export interface ShardOptions {
  /** Called while visits are read. Returns whether there is time left. */
  readonly mayRead?: (() => boolean) | undefined
  /** The most visitors held in memory at once; `visitorsOfShare` if omitted. */
  readonly shareSize?: number | undefined
}

/**
 * Counts and archives one shard of a day, and adds up if all others are counted. It may be killed, and tried again, at any
 * moment; what has been counted is not counted again.
 */
export async function countShard(
  parts: ShardParts,
  { site, day, round: id, shard: number }: ShardTask,
  options: ShardOptions = {},
): Promise<AddedUp> {
  const state = await parts.shards.stateOf(site, day)
  if (state === null || state.round.id !== id) return notYet
  const { round, counted } = state
  if (await isVoid(parts.rollups, site, round)) return notYet
  if (counted.every((one) => one.number !== number)) {
    const shard = { site, round, number, attempt: crypto.randomUUID() }
    await parts.shards.putCounted(site, round, await countedOf(parts, shard, options))
  }
  return addUp(parts, site, round)
}

type Shard = Omit<PartialName, 'span'>

async function countedOf(parts: ShardParts, shard: Shard, options: ShardOptions): Promise<CountedShard> {
  const { number, attempt } = shard
  const reading = readingOf(parts.store, shard, options)
  const partials = partialOutput(parts.shards, shard, reading.placesOf)
  try {
    const unarchived = await countInto(parts, shard, { ...reading, output: partials.output, options })
    const [visits, erased] = [reading.visits(), reading.erased()]
    return { number, attempt, pieces: partials.pieces, visits, erased, unarchived, isMixed: false }
  } catch (error) {
    if (!(error instanceof MixedShards)) throw error
    return { number, attempt, pieces: {}, visits: 0, erased: '', unarchived: null, isMixed: true }
  }
}

interface Counting {
  readonly visitsOf: QueryStore['visitsOf']
  readonly onVisit: () => undefined
  readonly output: DayOutput
  readonly options: ShardOptions
}

/** @returns why the shard was not archived; null if it was, or was not to be */
async function countInto(
  { store, networks, pages, archive = null }: ShardParts,
  { site, round, number }: Shard,
  { visitsOf, onVisit, output, options: { shareSize = visitorsOfShare } }: Counting,
): Promise<string | null> {
  const { day, isOver, hours, shards } = round
  const describe: (visit: Visit) => DescribedVisit = describer({
    networks,
    corrections: await store.corrections(),
  })
  const writing = archive === null || !isOver ? null : archive.shardAt({ site, day }, { number, of: shards })
  const archiving = writing === null ? null : guardedSink(writing)
  await countDay(
    { store: { visitsOf }, output, pages, describe, shareSize, onVisit, archiving },
    { site, hours, isOver, recountAll: true, before: new Map() },
  )
  return writing === null || archiving === null ? null : archiving.endBy(writing.end)
}

/** Puts the partial counts of a shard. */
function partialOutput(
  shards: ShardParts['shards'],
  shard: Shard,
  placesOf: (hour: Hour) => Float64Array,
): { readonly output: DayOutput; readonly pieces: Readonly<Record<Hour | Day, number>> } {
  const pieces: Record<Hour | Day, number> = {}
  const put = async (span: Hour | Day, partial: SpanPartial) => {
    pieces[span] = await shards.putPartial({ ...shard, span }, partial)
  }
  return {
    pieces,
    output: {
      async putHour(hour, counter) {
        const counts = counter.partial()
        await put(hour, { counts, places: placesOf(hour) })
        return visitorsOf(counts)
      },
      dropHour: async () => {},
      putDay: (counter) => put(shard.round.day, { counts: counter.partial(), places: new Float64Array() }),
    },
  }
}

const visitorsOf = ({ totals }: HourPartial): number =>
  Object.values(totals).reduce((sum, { values }) => sum + (values[0]?.visitors ?? 0), 0)

/** Reads the visits of a shard, and notes what tells copies in other shards. */
function readingOf(store: ShardParts['store'], { round, number }: Shard, { mayRead }: ShardOptions) {
  const places = visitPlaces()
  const erased: string[] = []
  let [visits, read] = [0, 0]
  const shard = { number, of: round.shards, from: round.from }
  return {
    /** A share is read of visits that have been read before. */
    async *visitsOf(range: VisitRange) {
      const isFirst = range.share === undefined
      const onErased = isFirst ? (place: string) => erased.push(place) : undefined
      for await (const visit of store.visitsOf({ ...range, shard: { ...shard, onErased } })) {
        if (isFirst) visits += 1
        if (isFirst && round.from === 'partition') places.add(hourOf(visit.time), visit)
        yield visit
      }
    },
    onVisit(): undefined {
      read += 1
      if (read % visitsBetweenLooks === 0 && mayRead?.() === false)
        throw new Error(`there was no time left after ${read} visits of shard ${number}`)
    },
    placesOf: places.take,
    visits: () => visits,
    erased: () => (erased.length === 0 ? '' : digest(erased.join('\n'))),
  }
}

const digest = hmacSha256(new Uint8Array())

import { eachAtOnce } from '../../domain/at-once'
import { MixedShards } from '../../domain/errors'
import { type Day, dayOf } from '../../domain/time/day'
import type { Allowance } from '../../domain/visit/allowance'
import { mergeNewest, type Position, positionOf } from '../../domain/visit/listing'
import type { Visit } from '../../domain/visit/visit'
import { markerIn } from '../items/day-marker'
import { type Delivered, eachOnce, type FoundVisit } from '../items/each-once'
import { pointedKey } from '../items/pointer-item'
import { isErased } from '../items/visit-item'
import {
  networkPartition,
  readVisitKey,
  recipientPartition,
  shardOf,
  visitSortKey,
  visitsPartition,
} from '../keys'
import type { QueryStore, ShardOfDay, VisitRange } from '../visit-store'
import type { ItemRange, ItemReader } from './item-reader'
import type { VisitReader } from './mark-reader'
import type { sharedReads } from './shared-reads'

/** Lists visits, newest first: of a site day by day, of a network by the index. */
export const visitLists = (
  reader: ItemReader,
  readsOf: ReturnType<typeof sharedReads>,
): Pick<QueryStore, 'visitsOf' | 'visitsOfNetwork' | 'visitsOfRecipient'> => ({
  async *visitsOf(range) {
    const end = endOf(range)
    const { site, period, sharing } = range
    if (end < period.start) return
    const { days, visitsOn } = readsOf(site, sharing)
    for await (const marker of days(dayOf(period.start), dayOf(end))) {
      const day = { day: marker.sk, shards: markerIn(marker).shards, visitIn: await visitsOn(marker.sk) }
      yield* visitsOfDay(reader, range, day)
    }
  },

  async *visitsOfNetwork({ site, network, period, before, atOnce, allowance, sharing }) {
    const [from, to] = [period.start, endOf({ period, before })]
    if (to < from) return
    const pk = networkPartition(site, network)
    const { visitsOn } = readsOf(site, sharing)
    let last = before
    for await (const item of reader.range({ pk, from, to, atOnce, allowance, indexed: true })) {
      const visitIn = await visitsOn(dayOf(readVisitKey(item).time))
      const visit = visitIn(item)
      const position = positionOf(visit)
      if (position !== last) yield visit
      last = position
    }
  },

  async *visitsOfRecipient({ site, recipient, period, before, atOnce, allowance, sharing }) {
    const bounds = { from: visitSortKey(period.start), to: visitSortKey(endOf({ period, before })) }
    if (bounds.to < bounds.from) return
    const range = { pk: recipientPartition(site, recipient), ...bounds, atOnce, allowance }
    const { visitsOn } = readsOf(site, sharing)
    for await (const pointers of inPages(reader.range(range), atOnce)) {
      const items = await eachAtOnce(pointers, (pointer) => reader.itemAt(pointedKey(pointer)))
      for (const item of items) {
        if (item === null || isErased(item) || reader.isExpired(item)) continue
        const visitIn = await visitsOn(dayOf(readVisitKey(item).time))
        const visit = visitIn(item)
        if (positionOf(visit) !== before) yield visit
      }
    }
  },
})

/** Yields what comes in parts, so that what each item leads to can be read side by side. */
async function* inPages<T>(all: AsyncIterable<T>, size: number): AsyncIterable<readonly T[]> {
  let page: T[] = []
  for await (const one of all) {
    page.push(one)
    if (page.length < size) continue
    yield page
    page = []
  }
  if (page.length > 0) yield page
}

/** Where a range ends. DynamoDB refuses one that ends before it begins. */
const endOf = ({ period, before }: Pick<VisitRange, 'period' | 'before'>): Position =>
  before !== null && before < period.end ? before : period.end

interface DayToRead {
  readonly day: Day
  readonly shards: number
  readonly visitIn: VisitReader
}

async function* visitsOfDay(
  reader: ItemReader,
  range: VisitRange,
  { day, shards, visitIn }: DayToRead,
): AsyncIterable<Visit> {
  const { site, period, before, share, visitors, allowance, shard: only } = range
  const bounds = { from: visitSortKey(period.start), to: visitSortKey(endOf(range)) }
  const atOnce = visitsOfShard(range.atOnce, shards)
  const inShard = (shard: number) => ({
    ...{ pk: visitsPartition(site, day, shard), ...bounds, atOnce },
    ...{ share, visitors, allowance },
  })
  if (only?.from === 'partition')
    return yield* visitsOfPartition(
      deliveriesIn(
        reader,
        { ...inShard(only.number), atOnce: range.atOnce },
        { shard: only.number, visitIn },
      ),
      only,
    )
  if (only !== undefined) {
    for await (const visit of visitsOfDay(reader, { ...range, shard: undefined }, { day, shards, visitIn }))
      if (shardOf(visit, only.of) === only.number) yield visit
    return
  }
  if (shards > 1) {
    const all = Array.from({ length: shards }, (_, shard) =>
      deliveriesIn(reader, inShard(shard), { shard, visitIn }),
    )
    const found = eachOnce(mergeNewest(all), before)
    for await (const { visit } of visitors === undefined ? found : withoutCopies(reader, found, allowance))
      yield visit
    return
  }
  for await (const item of reader.range(inShard(0))) {
    const visit = visitIn(item)
    if (positionOf(visit) !== before) yield visit
  }
}

/** Visits of one shard, each where it belongs. @throws MixedShards */
async function* visitsOfPartition(
  deliveries: AsyncIterable<Delivered>,
  { number, of, onErased }: ShardOfDay,
): AsyncIterable<Visit> {
  for await (const { time, id, visit } of deliveries) {
    if (visit === null) onErased?.(positionOf({ time, id }))
    else if (shardOf(visit, of) === number) yield visit
    else throw new MixedShards(`shard ${number} of ${of} has visits of another one`)
  }
}

/** How many visits to ask of one of several shards: its part, and two standard deviations more for chance. */
const visitsOfShard = (atOnce: number, shards: number): number =>
  shards === 1 ? atOnce : Math.ceil(atOnce / shards + 2 * Math.sqrt(atOnce / shards))

/** Yields visits and erased ones, which another shard may still hold. */
async function* deliveriesIn(
  reader: ItemReader,
  range: ItemRange,
  { shard, visitIn }: { readonly shard: number; readonly visitIn: VisitReader },
): AsyncIterable<Delivered> {
  for await (const item of reader.range(range, { withErased: true }))
    yield isErased(item) ? { ...readVisitKey(item), visit: null, shard } : deliveredOf(visitIn(item), shard)
}

const deliveredOf = (visit: Visit, shard: number): FoundVisit => ({
  time: visit.time,
  id: visit.id,
  visit,
  shard,
})

/** How many visits are looked for in other shards side by side. */
const lookedForAtOnce = 25

/**
 * Leaves out visits that an earlier shard has from another visitor, who was not asked for: a message that was delivered again
 * from another network.
 */
async function* withoutCopies(
  reader: ItemReader,
  all: AsyncIterable<FoundVisit>,
  allowance?: Allowance,
): AsyncIterable<FoundVisit> {
  const isThere = async ({ visit: { site, time, id } }: FoundVisit, shard: number) => {
    const pk = visitsPartition(site, dayOf(time), shard)
    const item = await reader.itemAt({ pk, sk: visitSortKey(positionOf({ time, id })) })
    return item !== null && !reader.isExpired(item)
  }
  for await (const some of inPages(all, lookedForAtOnce)) {
    const copies = await eachAtOnce(some, async (one) => {
      if (allowance !== undefined) allowance.left -= one.shard
      const shards = Array.from({ length: one.shard }, (_, shard) => shard)
      return (await Promise.all(shards.map((shard) => isThere(one, shard)))).includes(true)
    })
    yield* some.filter((_, at) => !copies[at])
  }
}

import { type Placed, type Position, positionOf } from '../../domain/visit/listing'
import type { Visit } from '../../domain/visit/visit'

/** A visit at its place in a shard. The visit is null where it has been erased. */
export interface Delivered extends Placed {
  readonly visit: Visit | null
  readonly shard: number
}

/** One that has not been erased. */
export interface FoundVisit extends Delivered {
  readonly visit: Visit
}

/**
 * Yields the visits of several shards, each once. A message delivered again, from another network or after the shards
 * were raised, may be in two of them: that of the first shard is the visit. A visit erased in one shard is erased in all.
 *
 * @param newest the deliveries in all shards, in order
 * @param before only visits before this place
 */
export async function* eachOnce(
  newest: AsyncIterable<Delivered>,
  before: Position | null,
): AsyncIterable<FoundVisit> {
  let last: Delivered | null = null
  for await (const one of newest) {
    const place = positionOf(one)
    if (place === before) continue
    if (last !== null && positionOf(last) === place) {
      if (last.visit !== null && (one.visit === null || one.shard < last.shard)) last = one
      continue
    }
    if (isFound(last)) yield last
    last = one
  }
  if (isFound(last)) yield last
}

const isFound = (one: Delivered | null): one is FoundVisit => one !== null && one.visit !== null

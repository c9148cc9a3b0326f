import { type Placed, type Position, positionOf } from '../../domain/visit/listing'
import type { Visit } from '../../domain/visit/visit'

/** A visit at its place. The visit is null where it has been erased. */
export interface Delivered extends Placed {
  readonly visit: Visit | null
}

/**
 * Yields the visits of several shards, each once. A message delivered again, from another network or after the shards
 * were raised, may be in two of them. A visit erased in one shard is erased in all.
 *
 * @param newest the deliveries in all shards, in order
 * @param before only visits before this place
 */
export async function* eachOnce(
  newest: AsyncIterable<Delivered>,
  before: Position | null,
): AsyncIterable<Visit> {
  let last: Delivered | null = null
  for await (const one of newest) {
    const place = positionOf(one)
    if (place === before) continue
    if (last !== null && positionOf(last) === place) {
      if (one.visit === null) last = one
      continue
    }
    if (last?.visit) yield last.visit
    last = one
  }
  if (last?.visit) yield last.visit
}

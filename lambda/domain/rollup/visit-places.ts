import { type Hour, hourLength } from '../time/day'
import type { Placed } from '../visit/listing'

/**
 * A visit's place within its hour as one number: the millisecond, and 31 bits of the id. Two visits of an hour that have the
 * same number are one message that reached two shards, or once in 2,000 million times that two came in the same
 * millisecond, chance.
 */
const placeOf = ({ time, id }: Placed): number =>
  (Date.parse(time) % hourLength) * 2 ** 31 + ((Number.parseInt(id.slice(-8), 16) || 0) >>> 1)

const firstRoom = 1024

/** Keeps the places of the visits of a shard by hour, eight bytes each. */
export function visitPlaces() {
  const hours = new Map<Hour, { places: Float64Array; size: number }>()
  return {
    add(hour: Hour, visit: Placed): void {
      const kept = hours.get(hour) ?? { places: new Float64Array(firstRoom), size: 0 }
      hours.set(hour, kept)
      if (kept.size === kept.places.length) {
        const larger = new Float64Array(kept.size * 2)
        larger.set(kept.places)
        kept.places = larger
      }
      kept.places[kept.size++] = placeOf(visit)
    },
    /** Returns those of an hour, and forgets them. */
    take(hour: Hour): Float64Array {
      const kept = hours.get(hour)
      hours.delete(hour)
      return kept?.places.slice(0, kept.size) ?? new Float64Array()
    },
  }
}

/** Whether any two of the places are the same. */
export function haveTwins(places: readonly Float64Array[]): boolean {
  const all = new Float64Array(places.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const some of places) {
    all.set(some, at)
    at += some.length
  }
  all.sort()
  for (let next = 1; next < all.length; next++) if (all[next] === all[next - 1]) return true
  return false
}

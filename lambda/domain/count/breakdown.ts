import { byteLength } from '../text'
import { type Count, none, sum } from './count'

/** A value of a dimension and its count; null for visits of which the value is not known. */
export interface ValueCount extends Count {
  readonly value: string | null
  /** When a page was last spelled so: an instant, or the day or hour that was counted. */
  readonly seen?: string
}

/** The counts of a dimension: its largest values by name, and all others together. */
export interface Breakdown {
  /** The most visits first. */
  readonly values: readonly ValueCount[]
  readonly others: Others
}

/** What is not named: how many values, and their counts summed. */
export interface Others extends Count {
  readonly values: number
}

/** Values that a rollup names of a dimension, at most. */
export const namedValues = 500

/** Bytes that their names may take in JSON: an item has four classes of visits and 100 KB. */
export const namedBytes = 20_000

/** What a name counts for of these at most, so that a few long ones, forged, leave room for all others. Pages have 256 at most. */
const bytesOfName = 80

/** What names take in all, however long they are. Deflated, four classes of visits of them fit into an item. */
const bytesTogether = 65_000

export const noOthers: Others = { values: 0, ...none }

interface BreakdownOptions {
  readonly most?: number
  readonly bytes?: number
  /** Of values that are not among the counts. */
  readonly lost?: Others
}

/** The largest values by name, the rest summed. The order is the same whatever the order of visits was. */
export function breakdownOf(
  counts: readonly ValueCount[],
  { most = namedValues, bytes = namedBytes, lost = noOthers }: BreakdownOptions = {},
): Breakdown {
  const sorted = counts.toSorted(larger)
  const named = fitting(sorted.slice(0, most), bytes)
  const rest = sorted.slice(named)
  const others = { values: rest.length + lost.values, ...rest.reduce(sum, lost) }
  return { values: sorted.slice(0, named), others }
}

/** How many names fit. */
function fitting(counts: readonly ValueCount[], bytes: number): number {
  let [named, used, together] = [0, 0, 0]
  for (const { value } of counts) {
    const length = byteLength(JSON.stringify(value)) + 1
    used += Math.min(bytesOfName, length)
    together += length
    if (used > bytes || together > Math.max(bytes, bytesTogether)) break
    named += 1
  }
  return named
}

/**
 * Breakdowns of different days as one. `others.values` is then the most that a day had: which they were is not known.
 *
 * @param keyOf what makes one of several values: they are named as the one that was seen last
 */
export function addedUp(
  breakdowns: readonly Breakdown[],
  keyOf: ((value: string) => string) | null = null,
): Breakdown {
  const [first] = breakdowns
  if (first !== undefined && breakdowns.length === 1 && keyOf === null) return first
  const counts = new Map<string | null, Sum>()
  let others = noOthers
  for (const breakdown of breakdowns) {
    for (const { value, visits, visitors, seen = '' } of breakdown.values) {
      const key = keyOf === null || value === null ? value : keyOf(value)
      const before = counts.get(key)
      if (before === undefined) counts.set(key, { value, visits, visitors, seen })
      else {
        before.visits += visits
        before.visitors += visitors
        if (seen > before.seen) {
          before.value = value
          before.seen = seen
        }
      }
    }
    const { values } = breakdown.others
    others = { values: Math.max(others.values, values), ...sum(others, breakdown.others) }
  }
  const values = [...counts.values()].map(({ value, visits, visitors }) => ({ value, visits, visitors }))
  return { values: values.toSorted(larger), others }
}

interface Sum {
  value: string | null
  visits: number
  visitors: number
  seen: string
}

const larger = (a: ValueCount, b: ValueCount): number =>
  b.visits - a.visits || b.visitors - a.visitors || order(a.value, b.value)
const order = (a: string | null, b: string | null): number =>
  a === b ? 0 : a === null || (b !== null && a < b) ? -1 : 1

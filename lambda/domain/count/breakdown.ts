import { byteLength } from '../text'
import { type CountInView, none, sumInView } from './count'

/** A value of a dimension and its count. The value is null for visits where it is not known. */
export interface ValueCount extends CountInView {
  readonly value: string | null
  /** When a page or a section was last spelled this way: an instant, or the day or hour that was counted. */
  readonly seen?: string
}

/** The counts of a dimension: its largest values by name, and all others together. */
export interface Breakdown {
  /** The most visited come first. */
  readonly values: readonly ValueCount[]
  readonly others: Others
}

/** The values that are not named: how many there are, and the sum of their counts. */
export interface Others extends CountInView {
  readonly values: number
}

/** The most values of a dimension that a rollup names. */
export const namedValues = 500

/** The most bytes that their names may take in JSON: an item has four classes of visits and 100 KB. */
export const namedBytes = 20_000

/** The most bytes that one name counts for, so that a few forged long ones leave room for the others. Pages have at most 256. */
const bytesOfName = 80

/** The most bytes that all names may take at their full lengths. Deflated, four classes of visits then fit into an item. */
const bytesTogether = 65_000

export const noOthers: Others = { values: 0, ...none }

interface BreakdownOptions {
  readonly most?: number
  readonly bytes?: number
  /** Values that are not among the counts. */
  readonly lost?: Others
}

/** Returns the largest values by name, and the sum of the rest. The result does not depend on the order of visits. */
export function breakdownOf(
  counts: readonly ValueCount[],
  { most = namedValues, bytes = namedBytes, lost = noOthers }: BreakdownOptions = {},
): Breakdown {
  const sorted = counts.toSorted(larger)
  const named = fitting(sorted.slice(0, most), bytes)
  const rest = sorted.slice(named)
  const others = { values: rest.length + lost.values, ...rest.reduce<CountInView>(sumInView, lost) }
  return { values: sorted.slice(0, named), others }
}

/** Returns how many names fit. */
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
 * Adds up breakdowns of different days. `others.values` is then the largest number of any day, because it is not known
 * which values they were.
 *
 * @param keyOf merges values that have the same key, under the name that was seen last
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
    for (const { value, visits, visitors, seconds, seen = '' } of breakdown.values) {
      const key = keyOf === null || value === null ? value : keyOf(value)
      const before = counts.get(key)
      if (before === undefined) counts.set(key, { value, visits, visitors, seconds, seen })
      else {
        before.visits += visits
        before.visitors += visitors
        if (seconds !== undefined) before.seconds = (before.seconds ?? 0) + seconds
        if (seen > before.seen) {
          before.value = value
          before.seen = seen
        }
      }
    }
    const { values } = breakdown.others
    others = { values: Math.max(others.values, values), ...sumInView(others, breakdown.others) }
  }
  const values = [...counts.values()].map(({ value, visits, visitors, seconds }) =>
    seconds === undefined ? { value, visits, visitors } : { value, visits, visitors, seconds },
  )
  return { values: values.toSorted(larger), others }
}

interface Sum {
  value: string | null
  visits: number
  visitors: number
  seconds: number | undefined
  seen: string
}

/** Orders the most visited first. */
export const larger = (a: ValueCount, b: ValueCount): number =>
  b.visits - a.visits || b.visitors - a.visitors || order(a.value, b.value)
function order(a: string | null, b: string | null): number {
  if (a === b) return 0
  return a === null || (b !== null && a < b) ? -1 : 1
}

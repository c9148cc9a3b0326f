import { readFileSync } from 'node:fs'
import type { SourceName } from '../../../lib/assets/network-table/sources/source-set'
import { keptSources } from './kept-sources'

/** A line of a source: the addresses from `first` to `last` have `value`. */
export interface SourceLine {
  readonly first: bigint
  readonly last: bigint
  readonly value: string
}

/** The lines of a source, `first,last,value,…`, read here without any of the builder's code. */
export const linesOf = (name: SourceName): SourceLine[] =>
  readFileSync(keptSources().files[name], 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [first = '', last = '', value = ''] = line.split(',')
      return { first: BigInt(first), last: BigInt(last), value }
    })

/** For each sorted address the value of the last line of the source that covers it. */
export function scan(lines: readonly SourceLine[], sorted: readonly bigint[]): (string | undefined)[] {
  const values: (string | undefined)[] = Array(sorted.length).fill(undefined)
  for (const { first, last, value } of lines) {
    let [low, high] = [0, sorted.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sorted[middle] as bigint) < first) low = middle + 1
      else high = middle
    }
    for (let at = low; at < sorted.length && (sorted[at] as bigint) <= last; at++) values[at] = value
  }
  return values
}

export const sortedly = (numbers: readonly bigint[]): bigint[] =>
  numbers.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))

/** ASNs from here on are leaks of nonsense, which the table takes for unannounced. */
const nonsense = 0xff_00_00

export const asnOf = (value: string | undefined): number | null =>
  value === undefined || Number(value) >= nonsense ? null : Number(value)

import { readFileSync } from 'node:fs'
import { printable } from '../../lambda/domain/printable'
import { parseSourceRow, type SourceRow } from '../../lib/assets/network-table/sources/source-row'
import type { SourceName } from '../../lib/assets/network-table/sources/source-set'
import { Failure } from '../cli/failure'

/** What a new source may differ from the last by. Every line must be understood. */
const bounds = {
  /** Lines, by those of the last. */
  fewest: 0.75,
  most: 2,
  /** Of the addresses asked: those that the last knew and the new one does not. */
  lost: 0.1,
  /** Those of another AS. In two months one in a hundred changes. */
  otherAsn: 0.1,
  /** Those of another country: the releases go without the registries' word on it. */
  otherCountry: 0.25,
  /** Those whose AS has no name any more. */
  nameless: 0.05,
} as const

/** The first address of every so many lines of the last source, so many in all. */
const asked = 10_000

const largest = { ipv4: 2n ** 32n - 1n, ipv6: 2n ** 128n - 1n } as const

/** A source in the order of its lines, which is that of their first addresses. */
export interface Ranges {
  readonly starts: readonly bigint[]
  readonly ends: readonly bigint[]
  readonly values: readonly string[]
  readonly isNamed: readonly boolean[]
}

/** Reads a source by the parser that the table is made with. @throws Failure naming the line that makes no sense */
export function readRanges(name: SourceName, file: string): Ranges {
  const text = readFileSync(file, 'utf8')
  const ranges = {
    starts: [] as bigint[],
    ends: [] as bigint[],
    values: [] as string[],
    isNamed: [] as boolean[],
  }
  const lines = text.split('\n')
  if (lines.pop() !== '') throw new Failure(`${name}: the last line is cut off`)
  for (const [at, line] of lines.entries()) {
    const row = parseSourceRow(line)
    if (!isUnderstood(name, line, row)) throw senseless(name, at, line)
    const [start, end, value, registered = ''] = row
    const first = BigInt(start)
    if (first < (ranges.starts.at(-1) ?? 0n)) throw senseless(name, at, line, 'is out of order')
    ranges.starts.push(first)
    ranges.ends.push(BigInt(end))
    ranges.values.push(value)
    ranges.isNamed.push(registered !== '')
  }
  if (lines.length === 0) throw new Failure(`${name}: it is empty`)
  return ranges
}

const forms = {
  asn: /^\d{1,39},\d{1,39},\d{1,10},\P{Cc}*$/u,
  country: /^\d{1,39},\d{1,39},[A-Z]{2}$/,
} as const

function isUnderstood(name: SourceName, line: string, [start, end, value]: SourceRow): boolean {
  if (!forms[name.startsWith('asn') ? 'asn' : 'country'].test(line)) return false
  const last = largest[name.endsWith('ipv4') ? 'ipv4' : 'ipv6']
  return BigInt(start) <= BigInt(end) && BigInt(end) <= last && (Number(value) || 0) < 2 ** 32
}

const senseless = (name: SourceName, at: number, line: string, why = 'makes no sense'): Failure =>
  new Failure(`${name}, line ${at + 1} ${why}: ${printable(line).slice(0, 80)}`)

/** Says by what a new source exceeds the bounds, a line each. */
export function complaintsOf(name: SourceName, last: Ranges, next: Ranges): string[] {
  const [before, now] = [last.starts.length, next.starts.length]
  const { addresses, lost, other, nameless } = comparison(last, next)
  const isAsn = name.startsWith('asn')
  const shares = [
    { count: lost, most: bounds.lost, what: 'are in it no more' },
    isAsn
      ? { count: other, most: bounds.otherAsn, what: 'have another AS' }
      : { count: other, most: bounds.otherCountry, what: 'have another country' },
    { count: nameless, most: bounds.nameless, what: 'have an AS without a name' },
  ].filter(({ count, most }) => count / addresses > most)
  const isOdd = now < before * bounds.fewest || now > before * bounds.most
  const size = `${now} lines after ${before}, expected ${percent(bounds.fewest)} to ${percent(bounds.most)} of those`
  return [
    ...(isOdd ? [`${name}: ${size}`] : []),
    ...shares.map(
      ({ count, most, what }) =>
        `${name}: of ${addresses} addresses ${percent(count / addresses)} ${what}, expected at most ${percent(most)}`,
    ),
  ]
}

/** Asks both for the first address of lines of the last, and counts what became of them. */
function comparison(last: Ranges, next: Ranges) {
  const step = Math.max(1, Math.floor(last.starts.length / asked))
  const counts = { addresses: 0, lost: 0, other: 0, nameless: 0 }
  for (let line = 0; line < last.starts.length; line += step) {
    const now = lineOf(next, last.starts[line] as bigint)
    counts.addresses += 1
    if (now === null) counts.lost += 1
    else if (last.values[line] !== next.values[now]) counts.other += 1
    if (now !== null && last.isNamed[line] && !next.isNamed[now]) counts.nameless += 1
  }
  return counts
}

const percent = (share: number): string => `${Number((share * 100).toFixed(1))} %`

/** The line that holds an address: of those that do, the last. */
function lineOf({ starts, ends }: Ranges, address: bigint): number | null {
  let [low, high] = [0, starts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((starts[middle] as bigint) <= address) low = middle + 1
    else high = middle
  }
  for (let at = low - 1; at >= 0 && at >= low - 64; at--) if ((ends[at] as bigint) >= address) return at
  return null
}

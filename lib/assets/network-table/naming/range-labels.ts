import { isIP } from 'node:net'
import { ipv6Groups } from '../../../../lambda/domain/ipv6'
import { type Kind, kinds } from '../../../../lambda/domain/organisation/organisation'
import { canonicalAddress } from '../../../../lambda/network/address'
import { numberOf } from '../../../../lambda/network/address-number'
import type { Range } from '../range'
import { dataLines, domainPattern } from './data-line'

/** A label written by hand for one range: a line of data/ranges/*.tsv. It comes before the label of the network. */
export interface RangeLabel {
  /** `131.111.0.0/16`. */
  readonly range: string
  readonly name: string
  readonly kind: Kind
  readonly domain: string | null
}

/** The labels of both families, sorted by start; of two that begin together, the wider one comes first. */
export interface LabelledRanges {
  readonly ipv4: readonly Range<number, RangeLabel>[]
  /** Ranges of the first 64 bits. */
  readonly ipv6: readonly Range<bigint, RangeLabel>[]
}

/** @throws Error naming the file and the line that is not understood, or that says the same range again */
export function parseRangeLabels(
  files: readonly { readonly file: string; readonly text: string }[],
): LabelledRanges {
  const ipv4: Range<number, RangeLabel>[] = []
  const ipv6: Range<bigint, RangeLabel>[] = []
  const places = new Map<string, string>()
  for (const { file, text } of files)
    for (const { line, place } of dataLines(file, text)) {
      const label = labelIn(line, place)
      const before = places.get(label.range)
      if (before !== undefined) throw new Error(`${place}: ${label.range} has a label already, in ${before}`)
      places.set(label.range, place)
      const range = rangeOf(label, place)
      if (typeof range.start === 'bigint') ipv6.push(range as Range<bigint, RangeLabel>)
      else ipv4.push(range as Range<number, RangeLabel>)
    }
  return { ipv4: ipv4.toSorted(widerFirst), ipv6: ipv6.toSorted(widerFirst) }
}

function labelIn(line: string, place: string): RangeLabel {
  const [range = '', name = '', kindText, domain = '', source = '', ...rest] = line.split('\t')
  const kind = kinds.find((one) => one === kindText)
  if (name === '' || domain === '' || source === '' || rest.length > 0)
    throw new Error(`${place}: expected range, name, kind, domain or -, and source, with tabs between`)
  if (kind === undefined) throw new Error(`${place}: "${kindText}" is no kind; there are ${kinds.join(', ')}`)
  if (domain !== '-' && !domainPattern.test(domain))
    throw new Error(`${place}: "${domain}" is no domain such as example.com, and no -`)
  return { range, name, kind, domain: domain === '-' ? null : domain }
}

/** A range of IPv6 is at most this long: the table has the first 64 bits. */
const longest = { 4: 32, 6: 64 } as const

function rangeOf(value: RangeLabel, place: string): Range<number | bigint, RangeLabel> {
  const [net = '', length = ''] = value.range.split('/')
  const family = isIP(net)
  const bits = Number(length)
  if (family !== 4 && family !== 6)
    throw new Error(`${place}: "${value.range}" is no range such as 192.0.2.0/24`)
  if (!/^\d{1,2}$/.test(length) || bits < 8 || bits > longest[family])
    throw new Error(`${place}: the length of ${value.range} must be 8 to ${longest[family]}`)
  if (canonicalAddress(net) !== net) throw new Error(`${place}: ${net} is written ${canonicalAddress(net)}`)
  const start = numberOf(net)
  const end = lastOf(start, longest[family] - bits)
  if (firstOf(start, longest[family] - bits) !== start || hasLowBits(net))
    throw new Error(`${place}: ${value.range} does not begin where such a range may`)
  return { start, end, value } as Range<number | bigint, RangeLabel>
}

/** Whether an IPv6 address has anything after its first 64 bits, which the table does not have. */
const hasLowBits = (net: string): boolean =>
  isIP(net) === 6 &&
  ipv6Groups(net)
    .slice(4)
    .some((group) => group !== '0')

const firstOf = <K extends number | bigint>(start: K, hostBits: number): K =>
  (typeof start === 'bigint'
    ? (start >> BigInt(hostBits)) << BigInt(hostBits)
    : Math.floor((start as number) / 2 ** hostBits) * 2 ** hostBits) as K

const lastOf = <K extends number | bigint>(start: K, hostBits: number): K =>
  (typeof start === 'bigint'
    ? start + (1n << BigInt(hostBits)) - 1n
    : (start as number) + 2 ** hostBits - 1) as K

const widerFirst = <K extends number | bigint>(a: Range<K, RangeLabel>, b: Range<K, RangeLabel>): number => {
  if (a.start !== b.start) return a.start < b.start ? -1 : 1
  if (a.end === b.end) return 0
  return a.end > b.end ? -1 : 1
}

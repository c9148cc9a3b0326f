import type { DeviceKind } from '../../../lambda/domain/describe/device'
import { groupNames } from '../text/breakdown-list'
import { kindNames } from '../text/kind'
import { type FilterName, type Filters, filterNames } from './filter'
import { type Reader, type Reading, readOne } from './left-out'

const devices: Readonly<Record<DeviceKind, true>> = {
  desktop: true,
  mobile: true,
  tablet: true,
  tv: true,
  console: true,
  wearable: true,
  embedded: true,
}

/** Reads a value of a filter in any spelling that the API knows; null for what it refuses. */
type ValueReader = (text: string) => string | null

const lower: ValueReader = (text) => text.toLowerCase()
const oneOf =
  (known: object): ValueReader =>
  (text) =>
    Object.hasOwn(known, lower(text) ?? '') ? lower(text) : null
const matching =
  (pattern: RegExp): ValueReader =>
  (text) =>
    pattern.test(text) ? text : null

const largestAsn = 0xffff_ffff

/** Reads the key of an organisation, or the number of a network with or without AS in front. */
export const organisationIn: ValueReader = (text) => {
  const [, asn] = /^(?:as)?0*(\d+)$/i.exec(text) ?? []
  if (asn !== undefined) return Number(asn) > 0 && Number(asn) <= largestAsn ? asn : null
  if (!/^[^\s/]{1,300}$/u.test(text)) return null
  return text.startsWith('registry:') ? text : lower(text)
}

const readers: Readonly<Partial<Record<FilterName, ValueReader>>> = {
  organisation: organisationIn,
  kind: (text) => joined(text.split(',').map((one) => oneOf(kindNames)(one.trim()))),
  referrerGroup: oneOf(groupNames),
  referrer: lower,
  country: (text) => matching(/^[A-Z]{2}$/)(text.toUpperCase()),
  device: oneOf(devices),
  visitor: (text) => matching(/^[0-9a-f]{24}$/)(text.toLowerCase()),
}

const joined = (words: readonly (string | null)[]) => (words.includes(null) ? null : words.join(','))

/** Reads the filters of an address. */
export const readFilters: Reader<Filters> = (query) => {
  const readings = filterNames.map(
    (name) => [name, readOne(query, name, (text) => (readers[name] ?? String)(text.trim()))] as const,
  )
  const given = readings.filter((one): one is [FilterName, Reading<string>] => one[1].value !== null)
  return {
    value: Object.fromEntries(given.map(([name, { value }]) => [name, value])),
    leftOut: readings.flatMap(([, { leftOut }]) => leftOut),
  }
}

import type { DeviceKind } from '../../../lambda/domain/describe/device'
import { type ListedValue, listedValues, listText } from '../../../lambda/domain/report/filter-list'
import { groupNames } from '../text/breakdown-list'
import { kindNames } from '../text/kind'
import { type FilterName, type Filters, filterNames } from './filter'
import type { LeftOut, Reader } from './left-out'

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
  kind: oneOf(kindNames),
  referrerGroup: oneOf(groupNames),
  referrer: lower,
  country: (text) => matching(/^[A-Z]{2}$/)(text.toUpperCase()),
  device: oneOf(devices),
  recipient: lower,
  visitor: (text) => matching(/^[0-9a-f]{24}$/)(text.toLowerCase()),
}

/** Reads the filters of an address. A parameter that is given twice has the values of both. */
export const readFilters: Reader<Filters> = (query) => {
  const leftOut: LeftOut[] = []
  const given = filterNames.flatMap((name) => {
    const values = query.getAll(name).flatMap((list) => (list === '' ? [] : listedValues(name, list)))
    const read = values.map((one) => readValue(name, one))
    leftOut.push(
      ...values.filter((_, at) => read[at] === null).map((one) => ({ name, value: listText(name, [one]) })),
    )
    const text = listText(
      name,
      read.filter((one) => one !== null),
    )
    return text === '' ? [] : [[name, text]]
  })
  return { value: Object.fromEntries(given), leftOut }
}

function readValue(name: FilterName, value: ListedValue): ListedValue | null {
  if (value.as !== 'value') return value
  const text = (readers[name] ?? String)(value.text.trim())
  return text === null ? null : { ...value, text }
}

import * as v from 'valibot'
import { InvalidInput } from '../errors'
import { canonicalRange } from '../visit/address-range'
import { organisationText, parseOrganisation } from './asked-organisation'
import type { NetworkId } from './network-id'

const octet = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])'
const group = '[0-9A-Fa-f]{1,4}'
const ipv4Range = `(?:${octet}\\.){3}${octet}[-/](?:[89]|[12][0-9]|3[0-2])`
const ipv6Range = `(?:${group}(?::${group}){0,6}::|${group}(?::${group}){7})[-/](?:[89]|[1-9][0-9]|1[01][0-9]|12[0-8])`

/** In a path, where a slash would separate, `203.0.113.0-24` is the range 203.0.113.0/24. */
const rangePattern = new RegExp(`^(?:${ipv4Range}|${ipv6Range})$`)

const wrong =
  'must be the key of an organisation, an AS number such as AS714, or a range such as 203.0.113.0-24'

/** What a correction is about, as a path names it. */
export const subjectText = v.union(
  [v.pipe(v.string(), v.regex(rangePattern, wrong)), organisationText],
  wrong,
)

/** @throws InvalidInput naming `key` */
export function parseSubject(text: string): NetworkId {
  if (!rangePattern.test(text)) return parseOrganisation(text, 'key')
  const range = canonicalRange(text.replace('-', '/'))
  if (range === null) throw new InvalidInput(`key ${wrong}, of 8 bits or more`, 'key')
  return range
}

import * as v from 'valibot'
import { InvalidInput } from '../errors'
import { canonicalRange } from '../visit/address-range'
import { organisationText, parseOrganisation } from './asked-organisation'
import type { NetworkId } from './network-id'

/** In a path, where a slash would separate, `203.0.113.0-24` is the range 203.0.113.0/24. */
const rangePattern = /^[0-9a-f.:]*[.:][0-9a-f.:]*[-/][0-9]{1,3}$/i

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

import * as v from 'valibot'
import { type DeviceKind, deviceKinds, deviceOf } from '../describe/device'
import { referrerGroupOf } from '../describe/referrer-group'
import { type ReferrerGroup, referrerGroups } from '../describe/referrer-hosts'
import { organisationText, parseOrganisation } from '../organisation/asked-organisation'
import { type Kind, kinds } from '../organisation/organisation'
import { isWithin, parseAddressRange } from '../visit/address-range'
import { askedKey, type Pages, pageKey } from '../visit/page-key'
import { hostOfVisit, type Visit } from '../visit/visit'
import { wordList, wordsIn } from '../word-list'

/** A property that visits can be filtered by. */
interface Filter<T> {
  /** The format of its text. */
  readonly schema: v.GenericSchema<string>
  /** What it filters by, and how it is written. */
  readonly description: string
  /** The placeholder for its value in the help of the command line. */
  readonly placeholder: string
  /** @throws InvalidInput for text in the right format that has no valid value */
  readonly parse: (text: string) => T
  /** Returns whether a visit passes; omitted if that depends on more than the visit itself. */
  readonly test?: (wanted: T, pages: Pages) => (visit: Visit) => boolean
}

const filter = <T>(row: Filter<T>): Filter<T> => row
const asItIs = (text: string) => text
const lower = (text: string) => text.toLowerCase()
const oneOf = (known: readonly string[]) => v.picklist(known, `must be one of ${known.join(', ')}`)

/**
 * The filters, one row each. The API's parameters and their descriptions, the options of the command line and the tests of
 * visits come from here. Their order is the order of the parameters, and cursors depend on it.
 */
export const visitFilters = {
  page: filter({
    schema: v.string(),
    description:
      'Path of the page, such as /cv.html, in any spelling; /about finds /about/ and /about/index.html too, see the setting pages.',
    placeholder: 'path',
    parse: asItIs,
    test(page, pages) {
      const key = askedKey(page, pages)
      return (visit) => pageKey(visit.page, pages) === key
    },
  }),
  organisation: filter({
    schema: organisationText,
    description:
      'Organisation, by its key such as apple, with all its networks; or one network alone, by its AS number: 714 or AS714.',
    placeholder: 'key',
    parse: (text) => parseOrganisation(text, 'organisation'),
    test: (wanted) => (typeof wanted === 'number' ? (visit) => visit.asn === wanted : () => true),
  }),
  network: filter({
    schema: v.pipe(v.string(), v.metadata({ format: 'address-range' })),
    description:
      'Addresses, such as 203.0.113.0/24: finds visits as far as the setting ip keeps their address.',
    placeholder: 'addresses',
    parse: parseAddressRange,
    test: (range) => (visit) => isWithin(visit.ip, range),
  }),
  kind: filter<readonly Kind[]>({
    schema: wordList(kinds),
    description: `Kind of the organisation, one or several separated by commas: ${kinds.join(', ')}.`,
    placeholder: 'kinds',
    parse: (text) => wordsIn(text, kinds),
  }),
  country: filter({
    schema: v.pipe(v.string(), v.regex(/^[A-Za-z]{2}$/, 'must be two letters, such as DE')),
    description: 'Country, ISO 3166-1 alpha-2.',
    placeholder: 'code',
    parse: (text) => text.toUpperCase(),
    test: (country) => (visit) => visit.country === country,
  }),
  referrer: filter({
    schema: v.string(),
    description: 'Host of the referrer, exactly, such as news.ycombinator.com.',
    placeholder: 'host',
    parse: lower,
    test: (referrer) => (visit) => visit.referrer === referrer,
  }),
  referrerGroup: filter({
    schema: oneOf(referrerGroups),
    description: `What kind of place the referrer is: ${referrerGroups.join(', ')}.`,
    placeholder: 'group',
    parse: (text) => text as ReferrerGroup,
    test: (group) => (visit) => referrerGroupOf(visit.referrer, hostOfVisit(visit)) === group,
  }),
  browser: filter({
    schema: v.string(),
    description: 'Browser and its major version, exactly as visits are answered, such as Firefox 145.',
    placeholder: 'browser',
    parse: asItIs,
    test: (browser) => (visit) => deviceOf(visit.userAgent).browser === browser,
  }),
  os: filter({
    schema: v.string(),
    description: 'Operating system, exactly as visits are answered, such as Windows 10.',
    placeholder: 'system',
    parse: asItIs,
    test: (os) => (visit) => deviceOf(visit.userAgent).os === os,
  }),
  device: filter({
    schema: oneOf(deviceKinds),
    description: `Kind of device: ${deviceKinds.join(', ')}.`,
    placeholder: 'device',
    parse: (text) => text as DeviceKind,
    test: (device) => (visit) => deviceOf(visit.userAgent).device === device,
  }),
  language: filter({
    schema: v.string(),
    description: 'First language of the browser, exactly, such as de-DE.',
    placeholder: 'tag',
    parse: asItIs,
    test: (language) => (visit) => visit.language === language,
  }),
  visitor: filter({
    schema: v.pipe(
      v.string(),
      v.regex(/^[0-9a-f]{24}$/, 'must be the 24 hexadecimal digits of a visit’s visitor'),
    ),
    description: 'Visitor: a browser on one UTC day.',
    placeholder: 'visitor',
    parse: asItIs,
    test: (visitor) => (visit) => visit.visitor === visitor,
  }),
} as const

export type FilterName = keyof typeof visitFilters

/** The wanted value of each filter; null if it does not matter. */
export type FilterValues = {
  readonly [Name in FilterName]: ReturnType<(typeof visitFilters)[Name]['parse']> | null
}

export const filterNames = Object.keys(visitFilters) as readonly FilterName[]

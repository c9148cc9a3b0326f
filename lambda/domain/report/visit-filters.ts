import { type DeviceKind, deviceKinds, deviceOf, familyOf } from '../describe/device'
import { referrerGroupOf } from '../describe/referrer-group'
import { type ReferrerGroup, referrerGroups } from '../describe/referrer-hosts'
import { InvalidInput } from '../errors'
import { parseOrganisation, wrongOrganisation } from '../organisation/asked-organisation'
import { asnPattern } from '../organisation/asn'
import { type Kind, kinds } from '../organisation/organisation'
import { unknownRecipient } from '../recipient/recipient'
import { type AddressRange, isWithin, parseAddressRange } from '../visit/address-range'
import { askedKey, folderKey, isInFolder, type Pages, pageKey } from '../visit/page-key'
import { parseLinkCode } from '../visit/recipient-code'
import { hostOfVisit, type Visit } from '../visit/visit'
import { inAnyCase } from '../word-list'
import { type Group, isGroup, type Wanted } from './wanted'

/** A property that visits can be filtered by. */
interface Filter<T> {
  /** The format of one value; null where any text may be one. */
  readonly format: ValueFormat | null
  /** What it filters by, and how a value is written. */
  readonly description: string
  /** The placeholder for its value in the help of the command line. */
  readonly placeholder: string
  /** @throws InvalidInput for text in the right format that has no valid value */
  readonly parse: (text: string) => T
  /** Returns whether a visit passes; omitted if that depends on more than the visit itself. */
  readonly test?: (wanted: T | Group | null, pages: Pages) => (visit: Visit) => boolean
}

/** The format of a value, and what to say of text that does not have it. */
interface ValueFormat {
  /** A regular expression that JSON Schema has too. */
  readonly pattern: string
  readonly message: string
}

const filter = <T>(row: Filter<T>): Filter<T> => row
const asItIs = (text: string) => text
const lower = (text: string) => text.toLowerCase()
const oneOf = (known: readonly string[]): ValueFormat => ({
  pattern: known.map(inAnyCase).join('|'),
  message: `must be one of ${known.join(', ')}`,
})
/** Returns the word of a list that is written so, in any case. */
const wordOf =
  <T extends string>(known: readonly T[]) =>
  (text: string): T =>
    known.find((word) => lower(word) === lower(text)) as T

/** Tests a value that a visit has or has not. */
const equals =
  (textOf: (visit: Visit) => string | null) =>
  (wanted: unknown) =>
  (visit: Visit): boolean =>
    textOf(visit) === wanted

/** The same for values that have families. */
const isLike =
  (textOf: (visit: Visit) => string | null) =>
  (wanted: string | Group | null) =>
  (visit: Visit): boolean => {
    const value = textOf(visit)
    return isGroup(wanted) ? value !== null && familyOf(value) === wanted.group : value === wanted
  }

const browserOf = (visit: Visit) => deviceOf(visit.userAgent).browser
const systemOf = (visit: Visit) => deviceOf(visit.userAgent).os

/**
 * The filters, one row each. The API's parameters and their descriptions, the options of the command line and the tests of
 * visits come from here. Their order is the order of the parameters, and cursors depend on it.
 */
export const visitFilters = {
  page: filter<string>({
    format: null,
    description:
      'Path of the page, such as /cv.html, in any spelling; /about finds /about/ and /about/index.html too, see the setting pages; /projects/* finds the pages of a folder.',
    placeholder: 'path',
    parse: asItIs,
    test(page, pages) {
      if (isGroup(page)) {
        const folder = folderKey(page.group, pages)
        return (visit) => isInFolder(pageKey(visit.page, pages), folder)
      }
      const key = askedKey(page ?? '', pages)
      return (visit) => pageKey(visit.page, pages) === key
    },
  }),
  organisation: filter({
    format: {
      pattern: `${asnPattern}|(?!(?:[Aa][Ss])?[0-9]+ *(?:,|$))(?:\\\\,|,_|[^\\s/,]){1,300}`,
      message: wrongOrganisation,
    },
    description:
      'Organisation, by its key such as apple, with all its networks; or one network alone, by its AS number: 714 or AS714.',
    placeholder: 'key',
    parse: (text) => parseOrganisation(text, 'organisation'),
  }),
  network: filter<AddressRange>({
    format: null,
    description:
      'Addresses, such as 203.0.113.0/24: finds visits as far as the setting ip keeps their address.',
    placeholder: 'addresses',
    parse: parseAddressRange,
    test: (range) => (visit) => range !== null && !isGroup(range) && isWithin(visit.ip, range),
  }),
  kind: filter<Kind>({
    format: {
      ...oneOf(kinds),
      message: `must be one or several of ${kinds.join(', ')}, separated by commas`,
    },
    description: `Kind of the organisation: ${kinds.join(', ')}.`,
    placeholder: 'kinds',
    parse: wordOf(kinds),
  }),
  country: filter<string>({
    format: { pattern: '[A-Za-z]{2}', message: 'must be two letters, such as DE' },
    description: 'Country, ISO 3166-1 alpha-2.',
    placeholder: 'code',
    parse: (text) => text.toUpperCase(),
    test: equals(({ country }) => country),
  }),
  referrer: filter<string>({
    format: null,
    description:
      'Host of the referrer, exactly, such as news.ycombinator.com; none is who came directly, or whose browser did not say.',
    placeholder: 'host',
    parse: lower,
    test: equals(({ referrer }) => referrer),
  }),
  referrerGroup: filter<ReferrerGroup>({
    format: oneOf(referrerGroups),
    description: `What kind of place the referrer is: ${referrerGroups.join(', ')}.`,
    placeholder: 'group',
    parse: wordOf(referrerGroups),
    test: equals((visit) => referrerGroupOf(visit.referrer, hostOfVisit(visit))),
  }),
  browser: filter<string>({
    format: null,
    description:
      'Browser and its major version, exactly as visits are answered, such as Firefox 145; Firefox * finds every version.',
    placeholder: 'browser',
    parse: asItIs,
    test: isLike(browserOf),
  }),
  os: filter<string>({
    format: null,
    description:
      'Operating system, exactly as visits are answered, such as Windows 10; Windows * finds every version.',
    placeholder: 'system',
    parse: asItIs,
    test: isLike(systemOf),
  }),
  device: filter<DeviceKind>({
    format: oneOf(deviceKinds),
    description: `Kind of device: ${deviceKinds.join(', ')}.`,
    placeholder: 'device',
    parse: wordOf(deviceKinds),
    test: equals((visit) => deviceOf(visit.userAgent).device),
  }),
  language: filter<string>({
    format: null,
    description: 'First language of the browser, exactly, such as de-DE.',
    placeholder: 'tag',
    parse: asItIs,
    test: equals(({ language }) => language),
  }),
  visitor: filter<string>({
    format: { pattern: '[0-9a-f]{24}', message: 'must be the 24 hexadecimal digits of a visit’s visitor' },
    description: 'Visitor: a browser on one UTC day.',
    placeholder: 'visitor',
    parse: asItIs,
    test: equals(({ visitor }) => visitor),
  }),
  recipient: filter<string>({
    format: {
      pattern: `[0-9A-Za-z-]{10,12}|${inAnyCase(unknownRecipient)}`,
      message: `must be the code of a recipient, ten characters such as 7k2m9qxw4c, or ${unknownRecipient}`,
    },
    description:
      'Recipient, by the code of the link that led to the visit; unknown is a code that nobody made, none is no such link.',
    placeholder: 'code',
    parse: parseRecipient,
  }),
} as const

/** @throws InvalidInput */
function parseRecipient(text: string): string {
  if (lower(text) === unknownRecipient) return unknownRecipient
  const link = parseLinkCode(text)
  if (link === null)
    throw new InvalidInput('recipient must be the code of a recipient, or unknown', 'recipient')
  return link.code
}

export type FilterName = keyof typeof visitFilters

/** What is wanted by each filter: a value, a folder or family, or, by null, that none is known. */
export type WantedBy<Name extends FilterName> = Wanted<
  ReturnType<(typeof visitFilters)[Name]['parse']> | Group | null
>

/** What is wanted by each filter; null if it does not matter. */
export type FilterValues = { readonly [Name in FilterName]: WantedBy<Name> | null }

export const filterNames = Object.keys(visitFilters) as readonly FilterName[]

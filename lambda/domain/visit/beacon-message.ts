import * as v from 'valibot'
import { InvalidInput } from '../errors'
import { clean, cleanCut } from '../text'
import { validate } from '../validate'
import { addressLength } from './host'
import { pageBytes } from './page'
import { linkCodeLength, parseLinkCode } from './recipient-code'
import { referrerBytes } from './referrer'
import { isVisitId } from './visit-id'

/** Bytes of UTF-8 kept of a title, a language tag and the name of a time zone. */
const titleBytes = 100
const languageBytes = 35 // RFC 5646 §4.4.1
const timeZoneBytes = 40 // the longest name in the tz database has 32

const string = v.string('must be a string')
/** Wraps a field that a page may spoil by accident. An unexpected value becomes null, and the visit still counts. */
const odd = <T extends v.GenericSchema<unknown, string>>(schema: T) =>
  v.fallback(v.nullish(schema, null), null)
const shortened = (length: number) => v.transform((text: string) => text.slice(0, length)) // done first, to bound the work after it
const cleaned = v.transform(clean)
const line = (bytes: number, meaning: string) =>
  odd(
    v.pipe(
      string,
      v.description(`${meaning}; cut to ${bytes} bytes of UTF-8`),
      shortened(bytes),
      v.transform((text) => cleanCut(text, bytes)),
      v.minLength(1),
    ),
  )
const size = (meaning: string) =>
  odd(v.pipe(string, v.regex(/^\d{1,5}x\d{1,5}$/), v.description(`${meaning}, such as 1920x1080`)))
const address = (meaning: string) =>
  odd(v.pipe(string, v.description(meaning), shortened(addressLength), cleaned))

/**
 * What a beacon sends. One schema validates it and describes it in /openapi.json, which shows the part before the first
 * `transform`. Only an invalid page prevents a visit; any other field becomes null if it is odd.
 */
export const beaconMessage = v.object({
  id: odd(
    v.pipe(
      string,
      v.maxLength(36),
      v.toLowerCase(),
      v.check(isVisitId),
      v.metadata({ format: 'uuid' }),
      v.description(
        'A UUIDv7 made by the beacon. A repeated delivery changes nothing. Its time is kept when it is within five minutes of the service’s clock.',
      ),
    ),
  ),
  site: odd(
    v.pipe(
      string,
      v.maxLength(addressLength),
      v.description(
        'The listed host that the visit belongs to, such as you.github.io; the host that the request comes from when left out.',
      ),
      cleaned,
    ),
  ),
  page: v.pipe(
    string,
    v.startsWith('/', 'must be a path that starts with /'),
    v.description(
      `The path within the site. Of its query string the utm_* fields are kept (ref or source where there is no utm_source) and those that the setting pages names, the rest is dropped; the path is percent-decoded where that means the same, and cut to ${pageBytes} bytes of UTF-8.`,
    ),
    shortened(addressLength),
  ),
  canonical: address(
    'The address in the page’s <link rel="canonical">: on a host of the site, it is the page.',
  ),
  referrer: address(
    `document.referrer. Host and path are kept, each cut to ${referrerBytes} bytes; the query string is dropped.`,
  ),
  title: line(titleBytes, 'document.title'),
  language: line(languageBytes, 'navigator.language'),
  timeZone: line(timeZoneBytes, 'The IANA name of the time zone'),
  screen: size('Screen, width x height in CSS pixels'),
  viewport: size('Viewport, width x height in CSS pixels'),
  beacon: odd(
    v.pipe(
      string,
      v.regex(/^[0-9a-f]{16}$/),
      v.description('Which beacon it is, where its code was pasted into the page; 16 hexadecimal digits.'),
    ),
  ),
  to: odd(
    v.pipe(
      string,
      v.maxLength(linkCodeLength),
      v.check((text) => parseLinkCode(text) !== null),
      v.description(
        'The code of the recipient whose link led here, as it stood in the address: ten characters of Crockford’s base 32, and q after them where it was scanned from a QR code. Whether anybody made it is not looked up.',
      ),
    ),
  ),
  webdriver: v.fallback(v.nullish(v.pipe(v.boolean(), v.description('navigator.webdriver')), false), false),
})

export type BeaconMessage = v.InferOutput<typeof beaconMessage>

/** @throws InvalidInput if it is not an object or its page is not a path */
export function parseBeaconMessage(body: unknown): BeaconMessage {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new InvalidInput('body must be a JSON object such as {"page": "/cv.html"}')
  }
  return validate(beaconMessage, body)
}

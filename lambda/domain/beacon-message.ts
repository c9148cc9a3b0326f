import * as v from 'valibot'
import { check } from './check'
import { hostLength } from './host'
import { InvalidInput } from './invalid-input'
import { pageBytes } from './page'
import { referrerBytes } from './referrer'
import { clean, cut } from './text'
import { isVisitId } from './visit-id'

/** Bytes of UTF-8 that are kept of a title, a language tag and a time zone's name. */
export const titleBytes = 100
export const languageBytes = 35 // RFC 5646 §4.4.1
export const timeZoneBytes = 40 // the longest name in the tz database has 32

const string = v.string('must be a string')
const cleaned = v.transform(clean) // comes last: /openapi.json describes what stands before it
const line = (bytes: number, meaning: string) =>
  v.nullish(
    v.pipe(
      string,
      v.description(`${meaning}; cut to ${bytes} bytes of UTF-8`),
      v.transform((text) => cut(clean(text), bytes) || null),
    ),
    null,
  )
const size = (meaning: string) =>
  v.nullish(
    v.pipe(
      string,
      v.regex(/^\d{1,5}x\d{1,5}$/, 'must be width x height, such as 1920x1080'),
      v.description(meaning),
    ),
    null,
  )

/** What a beacon sends. One schema validates it and describes it in /openapi.json. */
export const beaconMessage = v.object({
  id: v.nullish(
    v.pipe(
      string,
      v.toLowerCase(),
      v.check(isVisitId, 'must be a UUIDv7'),
      v.metadata({ format: 'uuid' }),
      v.description(
        'A UUIDv7 made by the beacon. A repeated delivery changes nothing. Its time is kept when it is within five minutes of the service’s clock.',
      ),
    ),
    null,
  ),
  site: v.nullish(
    v.pipe(
      string,
      v.maxLength(hostLength, `must have at most ${hostLength} characters`),
      v.description(
        'The listed host that the visit belongs to; the host that the request comes from when left out.',
      ),
      cleaned,
    ),
    null,
  ),
  page: v.pipe(
    string,
    v.startsWith('/', 'must be a path that starts with /'),
    v.description(
      `The path within the site. Its utm_* fields are kept, the rest of its query string is dropped; the path is cut to ${pageBytes} bytes of UTF-8.`,
    ),
    cleaned,
  ),
  referrer: v.nullish(
    v.pipe(
      string,
      v.description(
        `document.referrer. Host and path are kept, each cut to ${referrerBytes} bytes; the query string is dropped.`,
      ),
      cleaned,
    ),
    null,
  ),
  title: line(titleBytes, 'document.title'),
  language: line(languageBytes, 'navigator.language'),
  timeZone: line(timeZoneBytes, 'The IANA name of the time zone'),
  screen: size('Screen, width x height in CSS pixels'),
  viewport: size('Viewport, width x height in CSS pixels'),
  webdriver: v.nullish(
    v.pipe(v.boolean('must be true or false'), v.description('navigator.webdriver')),
    false,
  ),
})

export type BeaconMessage = v.InferOutput<typeof beaconMessage>

/** @throws InvalidInput naming the first field at fault */
export function parseBeaconMessage(body: unknown): BeaconMessage {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new InvalidInput('body must be a JSON object such as {"page": "/cv.html"}')
  }
  return check(beaconMessage, body)
}

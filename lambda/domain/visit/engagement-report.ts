import * as v from 'valibot'
import { InvalidInput } from '../errors'
import { clean, cut } from '../text'
import { dayLength } from '../time/day'
import { validate } from '../validate'
import { beaconMessage } from './beacon-message'
import type { Engagement, SectionTime } from './engagement'
import { addressLength } from './host'
import { spell } from './spelling'
import { clockTolerance } from './visit-id'

/** Bytes of UTF-8 kept of a section's name, and of a link. */
const sectionBytes = 40
const linkBytes = 100

/** The most sections, and the most links, that one report may name. */
const mostNamed = 20

/** Seconds that a section may seem to be longer in view than its page in front, as each is rounded by itself. */
const rounding = 1

/** Milliseconds after a visit within which its page may report. */
const reportedWithin = dayLength

const mostSeconds = (reportedWithin + clockTolerance) / 1000

const whole = (most: number, meaning: string) => {
  const expected = `must be a whole number from 0 to ${most}`
  return v.pipe(
    v.number(expected),
    v.integer(expected),
    v.minValue(0, expected),
    v.maxValue(most, expected),
    v.description(meaning),
  )
}
const text = (bytes: number, meaning: string) =>
  v.pipe(
    v.string('must be a string'),
    v.description(`${meaning}; cut to ${bytes} bytes of UTF-8`),
    v.transform((given) => given.slice(0, addressLength)), // first, to bound the work after it
  )
const few = <T extends v.GenericSchema>(one: T) =>
  v.optional(
    v.pipe(v.array(one, 'must be a list'), v.maxLength(mostNamed, `must have at most ${mostNamed} entries`)),
    [],
  )

const section = v.object(
  {
    name: text(sectionBytes, 'Its id, or the name that its data-visitbook-section gives it'),
    seconds: whole(mostSeconds, 'Seconds that it was in view'),
  },
  'must be an object such as {"name": "intro", "seconds": 5}',
)

/** What a beacon reports of a page that was read. One schema validates it and describes it in /openapi.json. */
export const engagementReport = v.object({
  site: beaconMessage.entries.site,
  seconds: whole(
    mostSeconds,
    'Seconds that the page was in front, at most as many as have passed since the visit. A report replaces one with fewer.',
  ),
  reach: whole(100, 'Per cent of the page’s height that was ever in view'),
  acted: v.optional(
    v.pipe(
      v.boolean('must be true or false'),
      v.description('Whether anyone moved a pointer, touched or typed'),
    ),
    false,
  ),
  sections: few(section),
  links: few(
    text(
      linkBytes,
      'What was used: host and path, mailto:…, tel:…, the path of a file of the site, or # and the name of what is marked data-visitbook; without its query string',
    ),
  ),
})

/** A report as it arrived. */
export interface EngagementReport {
  /** The host of the visit, where the report names one. */
  readonly site: string | null
  readonly engagement: Engagement
}

/** @throws InvalidInput naming the field that cannot be */
export function parseEngagementReport(body: unknown): EngagementReport {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new InvalidInput('body must be a JSON object such as {"seconds": 12, "reach": 60}')
  const { site, seconds, reach, acted, sections, links } = validate(engagementReport, body)
  requireWithin(sections, seconds)
  return {
    site,
    engagement: { seconds, reach, acted, sections: named(sections), links: distinct(links.map(linkOf)) },
  }
}

/**
 * Requires that a page can have been in front for so long.
 *
 * @param visited when its visit began, by its id, in milliseconds since 1970
 * @throws InvalidInput if it is longer than the visit is ago, by a clock that is a little wrong
 */
export function requirePossible({ seconds }: Engagement, visited: number, now: Date): void {
  if (seconds * 1000 > now.getTime() - visited + clockTolerance)
    throw new InvalidInput('seconds must be at most those since the visit', 'seconds')
}

/** Whether a visit is too long ago for a report. */
export const isPastReporting = (visited: number, now: Date): boolean =>
  now.getTime() - visited > reportedWithin

function requireWithin(sections: readonly SectionTime[], seconds: number): void {
  const at = sections.findIndex((one) => one.seconds > seconds + rounding)
  if (at < 0) return
  const field = `sections.${at}.seconds`
  throw new InvalidInput(`${field} must be at most those of the page`, field)
}

/** Sections under the names that are kept. Two whose names begin alike become one. */
function named(sections: readonly SectionTime[]): SectionTime[] {
  const longest = new Map<string, number>()
  for (const { name, seconds } of sections) {
    const kept = nameOf(name, sectionBytes)
    if (kept !== '') longest.set(kept, Math.max(longest.get(kept) ?? 0, seconds))
  }
  return [...longest].map(([name, seconds]) => ({ name, seconds }))
}

/** A bar would part the name from itself where names are stored as one text. */
const nameOf = (given: string, bytes: number): string => cut(clean(given.replaceAll('|', ' ')), bytes).trim()

/** Addresses have one spelling and no query string, which may hold secrets. What is marked has a name instead. */
const linkOf = (given: string): string => {
  const link = clean(given)
  return link.startsWith('#') ? nameOf(link, linkBytes) : spell(link.replace(/[?#].*/, ''), linkBytes)
}

const distinct = (links: readonly string[]): string[] => [...new Set(links.filter((link) => link !== ''))]

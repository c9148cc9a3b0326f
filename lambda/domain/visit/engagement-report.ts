import * as v from 'valibot'
import { InvalidInput } from '../errors'
import { dayLength } from '../time/day'
import { validate } from '../validate'
import { beaconMessage } from './beacon-message'
import { type Engagement, partName, type SectionTime } from './engagement'
import { usedLink } from './used-link'
import { clockTolerance } from './visit-id'

/** Bytes of UTF-8 kept of a section's name. */
const sectionBytes = 40

/** The most sections that a report may name, and the most links that are kept of it. */
const mostNamed = 20

/** The most links of a report that are read at all; many of them are the site's own pages. */
const mostRead = 200

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
const expectedShare = 'must be a number from 0 to 100'
const share = v.pipe(v.number(expectedShare), v.minValue(0, expectedShare), v.maxValue(100, expectedShare))

const expectedSections = 'must be an object such as {"intro": 5}'
const expectedLinks = 'must be an object such as {"https://acme.com/jobs": 1}'

const sections = v.pipe(
  v.record(v.string(), whole(mostSeconds, 'Seconds that it was in view'), expectedSections),
  v.metadata({ maxProperties: mostNamed }),
  v.check((given) => Object.keys(given).length <= mostNamed, `must have at most ${mostNamed} names`),
  v.description(
    `Seconds that each section was in view, by its id or the name that its data-visitbook-section gives it, which is cut to ${sectionBytes} bytes of UTF-8`,
  ),
)

const links = v.pipe(
  v.record(v.string(), v.unknown(), expectedLinks),
  v.description(
    `What was used: the whole addresses of links, or # and the name of what is marked data-visitbook; the values do not matter. Of the first ${mostNamed} are kept host and path, mailto:…, tel:…, the path of a file of the site, or the name`,
  ),
)

/** What a beacon reports of a page that was read. One schema validates it and describes it in /openapi.json. */
export const engagementReport = v.object({
  site: beaconMessage.entries.site,
  seconds: whole(
    mostSeconds,
    'Seconds that the page was in front, at most as many as have passed since the visit. A report replaces one with fewer.',
  ),
  reach: v.pipe(
    share,
    v.description('Per cent of the page’s height that was ever in view; kept to the whole'),
    v.transform(Math.round),
  ),
  acted: v.optional(
    v.pipe(
      v.boolean('must be true or false'),
      v.description('Whether anyone moved a pointer, touched or typed'),
    ),
    false,
  ),
  sections: v.optional(sections, {}),
  links: v.optional(links, {}),
})

/** A report as it arrived. */
export interface EngagementReport {
  /** The host of the visit, where the report names one. */
  readonly site: string | null
  readonly engagement: Engagement
}

/**
 * @param host that the report comes from
 * @throws InvalidInput naming the field that cannot be
 */
export function parseEngagementReport(body: unknown, host: string): EngagementReport {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new InvalidInput('body must be a JSON object such as {"seconds": 12, "reach": 60}')
  requireNoList(body, 'sections', expectedSections)
  requireNoList(body, 'links', expectedLinks)
  const { site, seconds, reach, acted, ...named } = validate(engagementReport, body)
  requireWithin(named.sections, seconds)
  const own = [host, ...(site === null ? [] : [site])]
  const links = Object.keys(named.links)
    .slice(0, mostRead)
    .flatMap((address) => usedLink(address, own) ?? [])
  return {
    site,
    engagement: {
      seconds,
      reach,
      acted,
      sections: sectionsOf(named.sections),
      links: [...new Set(links)].slice(0, mostNamed),
    },
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

/** To the schema a list is an object, too. */
function requireNoList(body: object, field: 'sections' | 'links', expected: string): void {
  if (Array.isArray((body as Readonly<Record<string, unknown>>)[field]))
    throw new InvalidInput(`${field} ${expected}`, field)
}

type SecondsByName = Readonly<Record<string, number>>

function requireWithin(sections: SecondsByName, seconds: number): void {
  const longer = Object.keys(sections).find((name) => (sections[name] as number) > seconds + rounding)
  if (longer === undefined) return
  const field = `sections.${longer}`
  throw new InvalidInput(`${field} must be at most those of the page`, field)
}

/** Sections under the names that are kept. Two whose names begin alike become one. */
function sectionsOf(sections: SecondsByName): SectionTime[] {
  const longest = new Map<string, number>()
  for (const [name, seconds] of Object.entries(sections)) {
    const kept = partName(name, sectionBytes)
    if (kept !== '') longest.set(kept, Math.max(longest.get(kept) ?? 0, seconds))
  }
  return [...longest].map(([name, seconds]) => ({ name, seconds }))
}

import * as v from 'valibot'
import { check } from './check'
import { canonicalHost } from './host'
import { InvalidInput } from './invalid-input'
import { type Period, parsePeriod } from './period'
import type { Visit } from './visit'

/** Which visits are asked for. What is null does not matter. */
export interface VisitFilter {
  readonly site: string | null
  readonly period: Period
  readonly page: string | null
  readonly country: string | null
  readonly referrer: string | null
  readonly visitor: string | null
}

const text = (description: string) => v.optional(v.pipe(v.string(), v.description(description)))

/** The query string that selects visits. One schema validates it and describes it in /openapi.json. */
export const visitFilterQuery = v.object({
  site: text('Host of the site, such as you.github.io. Every site when left out.'),
  from: text('First day (2026-11-01) or instant (2026-11-01T08:00:00Z), UTC.'),
  to: text('Last day, included (2026-11-22), or instant, excluded (2026-11-22T15:00:00Z), UTC.'),
  page: text('Path of the page, exactly, such as /cv.html.'),
  country: v.optional(
    v.pipe(
      v.string(),
      v.toUpperCase(),
      v.regex(/^[A-Z]{2}$/, 'must be two letters, such as DE'),
      v.description('Country, ISO 3166-1 alpha-2.'),
    ),
  ),
  referrer: text('Host of the referrer, exactly, such as news.ycombinator.com.'),
  visitor: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[0-9a-f]{24}$/, 'must be the 24 hexadecimal digits of a visit’s visitor'),
      v.description('Visitor: a browser on one UTC day.'),
    ),
  ),
})

/** @throws InvalidInput naming the parameter at fault */
export function parseVisitFilter(query: Record<string, string | undefined>): VisitFilter {
  const { site, from, to, page, country, referrer, visitor } = check(visitFilterQuery, query)
  return {
    site: site === undefined ? null : parseHost(site),
    period: parsePeriod({ from, to }),
    page: page ?? null,
    country: country ?? null,
    referrer: referrer?.toLowerCase() ?? null,
    visitor: visitor ?? null,
  }
}

/** @throws InvalidInput when `site` is not a host */
export function parseHost(site: string): string {
  const host = canonicalHost(site)
  if (host === null) throw new InvalidInput('site must be a host such as you.github.io', 'site')
  return host
}

/** Whether a visit of the right site and period passes the rest of the filter. */
export function matches(visit: Visit, { page, country, referrer, visitor }: VisitFilter): boolean {
  return (
    (page === null || visit.page === page) &&
    (country === null || visit.country === country) &&
    (referrer === null || visit.referrer === referrer) &&
    (visitor === null || visit.visitor === visitor)
  )
}

/** Whether anything is asked for beyond site and period, so that visits may be read and not listed. */
export function isSelective({ page, country, referrer, visitor }: VisitFilter): boolean {
  return page !== null || country !== null || referrer !== null || visitor !== null
}

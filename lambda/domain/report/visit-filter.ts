import * as v from 'valibot'
import type { Attribution } from '../describe/attribution'
import { type Inclusion, includes, inclusions } from '../describe/inclusion'
import { InvalidInput } from '../errors'
import { momentText, type Period, parsePeriod } from '../time/period'
import { validate } from '../validate'
import type { Pages } from '../visit/page-key'
import { parseSite } from '../visit/site-list'
import type { Visit } from '../visit/visit'
import { type FilterName, type FilterValues, filterNames, visitFilters } from './visit-filters'

/** Which visits are asked for. What is null does not matter. */
export interface VisitFilter extends FilterValues {
  readonly site: string | null
  readonly period: Period
  readonly bot: Inclusion
  /** Visits from the owner's own networks. */
  readonly mine: Inclusion
}

/** A parameter that says what becomes of visits that are left out by themselves. */
export const choice = (description: string) =>
  v.optional(
    v.pipe(v.picklist(inclusions, `must be ${inclusions.join(', ')}`), v.description(description)),
    'exclude',
  )
const described = (schema: v.GenericSchema<string>, description: string) =>
  v.optional(v.pipe(schema, v.description(description)))
/** A host as a browser's address line takes it, `Bücher.example:8080`: no pattern says what that is. See `parseHost`. */
const host = v.pipe(v.string(), v.metadata({ format: 'host' }))

const filterEntries = Object.fromEntries(
  filterNames.map((name) => [name, described(visitFilters[name].schema, visitFilters[name].description)]),
) as Readonly<Record<FilterName, ReturnType<typeof described>>>

/** The query string that selects visits. One schema validates it and describes it in /openapi.json. */
export const visitFilterQuery = v.object({
  site: described(
    host,
    'Host of the site, such as you.github.io, or *.example.com for hosts below it that have no site of their own. Every site when left out.',
  ),
  from: described(momentText, 'First day (2026-11-01) or instant (2026-11-01T08:00:00Z), UTC.'),
  to: described(
    momentText,
    'Last day, included (2026-11-22), or instant, excluded (2026-11-22T15:00:00Z), UTC.',
  ),
  ...filterEntries,
  bot: choice('Visits of bots: exclude, include or only.'),
  mine: choice('Visits from networks that were corrected to mine: exclude, include or only.'),
})

/** A query string that selects visits, once it is checked. What is left out may be missing. */
export type VisitFilterQuery = Readonly<
  Pick<v.InferOutput<typeof visitFilterQuery>, 'bot' | 'mine'> &
    Partial<v.InferOutput<typeof visitFilterQuery>>
>

/** @throws InvalidInput naming the parameter at fault */
export const parseVisitFilter = (query: Record<string, string | undefined>): VisitFilter =>
  visitFilterOf(validate(visitFilterQuery, query))

/** @throws InvalidInput naming the parameter that is of the right form, and of no thing */
export function visitFilterOf(query: VisitFilterQuery): VisitFilter {
  const { site, from, to, bot, mine } = query
  return {
    site: site === undefined ? null : parseHost(site),
    period: parsePeriod({ from, to }),
    ...valuesOf(query),
    bot,
    mine,
  }
}

function valuesOf(query: Readonly<Partial<Record<FilterName, string | undefined>>>): FilterValues {
  const values = filterNames.map((name) => {
    const text = query[name]
    return [name, text === undefined ? null : visitFilters[name].parse(text)]
  })
  return Object.fromEntries(values) as FilterValues
}

/** @throws InvalidInput when `site` is neither a host nor a wildcard */
export function parseHost(site: string): string {
  const host = parseSite(site)
  if (host === null) throw new InvalidInput('site must be a host such as you.github.io', 'site')
  return host
}

/** Returns whether a visit of the right site and period passes what is asked of the visit itself. */
export function matcher(filter: VisitFilter, pages: Pages): (visit: Visit) => boolean {
  const tests = filterNames.flatMap((name) => testOf(name, filter[name], pages) ?? [])
  return (visit) => tests.every((passes) => passes(visit))
}

/** Null where nothing is asked of the visit itself. */
function testOf<N extends FilterName>(name: N, wanted: FilterValues[N], pages: Pages) {
  const { test } = visitFilters[name] as {
    test?: (wanted: unknown, pages: Pages) => (visit: Visit) => boolean
  }
  return wanted === null || test === undefined ? null : test(wanted, pages)
}

/** Whether a visit passes what is asked of who made it. */
export function isAdmitted({ kind, bot, mine }: Attribution, filter: VisitFilter): boolean {
  return (
    (filter.kind === null || (kind !== null && filter.kind.includes(kind))) &&
    includes(filter.bot, bot !== null) &&
    includes(filter.mine, mine)
  )
}

/** Whether so much is asked for, beyond site, period and organisation, that many visits may be read and few listed. */
export function isSelective({ site, period, organisation, bot, mine, ...rest }: VisitFilter): boolean {
  return Object.values(rest).some((one) => one !== null) || bot === 'only' || mine === 'only'
}

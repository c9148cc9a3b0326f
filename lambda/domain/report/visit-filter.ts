import * as v from 'valibot'
import type { Attribution } from '../describe/attribution'
import { type Inclusion, includes, inclusions } from '../describe/inclusion'
import { InvalidInput } from '../errors'
import { unknownRecipient } from '../recipient/recipient'
import { momentText, type Period, parsePeriod } from '../time/period'
import { validate } from '../validate'
import type { Pages } from '../visit/page-key'
import { parseSite } from '../visit/site-list'
import type { Visit } from '../visit/visit'
import { type ListedValue, listedValues, mostValues } from './filter-list'
import { type FilterName, type FilterValues, filterNames, visitFilters } from './visit-filters'
import { type Group, isWanted, type Wanted } from './wanted'

/** The visits asked for. A field that is null does not matter. */
export interface VisitFilter extends FilterValues {
  readonly site: string | null
  readonly period: Period
  readonly bot: Inclusion
  /** The owner's own visits. */
  readonly mine: Inclusion
}

/** Returns the schema of a parameter that says what to do with visits that are left out by default. */
export const choice = (description: string) =>
  v.optional(
    v.pipe(v.picklist(inclusions, `must be ${inclusions.join(', ')}`), v.description(description)),
    'exclude',
  )
const described = (schema: v.GenericSchema<string>, description: string) =>
  v.optional(v.pipe(schema, v.description(description)))

/** How several values are written, and some that are none. */
const listing =
  'Several are separated by commas: a visit has one of them; it has none of those with ! in front. none: it is not known.'
const addresses = v.pipe(v.string(), v.metadata({ format: 'address-range' }))

/** Returns the schema of a filter's values. */
function listSchema(name: FilterName): v.GenericSchema<string> {
  const { format } = visitFilters[name]
  if (name === 'network') return addresses
  if (name === 'visitor')
    return v.pipe(v.string(), v.regex(new RegExp(`^(?:${format?.pattern})$`), format?.message))
  const item = format === null ? '[^,]*' : ` *!?(?:${format.pattern}|none) *`
  return v.pipe(
    v.string(),
    v.regex(
      new RegExp(`^${item}(?:,${item}){0,${mostValues - 1}}$`, 'u'),
      format?.message ?? `must be at most ${mostValues} values`,
    ),
  )
}
/** A host as a browser's address bar accepts it, such as `Bücher.example:8080`. No pattern describes this, see `parseHost`. */
const host = v.pipe(v.string(), v.metadata({ format: 'host' }))

const filterEntries = Object.fromEntries(
  filterNames.map((name) => {
    const { description } = visitFilters[name]
    const isListed = name !== 'network' && name !== 'visitor'
    return [name, described(listSchema(name), isListed ? `${description} ${listing}` : description)]
  }),
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
  mine: choice(
    'My own visits, by networks that were corrected to mine, the setting mine and marks: exclude, include or only.',
  ),
})

/** A query string that selects visits, after validation. Optional parameters may be missing. */
export type VisitFilterQuery = Readonly<
  Pick<v.InferOutput<typeof visitFilterQuery>, 'bot' | 'mine'> &
    Partial<v.InferOutput<typeof visitFilterQuery>>
>

/** @throws InvalidInput naming the parameter at fault */
export const parseVisitFilter = (query: Record<string, string | undefined>): VisitFilter =>
  visitFilterOf(validate(visitFilterQuery, query))

/** @throws InvalidInput naming a parameter in the right format that has no valid value */
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
    return [name, text === undefined ? null : wantedIn(name, text)]
  })
  return Object.fromEntries(values) as FilterValues
}

/** @throws InvalidInput naming a parameter in the right format that has no valid value */
function wantedIn(name: FilterName, text: string): Wanted<unknown> {
  const values = listedValues(name, text)
  const valuesThat = (isLeftOut: boolean) =>
    values.filter(({ isNot }) => isNot === isLeftOut).map((one) => valueFor(name, one))
  return { of: valuesThat(false), not: valuesThat(true) }
}

function valueFor(name: FilterName, { text, as }: ListedValue): unknown {
  if (as === 'none') return null
  return as === 'group' ? { group: text } : visitFilters[name].parse(text)
}

/** @throws InvalidInput if `site` is neither a host nor a wildcard */
export function parseHost(site: string): string {
  const host = parseSite(site)
  if (host === null) throw new InvalidInput('site must be a host such as you.github.io', 'site')
  return host
}

/**
 * Returns a test for the filters that need only the visit itself. Site and period are not tested.
 *
 * @param made the codes of all recipients; needed only where `asksForUnknown`
 */
export function matcher(
  filter: VisitFilter,
  pages: Pages,
  made: ReadonlySet<string> = noCodes,
): (visit: Visit) => boolean {
  const tests = filterNames.flatMap((name) => testOf(name, filter[name], pages) ?? [])
  const { recipient } = filter
  if (recipient !== null) tests.push((visit) => isWanted(recipient, (one) => isRecipient(one, visit, made)))
  return (visit) => tests.every((passes) => passes(visit))
}

const noCodes: ReadonlySet<string> = new Set()

/** Whether a filter asks for visits of codes that nobody made, so that those that somebody made must be known. */
export const asksForUnknown = ({ recipient }: Pick<VisitFilter, 'recipient'>): boolean =>
  recipient !== null && [...recipient.of, ...recipient.not].includes(unknownRecipient)

const isRecipient = (
  wanted: string | Group | null,
  { recipient }: Pick<Visit, 'recipient'>,
  made: ReadonlySet<string>,
): boolean =>
  wanted === unknownRecipient ? recipient !== null && !made.has(recipient) : recipient === wanted

/** Returns null if the filter asks nothing of the visit itself. */
function testOf(name: FilterName, wanted: Wanted<unknown> | null, pages: Pages) {
  const { test } = visitFilters[name] as {
    test?: (wanted: unknown, pages: Pages) => (visit: Visit) => boolean
  }
  if (wanted === null || test === undefined) return null
  const [of, not] = [wanted.of, wanted.not].map((values) => values.map((one) => test(one, pages)))
  return (visit: Visit) => isWanted({ of: of ?? [], not: not ?? [] }, (passes) => passes(visit))
}

/** The facts of a visit that say who came. */
type Who = Pick<Attribution, 'organisationKey' | 'kind'> & Pick<Visit, 'asn'>

/** Whether a visit passes the filters on its attribution. */
export function isAdmitted(who: Who & Pick<Attribution, 'bot' | 'mine'>, filter: VisitFilter): boolean {
  const { bot, mine } = who
  return isOfOrganisation(who, filter) && includes(filter.bot, bot !== null) && includes(filter.mine, mine)
}

/** Whether a visit passes the filters on organisation and kind. */
export function isOfOrganisation(
  { organisationKey, asn, kind }: Who,
  filter: Pick<VisitFilter, 'organisation' | 'kind'>,
): boolean {
  return (
    (filter.organisation === null ||
      isWanted(filter.organisation, (one) => one === (typeof one === 'number' ? asn : organisationKey))) &&
    (filter.kind === null || isWanted(filter.kind, (one) => one === kind))
  )
}

/** Whether a filter is selective beyond site, period and organisation, so that many visits may be read and few listed. */
export function isSelective({ site, period, organisation, bot, mine, ...rest }: VisitFilter): boolean {
  return (
    Object.values(rest).some((one) => one !== null) ||
    (organisation !== null && organisation.of.length === 0) ||
    bot === 'only' ||
    mine === 'only'
  )
}

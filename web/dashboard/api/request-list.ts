import type { AskedBy } from '../../../lambda/domain/report/report'
import type { Grant } from '../../../lambda/domain/token/grant'
import { dayOf } from '../state/day'
import {
  type FilterName,
  type Filters,
  filterCount,
  filterList,
  valuesIn,
  withoutFilter,
} from '../state/filter'
import { comparedWith, type DayRange, grainOf, instantsOf, lengthOf, rangeOf } from '../state/period'
import type { View } from '../state/view'
import { soughtKinds } from '../text/kind'

/** The path and query of a request. */
export type Path = string

/** The reader's time and time zone. */
export interface Moment {
  readonly now: Date
  /** IANA name of the reader's time zone. */
  readonly zone: string
}

/** Equal paths of several sites are several pages. */
const pagesBy = (site: string | null): readonly AskedBy[] => (site === null ? ['site', 'sitePage'] : ['page'])

const dimensions = [
  'referrer',
  'referrerGroup',
  'country',
  'browser',
  'os',
  'device',
  'language',
  'section',
  'link',
] as const satisfies readonly AskedBy[]

type Parameters = Readonly<Record<string, string | number | null | undefined>>

export function pathOf(path: string, parameters: Parameters): Path {
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [[name, String(value)]],
  )
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`
}

const range = ({ period }: View, { now }: Moment): DayRange => rangeOf(period, dayOf(now))

export const sitesPath: Path = '/sites'
export const healthPath: Path = '/health'
/** It says that the dashboard asks, so that the owner's own visits are known by the browser. */
export const statusPath: Path = '/status?reader=dashboard'
export const tokensPath: Path = '/tokens'
export const recipientsPath = (site: string | null): Path => pathOf('/recipients', { site })
export const recipientPath = (code: string): Path => `/recipients/${code}`
export const qrPath = (code: string): Path => `${recipientPath(code)}/qr.svg`
/** The newest messages, or as many as one page of them may hold. */
export const messagesPath = (isWhole = false): Path => pathOf('/messages', { limit: isWhole ? 100 : null })
export const resendPath = (id: string): Path => `/messages/${id}/resend`
export const testMessagePath: Path = '/messages'
export const organisationKeyPath = (key: string): Path => `/organisations/${encodeURIComponent(key)}`
export const tokenPath = (id: string): Path => `${tokensPath}/${id}`

/** The bars that the chart is made of. Weeks and months are made of days. */
const timeOf = ({ grain }: View, days: DayRange): 'hour' | 'day' =>
  grainOf(grain, days) === 'hour' ? 'hour' : 'day'

export interface OverviewPaths {
  readonly sites: Path
  readonly stats: Path
  /** A smaller report that rollups can answer for any number of visits; null if they cannot. */
  readonly fewer: Path | null
  /** The totals to compare with; null if there is nothing to compare with. */
  readonly before: Path | null
  /** Null if a filter is set that only /stats supports. */
  readonly organisations: Path | null
}

/** @param isWhole whether to list as many organisations as the API does */
export function overviewPaths(view: View, moment: Moment, isWhole = false): OverviewPaths {
  const { site, filters, everyKind } = view
  const days = range(view, moment)
  const tz = moment.zone
  const isOfKinds = valuesIn(filters, 'kind').every(({ as, isNot }) => as === 'value' && !isNot)
  const narrowed = filterCount(withoutFilter(filters, 'kind')) > 0 || !isOfKinds
  const time = timeOf(view, days)
  const before = comparedWith({ period: view.period, comparison: view.compared, now: moment.now })
  const by = [time, ...pagesBy(site), ...dimensions, ...(narrowed ? ['organisation'] : [])]
  const only = onlyDimension(filters)
  return {
    sites: sitesPath,
    stats: pathOf('/stats', {
      site,
      ...days,
      tz,
      by: by.join(','),
      limit: narrowed ? maxNamed : null,
      ...filters,
    }),
    fewer:
      only === null
        ? null
        : pathOf('/stats', { site, ...days, tz: 'UTC', by: `${time},${only}`, ...filters }),
    before: before && pathOf('/stats', { site, ...before, tz, by: only ?? 'day', ...filters }),
    organisations: narrowed
      ? null
      : pathOf('/organisations', {
          site,
          ...instantsOf(days),
          kind: filters.kind ?? (everyKind ? 'all' : null),
          limit: isWhole ? maxListed : null,
        }),
  }
}

/** The API's maximum of organisations in a list. */
const maxListed = 1000

/** The same question, asked for something else. */
function withParameters(path: Path, parameters: Parameters): Path {
  const [route = '', query] = path.split('?')
  return pathOf(route, { ...Object.fromEntries(new URLSearchParams(query)), ...parameters })
}

/** As many values of one dimension as the API names, otherwise as in another report. */
export const valuesPath = (report: Path, by: AskedBy, form: TableForm = {}): Path =>
  withParameters(report, { by, limit: maxNamed, ...form })

/** The list of organisations as a table. */
export const organisationTablePath = (list: Path, form: TableForm): Path =>
  withParameters(list, { limit: maxListed, ...form })

/** The API's maximum. The organisations sought may be anywhere among the other networks. */
const maxNamed = 500

/** Dimensions whose values rollups can add up, because a visitor has one of them. */
const addable = ['country', 'organisation', 'kind', 'browser', 'os', 'device']
const single = ['page', 'referrer', 'referrerGroup', 'language']

/** What to break down by besides time so that rollups answer for any number of visits; null if they cannot. */
function onlyDimension(filters: Filters): string | null {
  const [first, second] = filterList(filters)
  if (first === undefined || second !== undefined) return null
  const [name] = first
  const [value, another] = valuesIn(filters, name)
  if (addable.includes(name)) return name
  if (value === undefined || another !== undefined || value.isNot || !single.includes(name)) return null
  if (value.as !== 'group') return name
  return /^\/[^/]+$/.test(value.text) ? 'folder' : null
}

/** The report on what a filter could ask for as well. */
export function otherValuesPath(view: View, moment: Moment, name: FilterName): Path {
  const { site, filters } = view
  return pathOf('/stats', {
    site,
    ...range(view, moment),
    tz: moment.zone,
    by: name,
    limit: 20,
    ...withoutFilter(filters, name),
  })
}

/** The shortest period, in days, for which a totals token may see pages. */
const minPageDays = 7

/** The report for a totals token. Its days are those of the token's own time zone. */
export function totalsPath(view: View, grant: Grant, days: DayRange): Path {
  const time = timeOf(view, days)
  const hasPages = grant.pages && lengthOf(days) >= minPageDays
  return pathOf('/stats', { site: view.site ?? grant.site, ...days, by: hasPages ? `${time},page` : time })
}

/** How a file is written. */
export interface TableForm {
  readonly format?: 'csv' | 'excel' | 'ndjson'
  /** Between the cells of format=excel. */
  readonly separator?: string
  /** By whose clock format=excel tells times. */
  readonly tz?: string
}

interface VisitPage extends TableForm {
  readonly limit?: number
  /** Only visits from this instant on. */
  readonly from?: string
}

/** The same view of organisations alone; null where the reader asks for other kinds or for one of them. */
export function onlyOrganisations(view: View): View | null {
  const { everyKind, filters, organisation } = view
  const isAsked = filters.kind !== undefined || filters.organisation !== undefined || organisation !== null
  return everyKind || isAsked ? null : { ...view, filters: { ...filters, kind: [...soughtKinds].join(',') } }
}

/** Visits in view, newest first. */
export function visitsPath(view: View, moment: Moment, page: VisitPage = {}): Path {
  const { site, filters, bots, mine, organisation } = view
  const asked: Filters = organisation === null ? filters : { ...filters, organisation }
  const all = bots || organisation !== null ? 'include' : null
  return pathOf('/visits', {
    site,
    ...instantsOf(range(view, moment)),
    ...asked,
    bot: all,
    mine: mine || organisation !== null ? 'include' : null,
    ...page,
  })
}

/** The number of the owner's own visits, which everything else leaves out. */
export const ownVisitsPath = (view: View, moment: Moment): Path =>
  pathOf('/stats', { site: view.site, ...range(view, moment), tz: moment.zone, by: 'day', mine: 'only' })

/** The number of visits in view, by what rollups can tell where they can. */
export function countPath(view: View, moment: Moment): Path {
  const { site, filters, bots, mine } = view
  const by = onlyDimension(filters) ?? 'day'
  const tz = filterCount(filters) === 0 ? null : moment.zone
  const also = { bot: bots ? 'include' : null, mine: mine ? 'include' : null }
  return pathOf('/stats', { site, ...instantsOf(range(view, moment)), tz, by, ...filters, ...also })
}

export function organisationPath(view: View, moment: Moment): Path {
  return pathOf(organisationKeyPath(view.organisation ?? ''), {
    site: view.site,
    ...instantsOf(range(view, moment)),
  })
}

/** @param isWhole whether to list as many as the API does */
export const refusalsPath = (view: View, moment: Moment, isWhole = false): Path =>
  pathOf('/refusals', { ...instantsOf(range(view, moment)), limit: isWhole ? maxNamed : null })

export const visitPath = ({ id, site }: { id: string; site: string }): Path =>
  pathOf(`/visits/${id}`, { site })

/** All visits of a visitor. A visitor is known for one UTC day, so the query covers that day only. */
export const visitorPath = (visitor: string, { site, time }: { site: string; time: string }): Path => {
  const day = time.slice(0, 10)
  return pathOf('/visits', {
    site,
    visitor,
    from: day,
    to: day,
    bot: 'include',
    mine: 'include',
    limit: maxNamed,
  })
}

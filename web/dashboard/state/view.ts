import { isDay } from './day'
import { type Filters, filterList, filtersIn } from './filter'
import { isPreset, type Period, presets } from './period'

export const viewNames = ['overview', 'visits', 'organisation', 'refusals', 'health'] as const
export type ViewName = (typeof viewNames)[number]

/** A visit opened in a dialog over a view. */
export interface OpenVisit {
  readonly id: string
  readonly site: string
}

/** What the dashboard shows. All of it is in the address, so a bookmark shows the same again. */
export interface View {
  readonly name: ViewName
  /** The key of the organisation whose page is shown, or the number of one of its networks; null elsewhere. */
  readonly organisation: string | null
  /** Null for every site. */
  readonly site: string | null
  readonly period: Period
  readonly filters: Filters
  /** Whether bots are shown too. */
  readonly bots: boolean
  /** Whether refusals are shown too. */
  readonly refusals: boolean
  /** Whether networks of every kind are listed, not just organisations. */
  readonly everyKind: boolean
  readonly open: OpenVisit | null
}

export const firstView: View = {
  name: 'overview',
  organisation: null,
  site: null,
  period: '30d',
  filters: {},
  bots: false,
  refusals: false,
  everyKind: false,
  open: null,
}

/** Reads a view from a query string. Parameters that make no sense are ignored. */
export function viewOf(search: string): View {
  const query = new URLSearchParams(search)
  const organisation = query.get('key') || query.get('asn') || null // links of before had the number
  const named = viewNames.find((name) => name === query.get('view')) ?? 'overview'
  return {
    name: named === 'organisation' && organisation === null ? 'overview' : named,
    organisation: named === 'organisation' ? organisation : null,
    site: query.get('site') || null,
    period: periodIn(query),
    filters: filtersIn(query),
    bots: query.get('bots') === 'on',
    refusals: query.get('refusals') === 'on',
    everyKind: query.get('networks') === 'all',
    open: openIn(query.get('visit')),
  }
}

function periodIn(query: URLSearchParams): Period {
  const [from, to] = [query.get('from') ?? '', query.get('to') ?? '']
  if (isDay(from) && isDay(to) && from <= to) return { from, to }
  return presets.find((preset) => preset === query.get('period')) ?? firstView.period
}

/** Reads `<id>@<site>`. An id has no @. */
function openIn(text: string | null): OpenVisit | null {
  const [id = '', site = ''] = (text ?? '').split(/@(.*)/s)
  return /^[0-9a-f-]{36}$/.test(id) && site !== '' ? { id, site } : null
}

/** The address of a view: `/?` and its parameters, or just `/` for the first view. */
export function searchOf(view: View): string {
  const { period } = view
  const pairs: readonly (readonly [string, string | null])[] = [
    ['view', view.name === 'overview' ? null : view.name],
    ['key', view.organisation],
    ['site', view.site],
    ['period', isPreset(period) && period !== firstView.period ? period : null],
    ['from', isPreset(period) ? null : period.from],
    ['to', isPreset(period) ? null : period.to],
    ...filterList(view.filters),
    ['bots', view.bots ? 'on' : null],
    ['refusals', view.refusals ? 'on' : null],
    ['networks', view.everyKind ? 'all' : null],
    ['visit', view.open === null ? null : `${view.open.id}@${view.open.site}`],
  ]
  const given = pairs.filter((pair): pair is [string, string] => pair[1] !== null)
  return given.length === 0 ? '/' : `/?${new URLSearchParams(given)}`
}

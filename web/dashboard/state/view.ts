import { isDay } from './day'
import { type Filters, filterList, filtersIn } from './filter'
import { isPreset, type Period, presets } from './period'

export const viewNames = ['overview', 'visits', 'organisation', 'refusals', 'health'] as const
export type ViewName = (typeof viewNames)[number]

/** A visit that is opened over a view. */
export interface OpenVisit {
  readonly id: string
  readonly site: string
}

/** Everything that is looked at, as the address has it: a bookmark of it shows the same again. */
export interface View {
  readonly name: ViewName
  /** Of the organisation's own page. */
  readonly asn: number | null
  /** Every site when null. */
  readonly site: string | null
  readonly period: Period
  readonly filters: Filters
  /** Whether bots are shown too. */
  readonly bots: boolean
  /** Whether refusals are shown too. */
  readonly refusals: boolean
  /** Whether networks of every kind are listed, not only of those that a visitors' book is read for. */
  readonly everyKind: boolean
  readonly open: OpenVisit | null
}

export const firstView: View = {
  name: 'overview',
  asn: null,
  site: null,
  period: '30d',
  filters: {},
  bots: false,
  refusals: false,
  everyKind: false,
  open: null,
}

/** The view that a query string names. What makes no sense in it is passed over. */
export function viewOf(search: string): View {
  const query = new URLSearchParams(search)
  const asn = /^\d{1,10}$/.test(query.get('asn') ?? '') ? Number(query.get('asn')) : null
  const named = viewNames.find((name) => name === query.get('view')) ?? 'overview'
  return {
    name: named === 'organisation' && asn === null ? 'overview' : named,
    asn: named === 'organisation' ? asn : null,
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

/** `<id>@<site>`, as an id has no @. */
function openIn(text: string | null): OpenVisit | null {
  const [id = '', site = ''] = (text ?? '').split(/@(.*)/s)
  return /^[0-9a-f-]{36}$/.test(id) && site !== '' ? { id, site } : null
}

/** The query string of a view, `?` included; nothing for the first view, so that its address stays bare. */
export function searchOf(view: View): string {
  const { period } = view
  const pairs: readonly (readonly [string, string | null])[] = [
    ['view', view.name === 'overview' ? null : view.name],
    ['asn', view.asn === null ? null : String(view.asn)],
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

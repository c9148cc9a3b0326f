import * as words from '#words'
import { type Filters, filterList, filterNames } from './filter'
import { organisationIn, readFilters } from './filter-reader'
import { type LeftOut, type Reader, type Reading, readOne } from './left-out'
import { firstTimes, readTimes, type Times, timeNames, timePairs } from './times'

export const viewNames = [
  'overview',
  'visits',
  'recipients',
  'messages',
  'organisation',
  'refusals',
  'health',
  'shares',
] as const
export type ViewName = (typeof viewNames)[number]

/** What the list of organisations is sorted by. */
export const organisationSorts = ['name', 'visits', 'visitors', 'pages', 'first', 'last'] as const
export type OrganisationSort = (typeof organisationSorts)[number]

/** A visit opened in a dialog over a view. */
export interface OpenVisit {
  readonly id: string
  readonly site: string
}

/** What the dashboard shows. All of it is in the address, so a bookmark shows the same again. */
export interface View extends Times {
  readonly name: ViewName
  /** The key of the organisation whose page is shown, or the number of one of its networks; null elsewhere. */
  readonly organisation: string | null
  /** Null for every site. */
  readonly site: string | null
  readonly filters: Filters
  /** Whether bots are shown too. */
  readonly bots: boolean
  /** Whether the owner's own visits are listed too. */
  readonly mine: boolean
  /** Whether refusals are shown too. */
  readonly refusals: boolean
  /** Whether networks of every kind are listed, not just organisations. */
  readonly everyKind: boolean
  /** What organisations are sorted by; null for what tells most. */
  readonly sort: OrganisationSort | null
  /** Whether each visit is listed by itself, not a visitor's sitting. */
  readonly singly: boolean
  readonly open: OpenVisit | null
}

export const firstView: View = {
  name: 'overview',
  organisation: null,
  site: null,
  ...firstTimes,
  filters: {},
  bots: false,
  mine: false,
  refusals: false,
  everyKind: false,
  sort: null,
  singly: false,
  open: null,
}

/** What an address asks for, and what of it was not understood. */
export interface Address {
  readonly view: View
  readonly leftOut: readonly LeftOut[]
}

/** Reads the query string of an address. What is plain is taken, in any spelling; the rest is left out. */
export function readAddress(search: string): Address {
  const query = new URLSearchParams(search)
  const leftOut: LeftOut[] = []
  const take = <T>(reading: Reading<T>): T => {
    leftOut.push(...reading.leftOut)
    return reading.value
  }
  const view = {
    ...take(readPlace(query)),
    site: take(readOne(query, 'site', siteIn)),
    ...take(readTimes(query)),
    filters: take(readFilters(query)),
    bots: take(readSwitch(query, 'bots', 'on')),
    mine: take(readSwitch(query, 'mine', 'on')),
    refusals: take(readSwitch(query, 'refusals', 'on')),
    everyKind: take(readSwitch(query, 'networks', 'all')),
    sort: take(readOne(query, 'sort', (text) => organisationSorts.find((one) => one === text) ?? null)),
    singly: take(readSwitch(query, 'sittings', 'off')),
    open: take(readOne(query, 'visit', openIn)),
  }
  take(readOne(query, 'lang', languageIn))
  const strange = [...query].flatMap(([name, value]) => (names.has(name) ? [] : [{ name, value }]))
  return { view, leftOut: [...leftOut, ...strange] }
}

/** The parameters of an address. */
const names: ReadonlySet<string> = new Set([
  ...[
    'view',
    'key',
    'asn',
    'site',
    'bots',
    'mine',
    'refusals',
    'networks',
    'sort',
    'sittings',
    'visit',
    'lang',
  ],
  ...timeNames,
  ...filterNames,
])

/** Links of before had the number of a network, `asn`. */
const readPlace: Reader<Pick<View, 'name' | 'organisation'>> = (query) => {
  const named = readOne(
    query,
    'view',
    (value) => viewNames.find((one) => one === value.toLowerCase()) ?? null,
  )
  const keys = (['key', 'asn'] as const).map((name) => ({ name, ...readOne(query, name, organisationIn) }))
  const leftOut = [named, ...keys].flatMap((one) => one.leftOut)
  const organisation = keys[0]?.value ?? keys[1]?.value ?? null
  if (named.value !== 'organisation') {
    const unused = keys.flatMap(({ name, value }) => (value === null ? [] : [{ name, value }]))
    return { value: { ...overview, name: named.value ?? overview.name }, leftOut: [...leftOut, ...unused] }
  }
  if (organisation !== null) return { value: { name: named.value, organisation }, leftOut }
  return { value: overview, leftOut: [...leftOut, { name: 'view', value: named.value }] }
}

const overview = { name: 'overview', organisation: null } as const

/** A host as the API takes it, also out of a whole web address. */
function siteIn(text: string): string | null {
  const [, host = ''] = /^(?:https?:\/\/)?([^/?#\s]+)(?:[/?#]|$)/i.exec(text.trim()) ?? []
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).host : null
}

function readSwitch(query: URLSearchParams, name: string, on: string): Reading<boolean> {
  const { value, leftOut } = readOne(query, name, (text) => (text === on ? true : null))
  return { value: value ?? false, leftOut }
}

const languageIn = (text: string): string | null =>
  text.toLowerCase() === words.language ? words.language : null

/** The language that the address names, which links keep; null where the browser has chosen. */
const named = languageIn(new URLSearchParams(globalThis.location?.search).get('lang') ?? '')

/** Reads `<id>@<site>`. An id has no @. */
function openIn(text: string): OpenVisit | null {
  const [id = '', site = ''] = text.split(/@(.*)/s)
  return /^[0-9a-f-]{36}$/.test(id) && site !== '' ? { id, site } : null
}

/** The address of a view: `/?` and its parameters, or just `/` for the first view. */
export function searchOf(view: View): string {
  const pairs: readonly (readonly [string, string | null])[] = [
    ['view', view.name === 'overview' ? null : view.name],
    ['key', view.organisation],
    ['site', view.site],
    ...timePairs(view),
    ...filterList(view.filters),
    ['bots', view.bots ? 'on' : null],
    ['mine', view.mine ? 'on' : null],
    ['refusals', view.refusals ? 'on' : null],
    ['networks', view.everyKind ? 'all' : null],
    ['sort', view.sort],
    ['sittings', view.singly ? 'off' : null],
    ['lang', named],
    ['visit', view.open === null ? null : `${view.open.id}@${view.open.site}`],
  ]
  const given = pairs.filter((pair): pair is [string, string] => pair[1] !== null)
  return given.length === 0 ? '/' : `/?${new URLSearchParams(given)}`
}

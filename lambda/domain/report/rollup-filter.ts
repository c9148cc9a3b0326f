import { type Breakdown, noOthers } from '../count/breakdown'
import { type Count, sum } from '../count/count'
import { type Dimension, dimensions } from '../count/dimension'
import { familyOf } from '../describe/device'
import { isOfSeveral, type NetworkFacts, organisationsOf } from '../describe/known-network'
import { networkIdText } from '../organisation/network-id'
import { type Hour, hourLength, startOfHour } from '../time/day'
import type { Period } from '../time/period'
import { hourNameOf, type Zone } from '../time/zone'
import { askedKey, folderKey, isInFolder, type Pages, pageKey } from '../visit/page-key'
import { partsOfSection } from '../visit/section'
import type { By } from './report'
import type { VisitFilter } from './visit-filter'
import type { WantedBy } from './visit-filters'
import { type Group, isGroup, isWanted, mapWanted, onlyValue, type Wanted } from './wanted'

/** A filter on one dimension, which rollups can answer. Pages are asked for by their keys. */
export interface RolledFilter {
  readonly dimension: Dimension
  readonly wanted: Wanted<string | Group | null>
}

/** Returns what a filter asks of dimensions: nothing (null), values of one, or more than rollups can answer. */
export function rolledFilter(filter: VisitFilter, { pages, facts }: Parts): RolledFilter | null | 'too much' {
  const asked = dimensions.flatMap((dimension) => {
    const wanted = wantedIn(dimension, filter, { pages, facts })
    return wanted === null ? [] : [ofFolder({ dimension, wanted }, pages)]
  })
  const [first] = asked
  const isTooMuch =
    filter.visitor !== null || filter.network !== null || filter.recipient !== null || asked.length > 1
  if (isTooMuch || hasPartOfSeveral(filter, facts)) return 'too much'
  return first === undefined || canBeAdded(first) ? (first ?? null) : 'too much'
}

interface Parts {
  readonly pages: Pages
  readonly facts: NetworkFacts
}

function wantedIn(
  dimension: Dimension,
  filter: VisitFilter,
  { pages, facts }: Parts,
): RolledFilter['wanted'] | null {
  if (dimension === 'folder') return null
  const wanted = filter[dimension]
  if (wanted === null) return null
  if (dimension === 'organisation') return networksIn(wanted as WantedBy<'organisation'>, facts)
  return dimension === 'page'
    ? mapWanted(wanted as WantedBy<'page'>, (one) => (typeof one === 'string' ? askedKey(one, pages) : one))
    : (wanted as RolledFilter['wanted'])
}

/** Rollups count by network, so that an organisation may be told in another way later. */
function networksIn({ of, not }: WantedBy<'organisation'>, facts: NetworkFacts): RolledFilter['wanted'] {
  const ids = (asked: WantedBy<'organisation'>['of']): readonly (string | null)[] =>
    asked.flatMap((one) => {
      if (typeof one === 'string') return organisationsOf(facts).networksOf(one).map(networkIdText)
      return typeof one === 'number' ? [networkIdText(one)] : [null]
    })
  return { of: of.length > 0 && ids(of).length === 0 ? [nobody] : ids(of), not: ids(not) }
}

/** The id of no network, which stands for organisations without one. */
const nobody = ''

const hasPartOfSeveral = ({ organisation }: VisitFilter, { networks }: NetworkFacts): boolean =>
  organisation !== null &&
  [...organisation.of, ...organisation.not].some(
    (one) => typeof one === 'number' && isOfSeveral(networks, one),
  )

/** Folders of the first path segment are counted by themselves, because a visitor may read several of their pages. */
function ofFolder(filter: RolledFilter, pages: Pages): RolledFilter {
  const only = onlyValue(filter.wanted)
  if (filter.dimension !== 'page' || !isGroup(only)) return filter
  const folder = folderKey(only.group, pages)
  return /^\/[^/?]+$/.test(folder) ? { dimension: 'folder', wanted: { of: [folder], not: [] } } : filter
}

/** Dimensions in which a visitor has one value: it is told by the address and the browser, by which a visitor is known. */
const ofVisitors: ReadonlySet<Dimension> = new Set([
  'country',
  'organisation',
  'kind',
  'browser',
  'os',
  'device',
] satisfies Dimension[])

/** Whether the visitors of several values are their sum; otherwise a visitor may be in several of them. */
const canBeAdded = ({ dimension, wanted }: RolledFilter): boolean =>
  ofVisitors.has(dimension) || isSingle(onlyValue(wanted))

const isSingle = (value: string | Group | null | undefined): boolean => value !== undefined && !isGroup(value)

/** Whether rollups can answer. They have each dimension by itself, UTC days and UTC hours. */
export function isRolled(
  rolled: ReturnType<typeof rolledFilter>,
  { by, zone, period }: { by: readonly By[]; zone: Zone; period: Period },
): rolled is RolledFilter | null {
  if (rolled === 'too much') return false
  if (by.includes('hour') && !hasWholeHours(zone, period)) return false
  if (rolled === null) return true
  return (
    by.every((one) => one === 'day' || one === 'hour' || one === rolled.dimension || isTold(one, rolled)) &&
    (zone.name === 'UTC' || !by.includes('day'))
  )
}

/** Sections are named with their pages. */
const isTold = (one: By, { dimension }: RolledFilter): boolean =>
  one === 'section' && (dimension === 'page' || dimension === 'folder')

/** Returns the sections of wanted pages that are named. */
export const sectionsOf = (
  { values }: Breakdown,
  { dimension, wanted }: RolledFilter,
  pages: Pages,
): Breakdown => ({
  values: values.filter(({ value }) => {
    const key = pageKey(partsOfSection(value ?? '').page, pages)
    return isWanted(wanted, (one) => {
      if (dimension === 'page') return one === key
      return typeof one === 'string' && isInFolder(key, one)
    })
  }),
  others: noOthers,
})

/** Whether the zone's hours begin when UTC's do. */
const hasWholeHours = (zone: Zone, { start, end }: Period): boolean =>
  [start, end].every((edge) => zone.offsetAt(Date.parse(edge)) % 60 === 0)

/** Whether a UTC hour lies in one day and in one hour of the zone, whichever the report asks for. */
export function isInOne(hour: Hour, { by, zone }: { by: readonly By[]; zone: Zone }): boolean {
  const [first, last] = [startOfHour(hour), startOfHour(hour) + hourLength - 1]
  return (
    (!by.includes('day') || zone.dayAt(first) === zone.dayAt(last)) &&
    (!by.includes('hour') || hourNameOf(zone, first) === hourNameOf(zone, last))
  )
}

/** Returns the wanted part of a breakdown, or null if it cannot be told which of the unnamed values are wanted. */
export function wantedOf(
  { values, others }: Breakdown,
  { dimension, wanted }: RolledFilter,
  pages: Pages,
): Breakdown | null {
  const keyOf = (value: string | null) =>
    dimension === 'page' && value !== null ? pageKey(value, pages) : value
  const keys = new Set(values.map(({ value }) => keyOf(value)))
  const isNamed = (one: string | Group | null) => !isGroup(one) && keys.has(one)
  if (others.values > 0 && ![...wanted.of, ...wanted.not].every(isNamed)) return null
  return {
    values: values.filter(({ value }) => isWanted(wanted, (one) => isSame(one, keyOf(value)))),
    others: wanted.of.length === 0 ? others : noOthers,
  }
}

const isSame = (wanted: string | Group | null, value: string | null): boolean =>
  isGroup(wanted) ? value !== null && familyOf(value) === wanted.group : wanted === value

/** Returns the total of a breakdown. */
export const countOf = ({ values, others }: Breakdown): Count =>
  values.reduce<Count>(sum, { visits: others.visits, visitors: others.visitors })

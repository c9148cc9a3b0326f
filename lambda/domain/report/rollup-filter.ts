import type { Breakdown } from '../count/breakdown'
import { type Count, none, sum } from '../count/count'
import { type Dimension, dimensions } from '../count/dimension'
import { isOfSeveral, type NetworkFacts, organisationsOf } from '../describe/known-network'
import { networkIdText } from '../organisation/network-id'
import { type Hour, hourLength, startOfHour } from '../time/day'
import type { Period } from '../time/period'
import { hourNameOf, type Zone } from '../time/zone'
import { askedKey, type Pages, pageKey } from '../visit/page-key'
import type { By } from './report'
import type { VisitFilter } from './visit-filter'

/** A filter on one dimension, which rollups can answer. It has the wanted values, or the keys of pages. */
export interface RolledFilter {
  readonly dimension: Dimension
  readonly values: readonly string[]
}

/** Returns what a filter asks of dimensions: nothing (null), values of one, or more than rollups can answer. */
export function rolledFilter(filter: VisitFilter, { pages, facts }: Parts): RolledFilter | null | 'too much' {
  const asked = dimensions.flatMap((dimension) => {
    const values = valuesIn(dimension, filter, { pages, facts })
    return values === null ? [] : [{ dimension, values }]
  })
  const { organisation } = filter
  const isPartly = typeof organisation === 'number' && isOfSeveral(facts.networks, organisation)
  if (filter.visitor !== null || filter.network !== null || asked.length > 1 || isPartly) return 'too much'
  return asked[0] ?? null
}

interface Parts {
  readonly pages: Pages
  readonly facts: NetworkFacts
}

function valuesIn(
  dimension: Dimension,
  filter: VisitFilter,
  { pages, facts }: Parts,
): readonly string[] | null {
  if (dimension === 'organisation') return networksIn(filter, facts)
  if (dimension === 'kind') return filter.kind
  if (dimension === 'page') return filter.page === null ? null : [askedKey(filter.page, pages)]
  const value = filter[dimension]
  return value === null ? null : [String(value)]
}

/** Rollups count by network, so that an organisation may be told in another way later. */
function networksIn({ organisation }: VisitFilter, facts: NetworkFacts): readonly string[] | null {
  if (organisation === null) return null
  if (typeof organisation === 'number') return [networkIdText(organisation)]
  return organisationsOf(facts).networksOf(organisation).map(networkIdText)
}

/** Whether rollups can answer. They have each dimension by itself, UTC days and UTC hours. */
export function isRolled(
  rolled: ReturnType<typeof rolledFilter>,
  { by, zone, period }: { by: readonly By[]; zone: Zone; period: Period },
): rolled is RolledFilter | null {
  if (rolled === 'too much') return false
  if (by.includes('hour') && !hasWholeHours(zone, period)) return false
  if (rolled === null) return true
  return (
    by.every((one) => one === 'day' || one === 'hour' || one === rolled.dimension) &&
    (zone.name === 'UTC' || !by.includes('day'))
  )
}

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

/** Returns the wanted part of a breakdown, or null if a wanted value may be among the unnamed ones. */
export function wanted(
  { values, others }: Breakdown,
  { dimension, values: asked }: RolledFilter,
  pages: Pages,
): Breakdown | null {
  const keyOf = (value: string | null) =>
    dimension === 'page' && value !== null ? pageKey(value, pages) : value
  const named = values.filter(({ value }) => asked.some((one) => one === keyOf(value)))
  const isTold = (one: string) => named.some(({ value }) => keyOf(value) === one)
  return others.values === 0 || asked.every(isTold) ? { values: named, others: { values: 0, ...none } } : null
}

/** Returns the total of a breakdown. */
export const countOf = ({ values, others }: Breakdown): Count =>
  values.reduce<Count>(sum, { visits: others.visits, visitors: others.visitors })

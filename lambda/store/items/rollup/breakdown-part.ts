import type { Breakdown } from '../../../domain/count/breakdown'
import type { Dimension } from '../../../domain/count/dimension'
import type { EngagementDimension } from '../../../domain/count/engagement-counter'
import { type ByClass, type VisitClass, visitClasses } from '../../../domain/describe/visit-class'
import { pageBytes } from '../../../domain/visit/page'
import { spellStored } from '../../../domain/visit/spelling'
import { attributesOf, byClass } from './class-attributes'
import { type Attribute, deflated, inflated, longNumbersIn, numbersIn, packed, packedLong } from './packed'

const namesOf = (visitClass: string) => `${visitClass}Names`
const secondsOf = (visitClass: string) => `${visitClass}Seconds`

export const breakdownAttributes = (breakdowns: ByClass<Breakdown>) =>
  attributesOf(breakdowns, (visitClass, { values, others }) => [
    [namesOf(visitClass), deflated(JSON.stringify(values.map(({ value }) => value)))],
    [
      visitClass,
      deflated(
        packed([
          ...[others.values, others.visits, others.visitors],
          ...values.flatMap(({ visits, visitors }) => [visits, visitors]),
        ]),
      ),
    ],
  ])

/** The same, with the seconds that values were in view. */
export const timedAttributes = (breakdowns: ByClass<Breakdown>) => ({
  ...breakdownAttributes(breakdowns),
  ...attributesOf(breakdowns, (visitClass, { values, others }) => [
    [secondsOf(visitClass), deflated(packedLong([others, ...values].map(({ seconds = 0 }) => seconds)))],
  ]),
})

type Item = Readonly<Record<string, Attribute>>

/** @param of the classes that are read */
export const breakdownsIn = (
  dimension: Dimension | EngagementDimension,
  item: Item,
  of: readonly VisitClass[] = visitClasses,
): ByClass<Breakdown> => byClass(item, (visitClass) => breakdownIn(dimension, item, visitClass), of)

function breakdownIn(dimension: Dimension | EngagementDimension, item: Item, visitClass: string): Breakdown {
  const numbers = numbersIn(inflated(item[visitClass]))
  const names = JSON.parse(inflated(item[namesOf(visitClass)]).toString()) as (string | null)[]
  const times = item[secondsOf(visitClass)]
  const seconds = times === undefined ? null : longNumbersIn(inflated(times))
  const timed = (at: number) => (seconds === null ? {} : { seconds: seconds[at] as number })
  const values = names.map((name, at) => ({
    value: dimension === 'page' && name !== null ? spellStored(name, pageBytes) : name,
    visits: numbers[3 + at * 2] as number,
    visitors: numbers[4 + at * 2] as number,
    ...timed(at + 1),
  }))
  const [unnamed, visits, visitors] = numbers as [number, number, number]
  return { values, others: { values: unnamed, visits, visitors, ...timed(0) } }
}

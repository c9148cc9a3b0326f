import type { EngagementSum, TimesInFront } from '../../../domain/count/engagement-sum'
import type { ByClass } from '../../../domain/describe/visit-class'
import { attributesOf, byClass } from './class-attributes'
import { type Attribute, deflated, inflated, longNumbersIn, numbersIn, packed, packedLong } from './packed'

type Item = Readonly<Record<string, Attribute>>

export const sumAttributes = (sums: ByClass<EngagementSum>) =>
  attributesOf(sums, (visitClass, { visits, seconds, reachedEnd }) => [
    [visitClass, packedLong([visits, seconds, reachedEnd])],
  ])

export const sumsIn = (item: Item): ByClass<EngagementSum> =>
  byClass(item, (visitClass) => {
    const [visits, seconds, reachedEnd] = longNumbersIn(item[visitClass]) as [number, number, number]
    return { visits, seconds, reachedEnd }
  })

/** How far each time is from the one before; then how many visits each has. Both are small numbers, which deflate well. */
export const timeAttributes = (times: ByClass<TimesInFront>) =>
  attributesOf(times, (visitClass, all) => [
    [
      visitClass,
      deflated(
        packed([
          ...all.map(([seconds], at) => seconds - (all[at - 1]?.[0] ?? 0)),
          ...all.map(([, visits]) => visits),
        ]),
      ),
    ],
  ])

export const timesIn = (item: Item): ByClass<TimesInFront> =>
  byClass(item, (visitClass) => {
    const numbers = numbersIn(inflated(item[visitClass]))
    const many = numbers.length / 2
    let seconds = 0
    return Array.from({ length: many }, (_, at) => {
      seconds += numbers[at] as number
      return [seconds, numbers[many + at] as number] as const
    })
  })

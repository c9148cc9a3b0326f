import { getOrInsert } from '../cache'
import { type ByClass, type VisitClass, visitClasses } from '../describe/visit-class'
import { type Pages, pageKey } from '../visit/page-key'
import { sectionKey, sectionOf, sectionsInView } from '../visit/section'
import type { Visit } from '../visit/visit'
import { type Breakdown, breakdownOf } from './breakdown'
import {
  addEngagement,
  type EngagementSum,
  longestTold,
  noEngagement,
  reachesEnd,
  type TimesInFront,
} from './engagement-sum'
import { spelledCounter } from './spelled-counter'
import { type ValueCounts, valueCounter } from './value-counter'

/** What visits that reported are counted by. A visit has any number of sections and links. */
export const engagementDimensions = ['section', 'link'] as const
export type EngagementDimension = (typeof engagementDimensions)[number]

/** What was read in the visits of a day. */
export interface DayEngagement {
  readonly sums: ByClass<EngagementSum>
  readonly times: ByClass<TimesInFront>
  readonly by: Readonly<Record<EngagementDimension, ByClass<Breakdown>>>
}

/** The same of some visitors, with all values and not only the largest. */
export interface EngagementPartial extends Omit<DayEngagement, 'by'> {
  readonly by: Readonly<Record<EngagementDimension, ByClass<ValueCounts>>>
}

/** Counts what was read, separately for each class. Visits that reported nothing add nothing. */
export interface EngagementCounter {
  /** @param visitor its number */
  add(visitClass: VisitClass, visit: Visit, visitor: number): void
  engagement(): DayEngagement
  partial(): EngagementPartial
  /** Adds what was counted of other visitors. */
  join(partial: EngagementPartial): void
  /** See `ValueCounter`. */
  pairs(): number
  forgetVisitors(): void
}

export function engagementCounter(pages: Pages): EngagementCounter {
  const times = new Map<VisitClass, ReturnType<typeof timeCounter>>()
  const timesOf = (visitClass: VisitClass) => getOrInsert(times, visitClass, timeCounter)
  const sections = spelledCounter((section) => sectionKey(section, pages), { isTimed: true })
  const links = valueCounter()
  const sums = () => ({
    sums: byClass(times, (counting) => counting.sum()),
    times: byClass(times, (counting) => counting.times()),
  })
  return {
    add(visitClass, { page, time, engagement }, visitor) {
      if (engagement === null) return
      timesOf(visitClass).add(engagement)
      const key = pageKey(page, pages) // once for all of its sections
      for (const { name, seconds } of sectionsInView(engagement)) {
        const spelling = { text: sectionOf(page, name), seen: time }
        sections.add(visitClass, spelling, visitor, seconds, sectionOf(key, name))
      }
      for (const link of new Set(engagement.links)) links.add(visitClass, link, visitor)
    },
    engagement: () => ({
      ...sums(),
      by: { section: named(sections.counts()), link: named(links.counts()) },
    }),
    partial: () => ({ ...sums(), by: { section: sections.partial(), link: links.counts() } }),
    join({ sums, times, by }) {
      for (const visitClass of visitClasses) {
        const [sum, its] = [sums[visitClass], times[visitClass]]
        if (sum !== undefined && its !== undefined) timesOf(visitClass).join(sum, its)
        for (const [counting, counts] of [[sections, by.section] as const, [links, by.link] as const])
          if (counts[visitClass] !== undefined) counting.join(visitClass, counts[visitClass])
      }
    },
    pairs: () => sections.pairs() + links.pairs(),
    forgetVisitors() {
      sections.forgetVisitors()
      links.forgetVisitors()
    },
  }
}

/** Counts visits of a class by whole seconds in front. */
function timeCounter() {
  const visitsAt = new Uint32Array(longestTold + 1)
  let all = noEngagement
  const count = (seconds: number, visits: number) => {
    const at = Math.min(seconds, longestTold)
    visitsAt[at] = (visitsAt[at] as number) + visits
  }
  return {
    add({ seconds, reach }: { readonly seconds: number; readonly reach: number }): void {
      all = addEngagement(all, { visits: 1, seconds, reachedEnd: reachesEnd(reach) ? 1 : 0 })
      count(seconds, 1)
    },
    join(sum: EngagementSum, times: TimesInFront): void {
      all = addEngagement(all, sum)
      for (const [seconds, visits] of times) count(seconds, visits)
    },
    sum: () => all,
    times: (): TimesInFront =>
      Array.from(visitsAt, (visits, seconds) => [seconds, visits] as const).filter(
        ([, visits]) => visits > 0,
      ),
  }
}

const byClass = <T, U>(given: ReadonlyMap<VisitClass, T>, of: (one: T) => U): ByClass<U> =>
  Object.fromEntries([...given].map(([visitClass, one]) => [visitClass, of(one)]))

const named = (counts: ByClass<ValueCounts>): ByClass<Breakdown> =>
  Object.fromEntries(
    Object.entries(counts).map(([visitClass, { values, lost }]) => [
      visitClass,
      breakdownOf(values, { lost }),
    ]),
  )

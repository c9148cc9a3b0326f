import { breakdownOf } from '../count/breakdown'
import { engagementCounter, engagementDimensions } from '../count/engagement-counter'
import { visitorNumbers } from '../count/visitor-numbers'
import type { Pages } from '../visit/page-key'
import type { Visit } from '../visit/visit'
import { type By, isTimed, type Reporter } from './report'

/** Counts what was read in visits directly into a report. */
export function readingCounter({ by, pages }: { readonly by: readonly By[]; readonly pages: Pages }) {
  const [counting, numbers] = [engagementCounter(pages), visitorNumbers()]
  return {
    add(visit: Visit): void {
      if (visit.engagement !== null) counting.add('people', visit, numbers.of(visit.visitor)) // one class is enough here
    },
    into(reporter: Reporter): void {
      const { sums, times, by: counts } = counting.partial()
      if (sums.people !== undefined)
        reporter.addEngagement(sums.people, isTimed(by) ? (times.people ?? []) : null)
      for (const dimension of engagementDimensions) {
        const counted = counts[dimension].people
        if (!by.includes(dimension) || counted === undefined) continue
        const { values, lost } = counted
        reporter.addBreakdown(dimension, breakdownOf(values, { most: values.length, bytes: unbounded, lost }))
      }
    },
  }
}

const unbounded = Number.POSITIVE_INFINITY

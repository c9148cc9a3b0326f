import { none } from '../domain/count/count'
import type { CountedReport, Freshness, Report } from '../domain/report/report'
import {
  dayStartIn,
  hourStartIn,
  nextHourIn,
  partBefore,
  withoutRarePages,
} from '../domain/report/totals-only'
import { settlingTime } from '../domain/rollup/day-plan'
import { instantOf } from '../domain/time/day'
import type { Period } from '../domain/time/period'
import type { Zone } from '../domain/time/zone'
import { type AskedQuestion, type CountParts, countStats } from './stats'

/** The number of visits read is left out: the owner's own are among them. So is what was read: an hour may have one visit. */
type Totals = Omit<CountedReport, 'engagement' | 'freshness'> & {
  readonly engagement: null
  readonly freshness: Omit<Freshness, 'visitsRead'>
}

/** The part of a period that a token for totals may see. It ends with the last hour of the zone that can get no more visits. */
export const closedPart = (period: Period, zone: Zone, now: Date): Period =>
  partBefore(period, instantOf(hourStartIn(zone, now.getTime() - settlingTime)))

/** Counts what a token for totals may see. @param question about a closed period */
export async function countTotals(parts: CountParts, question: AskedQuestion): Promise<Totals> {
  const { period } = question.filter
  const others = question.by.filter((one) => one !== 'page')
  const counted = await countStats(parts, { ...question, by: [...new Set([...others, 'day'] as const)] })
  const pages = question.by.includes('page') ? await pagesOf(parts, question, counted) : null
  const { visitsRead: _, ...freshness } = counted.freshness
  const { complete, from } = wholeOf(counted.freshness, pages?.freshness ?? counted.freshness)
  return {
    ...counted,
    engagement: null,
    by: pages?.by ?? counted.by,
    freshness: {
      ...freshness,
      asOf: period.end < freshness.asOf ? period.end : freshness.asOf,
      complete,
      from: complete ? from : nextHourIn(question.zone, from),
    },
  }
}

type Extent = Pick<Freshness, 'complete' | 'from'>

/** What two counts have in common. */
const wholeOf = (a: Extent, b: Extent): Extent => ({
  complete: a.complete && b.complete,
  from: a.from > b.from ? a.from : b.from,
})

/** Counts the pages of the days that are over; visits of the current day are among the others. */
async function pagesOf(
  parts: CountParts,
  question: AskedQuestion,
  { days }: Pick<Report, 'days'>,
): Promise<Pick<Report, 'by'> & { readonly freshness: Extent }> {
  const { filter, zone } = question
  const dayStart = dayStartIn(zone, filter.period.end)
  const over = partBefore(filter.period, dayStart)
  const asked = { ...question, filter: { ...filter, period: over }, by: ['page'] as const }
  const { by, freshness } = await countStats(parts, asked)
  const open = over.end < filter.period.end ? days.at(-1) : undefined
  return {
    by: new Map([...by].map(([page, pages]) => [page, withoutRarePages(pages, open ?? none)])),
    freshness,
  }
}

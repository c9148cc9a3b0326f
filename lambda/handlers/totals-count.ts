import { none } from '../domain/count'
import { instantOf } from '../domain/day'
import type { Period } from '../domain/period'
import type { Freshness, Report } from '../domain/report'
import { dayStartIn, hourStartIn, partBefore, withoutRarePages } from '../domain/totals-only'
import type { Zone } from '../domain/zone'
import { settlingTime } from './roll-up'
import { type CountParts, countStats, type Question } from './stats-count'

/** How many visits were read is not told: the owner's own are among them. */
type Totals = Report & { readonly freshness: Omit<Freshness, 'visitsRead'> }

/**
 * The part of a period that somebody may know who may see totals alone: until the end of the last hour of the zone that no
 * visit will be put into any more.
 */
export const closedPart = (period: Period, zone: Zone, now: Date): Period =>
  partBefore(period, instantOf(hourStartIn(zone, now.getTime() - settlingTime)))

/** Counts what somebody may know who may see totals alone. @param question of a period that is closed */
export async function countTotals(parts: CountParts, question: Question): Promise<Totals> {
  const { period } = question.filter
  const others = question.by.filter((one) => one !== 'page')
  const { freshness, ...report } = await countStats(parts, {
    ...question,
    by: [...new Set([...others, 'day'] as const)],
  })
  const { visitsRead: _, ...told } = freshness
  const totals = { ...report, freshness: { ...told, asOf: period.end < told.asOf ? period.end : told.asOf } }
  return question.by.includes('page') ? { ...totals, by: await pagesOf(parts, question, totals) } : totals
}

/** Pages of the days that are over; visits of the day that is not are among the others. */
async function pagesOf(parts: CountParts, question: Question, { days }: Report): Promise<Report['by']> {
  const { filter, zone } = question
  const dayStart = dayStartIn(zone, filter.period.end)
  const over = partBefore(filter.period, dayStart)
  const { by } = await countStats(parts, { ...question, filter: { ...filter, period: over }, by: ['page'] })
  const open = over.end < filter.period.end ? days.at(-1) : undefined
  return new Map([...by].map(([page, pages]) => [page, withoutRarePages(pages, open ?? none)]))
}

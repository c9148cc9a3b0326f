import { addedUp, type Breakdown } from '../domain/count/breakdown'
import { type EngagementDimension, engagementDimensions } from '../domain/count/engagement-counter'
import { addEngagement, addTimes, noEngagement } from '../domain/count/engagement-sum'
import type { ByClass, VisitClass } from '../domain/describe/visit-class'
import { type By, isTimed, type Reporter } from '../domain/report/report'
import { type RolledFilter, sectionsOf } from '../domain/report/rollup-filter'
import type { Day, Grain, Hour } from '../domain/time/day'
import type { Pages } from '../domain/visit/page-key'
import type { RollupReader } from '../store/rollup-store'

interface Asked {
  readonly site: string
  readonly asked: RolledFilter | null
  readonly by: readonly By[]
  readonly pages: Pages
}

interface AnsweredSpans {
  readonly grain: Grain
  /** The days or hours that rollups answer, in order. */
  readonly spans: readonly (Day | Hour)[]
  /** The classes that are counted. */
  readonly classes: readonly VisitClass[]
}

type Days = Parameters<RollupReader['engagement']>[0]

/** Adds what was read on closed days to a report. Hours do not tell it, so of theirs it is missing. */
export async function addReading(
  store: RollupReader,
  { site, asked, by, pages }: Asked,
  { grain, spans, classes }: AnsweredSpans,
  reporter: Reporter,
): Promise<void> {
  const [from, to] = [spans[0], spans.at(-1)]
  if (from === undefined || to === undefined) return
  if (grain === 'hour') {
    reporter.missEngagement()
    return
  }
  const days = { site, from, to }
  const of = { spans, classes }
  await Promise.all([
    asked === null ? addSums(store, { days, isTimed: isTimed(by) }, of, reporter) : null,
    ...engagementDimensions
      .filter((one) => by.includes(one))
      .map((one) => addTable(store, { table: one, days, asked, pages }, of, reporter)),
  ])
}

type Of = Pick<AnsweredSpans, 'spans' | 'classes'>

/** Rollups have sums without any filter alone. */
async function addSums(
  store: RollupReader,
  { days, isTimed }: { readonly days: Days; readonly isTimed: boolean },
  { spans, classes }: Of,
  reporter: Reporter,
): Promise<void> {
  const [sums, times] = await Promise.all([store.engagement(days), isTimed ? store.timesInFront(days) : null])
  for (const day of spans) {
    const sum = valuesOf(sums.get(day), classes).reduce(addEngagement, noEngagement)
    if (sum.visits > 0)
      reporter.addEngagement(sum, times === null ? null : addTimes(valuesOf(times.get(day), classes)))
  }
}

interface AskedTable {
  readonly table: EngagementDimension
  readonly days: Days
  readonly asked: RolledFilter | null
  readonly pages: Pages
}

async function addTable(
  store: RollupReader,
  { table, days, asked, pages }: AskedTable,
  { spans, classes }: Of,
  reporter: Reporter,
): Promise<void> {
  const found = await store.breakdowns(table, { ...days, grain: 'day' }, classes)
  for (const day of spans) {
    const all = addedUp(valuesOf(found.get(day), classes))
    if (asked !== null && all.others.values > 0) reporter.missEngagement() // the pages of sections without a name are not known
    const { values, others } = asked === null ? all : sectionsOf(all, asked, pages)
    const seen: Breakdown = { values: values.map((one) => ({ ...one, seen: day })), others }
    reporter.addBreakdown(table, table === 'section' ? seen : { values, others })
  }
}

const valuesOf = <T>(found: ByClass<T> | undefined, classes: readonly VisitClass[]): T[] =>
  classes.map((one) => found?.[one]).filter((one) => one !== undefined)

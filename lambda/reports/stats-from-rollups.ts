import { addedUp, type Breakdown } from '../domain/count/breakdown'
import { type Count, none, sum } from '../domain/count/count'
import { type Dimension, dimensions } from '../domain/count/dimension'
import type { Inclusion } from '../domain/describe/inclusion'
import { type ByClass, botClasses, includedClasses, type VisitClass } from '../domain/describe/visit-class'
import type { By, Reporter, Sides } from '../domain/report/report'
import { countOf, type RolledFilter, wantedOf } from '../domain/report/rollup-filter'
import { selectSources } from '../domain/report/source'
import type { VisitFilter } from '../domain/report/visit-filter'
import { type DayClock, from, slotMinutes, until } from '../domain/rollup/time-slots'
import { type Day, dayLength, type Grain, type Hour, startOf, startOfHour } from '../domain/time/day'
import { hourNameOf, type Zone } from '../domain/time/zone'
import type { Pages } from '../domain/visit/page-key'
import type { BySpan, RollupReader, Spans } from '../store/rollup-store'
import { addReading } from './reading-from-rollups'

/** What to take from rollups. */
export interface Rolled {
  readonly site: string
  readonly filter: VisitFilter
  /** What the filter asks of a dimension. */
  readonly asked: RolledFilter | null
  readonly by: readonly By[]
  readonly zone: Zone
  readonly pages: Pages
  readonly internal: Inclusion
}

interface CountedSpans {
  readonly grain: Grain
  readonly spans: readonly (Day | Hour)[]
  /** The totals, if they have been read already. */
  readonly totals?: BySpan<ByClass<Count>>
}

/**
 * Adds closed days, or closed hours, to a report.
 *
 * @returns the ones that rollups cannot answer, because they do not name what is asked for; nothing of these is added
 */
export async function addFromRollups(
  store: RollupReader,
  question: Rolled,
  counted: CountedSpans,
  reporter: Reporter,
): Promise<readonly string[]> {
  const classes = { counted: includedClasses(question.filter), bots: botClasses(question.filter) }
  const read = await readRollups(store, question, counted, classes)
  if (read === null) return []
  const unanswerable = unanswerableIn(read, counted.spans)
  const spans = counted.spans.filter((span) => !unanswerable.has(span))
  for (const span of spans) addSpan(reporter, question, read, { span, grain: counted.grain, classes })
  addHours(reporter, question.zone, read.byHour, new Set(spans))
  for (const [dimension, table] of read.tables)
    for (const span of spans) {
      const part = partOf(joined(table.get(span) ?? {}, classes.counted), dimension, question)
      const selected = selectSources(dimension, part, question)
      reporter.addBreakdown(dimension, dimension === 'page' ? seenIn(span, selected) : selected)
    }
  await addReading(store, question, { grain: counted.grain, spans, classes: classes.counted }, reporter)
  return [...unanswerable]
}

/** What rollups say about the spans. */
interface Read {
  readonly bySpan: BySpan<Sides | null>
  /** The hours of the days; null unless hours are asked for. */
  readonly byHour: BySpan<Sides | null> | null
  /** The clocks of the days; null unless days of another zone are asked for. */
  readonly clocks: BySpan<ByClass<DayClock>> | null
  readonly tables: readonly (readonly [Dimension, BySpan<ByClass<Breakdown>>])[]
}

/** Reads everything the report needs at once; null where there is no span. */
async function readRollups(
  store: RollupReader,
  { site, asked, by, zone, pages }: Rolled,
  { grain, spans, totals }: CountedSpans,
  classes: Classes,
): Promise<Read | null> {
  const [first, last] = [spans[0], spans.at(-1)]
  if (first === undefined || last === undefined) return null
  const range = { site, grain, from: first, to: last }
  const hours = {
    site,
    grain: 'hour',
    from: `${first.slice(0, 10)}T00`,
    to: `${last.slice(0, 10)}T23`,
  } as const
  const sidesIn = (of: Spans) => sidesBySpan(store, of, { asked, pages }, classes)
  const isOfDays = grain === 'day'
  const [bySpan, byHour, clocks, tables] = await Promise.all([
    asked === null && totals !== undefined ? sidesOf(totals, classes) : sidesIn(range),
    isOfDays && by.includes('hour') ? sidesIn(hours) : null,
    isOfDays && by.includes('day') && zone.name !== 'UTC' ? store.clocks(range) : null,
    Promise.all(
      dimensions
        .filter((one) => by.includes(one))
        .map(async (one) => [one, await store.breakdowns(one, range, classes.counted)] as const),
    ),
  ])
  return { bySpan, byHour, clocks, tables }
}

const dayIn = (span: Day | Hour): string => span.slice(0, 10)

/** A dimension may be newer than a rollup. */
function unanswerableIn({ bySpan, byHour, tables }: Read, spans: readonly string[]): ReadonlySet<string> {
  const isTold = (span: string) => tables.every(([, table]) => table.has(span))
  const found = new Set(spans.filter((span) => (bySpan.get(span) ?? null) === null || !isTold(span)))
  const asked = new Set(spans) // the hours of days in between are read too
  for (const [hour, sides] of byHour ?? [])
    if (sides === null && asked.has(dayIn(hour))) found.add(dayIn(hour))
  return found
}

function addSpan(
  reporter: Reporter,
  { by, zone }: Rolled,
  { bySpan, clocks }: Read,
  { span, grain, classes }: { span: string; grain: Grain; classes: Classes },
): void {
  const sides = bySpan.get(span) ?? nobody
  reporter.add(sides, dayIn(span))
  if (grain === 'hour') {
    const time = startOfHour(span)
    if (by.includes('day')) reporter.addDay(zone.dayAt(time), sides)
    if (by.includes('hour')) reporter.addHour(hourNameOf(zone, time), sides)
  } else if (clocks !== null) addClock(reporter, zone, span, clocks.get(span) ?? {}, classes)
  else if (by.includes('day')) reporter.addDay(span, sides)
}

function addHours(reporter: Reporter, zone: Zone, byHour: Read['byHour'], days: ReadonlySet<string>): void {
  for (const [hour, sides] of byHour ?? [])
    if (sides !== null && days.has(dayIn(hour))) reporter.addHour(hourNameOf(zone, startOfHour(hour)), sides)
}

interface Classes {
  readonly counted: readonly VisitClass[]
  readonly bots: readonly VisitClass[]
}

const nobody: Sides = { counted: none, bots: none }

/** Both sides of each day or hour; null where the rollup does not name what is asked for. */
async function sidesBySpan(
  store: RollupReader,
  range: { site: string; grain: Grain; from: string; to: string },
  { asked, pages }: Pick<Rolled, 'asked' | 'pages'>,
  { counted, bots }: Classes,
): Promise<BySpan<Sides | null>> {
  if (asked === null) return sidesOf(await store.totals(range), { counted, bots })
  const tables = await store.breakdowns(asked.dimension, range)
  const of = (found: ByClass<Breakdown>, classes: readonly VisitClass[]): Count | null => {
    const parts = classes.flatMap((one) => found[one] ?? []).map((one) => wantedOf(one, asked, pages))
    return parts.includes(null) ? null : countOf(addedUp(parts as Breakdown[]))
  }
  return mapped(tables, (found) => {
    const [main, beside] = [of(found, counted), of(found, bots)]
    return main === null || beside === null ? null : { counted: main, bots: beside }
  })
}

function sidesOf(totals: BySpan<ByClass<Count>>, { counted, bots }: Classes): BySpan<Sides> {
  const of = (found: ByClass<Count>, wanted: readonly VisitClass[]) =>
    wanted.reduce((all, one) => sum(all, found[one] ?? none), none)
  return mapped(totals, (found) => ({ counted: of(found, counted), bots: of(found, bots) }))
}

const mapped = <T, U>(spans: BySpan<T>, of: (one: T) => U): BySpan<U> =>
  new Map([...spans].map(([span, one]) => [span, of(one)]))

const joined = (found: ByClass<Breakdown>, classes: readonly VisitClass[]): Breakdown =>
  addedUp(classes.flatMap((one) => found[one] ?? []))

/** A filter on this very dimension leaves its values alone. */
const partOf = (
  breakdown: Breakdown,
  dimension: Dimension,
  { asked, pages }: Pick<Rolled, 'asked' | 'pages'>,
): Breakdown =>
  asked?.dimension === dimension ? (wantedOf(breakdown, asked, pages) ?? breakdown) : breakdown

/** Adds to each value the day or hour in which it was seen. */
const seenIn = (span: Day | Hour, { values, others }: Breakdown): Breakdown => ({
  values: values.map((one) => ({ ...one, seen: span })),
  others,
})

/** Adds a UTC day as the end of one day of the zone and the beginning of the next. */
function addClock(
  reporter: Reporter,
  zone: Zone,
  day: Day,
  clocks: ByClass<DayClock>,
  { counted, bots }: Classes,
): void {
  const start = startOf(day)
  const [before, after] = [zone.dayAt(start), zone.dayAt(start + dayLength - 1)]
  const slot = before === after ? 0 : (zone.startOf(after) - start) / (slotMinutes * 60_000)
  const add = (part: (clock: DayClock, slot: number) => Count, to: Day) => {
    const of = (classes: readonly VisitClass[]) =>
      classes.reduce((all, one) => sum(all, clocks[one] === undefined ? none : part(clocks[one], slot)), none)
    reporter.addDay(to, { counted: of(counted), bots: of(bots) })
  }
  if (before !== after) add(until, before)
  add(from, after)
}

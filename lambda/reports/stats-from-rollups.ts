import { addedUp, type Breakdown } from '../domain/count/breakdown'
import { type Count, none, sum } from '../domain/count/count'
import { type Dimension, dimensions } from '../domain/count/dimension'
import type { Inclusion } from '../domain/describe/inclusion'
import { type ByClass, botClasses, includedClasses, type VisitClass } from '../domain/describe/visit-class'
import type { By, Reporter, Sides } from '../domain/report/report'
import { countOf, type RolledFilter, wanted } from '../domain/report/rollup-filter'
import { selectSources } from '../domain/report/source'
import type { VisitFilter } from '../domain/report/visit-filter'
import { type DayClock, from, slotMinutes, until } from '../domain/rollup/time-slots'
import { type Day, dayLength, type Grain, type Hour, startOf, startOfHour } from '../domain/time/day'
import { hourNameOf, type Zone } from '../domain/time/zone'
import type { Pages } from '../domain/visit/page-key'
import type { BySpan, RollupReader } from '../store/rollup-store'

/** What is taken from rollups. */
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
  /** Where they have been read already. */
  readonly totals?: BySpan<ByClass<Count>>
}

/**
 * Adds closed days, or closed hours, to a report.
 *
 * @returns those that cannot be told, because what is asked for is not named in their rollups; nothing of them is added
 */
export async function addFromRollups(
  store: RollupReader,
  { site, filter, asked, by, zone, pages, internal }: Rolled,
  { grain, spans, totals }: CountedSpans,
  reporter: Reporter,
): Promise<readonly string[]> {
  const [first, last] = [spans[0], spans.at(-1)]
  if (first === undefined || last === undefined) return []
  const range = { site, grain, from: first, to: last }
  const inHours = {
    site,
    grain: 'hour' as const,
    from: `${first.slice(0, 10)}T00`,
    to: `${last.slice(0, 10)}T23`,
  }
  const sides = { counted: includedClasses(filter), bots: botClasses(filter) }
  const asideOf = (of: typeof range | typeof inHours) => sidesBySpan(store, of, { asked, pages }, sides)
  const ofSpans = asked === null && totals !== undefined ? sidesOf(totals, sides) : asideOf(range)
  const wantsClock = by.includes('day') && grain === 'day' && zone.name !== 'UTC'
  const [bySpan, byHour, clocks, tables] = await Promise.all([
    ofSpans,
    by.includes('hour') && grain === 'day' ? asideOf(inHours) : null,
    wantsClock ? store.clocks(range) : null,
    Promise.all(
      dimensions
        .filter((one) => by.includes(one))
        .map(async (one) => [one, await store.breakdowns(one, range, sides.counted)] as const),
    ),
  ])

  const unanswerable = new Set(spans.filter((span) => bySpan.get(span) === null))
  const wantedSpans = new Set(spans) // hours are read of the days between them too
  for (const [hour, told] of byHour ?? [])
    if (told === null && wantedSpans.has(hour.slice(0, 10))) unanswerable.add(hour.slice(0, 10))
  const taken = spans.filter((span) => !unanswerable.has(span))

  for (const span of taken) {
    const told = bySpan.get(span) ?? nobody
    reporter.add(told)
    if (grain === 'hour') {
      const time = startOfHour(span)
      if (by.includes('day')) reporter.addDay(zone.dayAt(time), told)
      if (by.includes('hour')) reporter.addHour(hourNameOf(zone, time), told)
    } else if (clocks !== null) addClock(reporter, zone, span, clocks.get(span) ?? {}, sides)
    else if (by.includes('day')) reporter.addDay(span, told)
  }
  const days = new Set(taken)
  for (const [hour, told] of byHour ?? [])
    if (told !== null && days.has(hour.slice(0, 10)))
      reporter.addHour(hourNameOf(zone, startOfHour(hour)), told)
  for (const [dimension, table] of tables)
    for (const span of taken) {
      const breakdown = joined(table.get(span) ?? {}, sides.counted)
      const wantedPart = partOf(breakdown, dimension, { asked, pages })
      const part = selectSources(dimension, wantedPart, { site, internal })
      reporter.addBreakdown(dimension, dimension === 'page' ? seenIn(span, part) : part)
    }
  return [...unanswerable]
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
    const parts = classes.flatMap((one) => found[one] ?? []).map((one) => wanted(one, asked, pages))
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
): Breakdown => (asked?.dimension === dimension ? (wanted(breakdown, asked, pages) ?? breakdown) : breakdown)

/** With when its values were seen: in which day or hour. */
const seenIn = (span: Day | Hour, { values, others }: Breakdown): Breakdown => ({
  values: values.map((one) => ({ ...one, seen: span })),
  others,
})

/** A UTC day as the end of one day of the zone and the beginning of the next. */
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

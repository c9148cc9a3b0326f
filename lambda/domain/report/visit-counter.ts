import { getOrInsert } from '../cache'
import { breakdownOf, type ValueCount } from '../count/breakdown'
import { type Counter, counter } from '../count/count'
import { type Dimension, dimensions, valueIn } from '../count/dimension'
import type { DescribedVisit } from '../describe/described-visit'
import type { Inclusion } from '../describe/inclusion'
import { dayOf } from '../time/day'
import { hourNameOf, type Zone } from '../time/zone'
import { newestSpellings } from '../visit/newest-spelling'
import { type Pages, pageKey } from '../visit/page-key'
import { readingCounter } from './reading-counter'
import type { By, Reporter, Sides } from './report'
import { isSelected } from './source'

/** How visits are counted. */
export interface CountedBy {
  readonly zone: Zone
  readonly by: readonly By[]
  readonly pages: Pages
  /** What to do with the site's own pages in the dimensions that say where visits came from. */
  readonly internal: Inclusion
}

/** Counts visits directly into a report. */
export interface VisitCounter {
  add(visit: DescribedVisit, side: 'counted' | 'bots'): void
  /** Adds the counts to a reporter. */
  into(reporter: Reporter): void
}

export function visitCounter({ zone, by, pages, internal }: CountedBy): VisitCounter {
  const [totals, reading] = [pair(), readingCounter({ by, pages })]
  let lastTime = ''
  const days = new Map<string, Pair>()
  const hours = new Map<string, Pair>()
  const tables = new Map(
    dimensions.filter((one) => by.includes(one)).map((one) => [one, new Map<string | null, Counter>()]),
  )
  const spellings = newestSpellings((page) => pageKey(page, pages))
  const keyIn = (dimension: Dimension, visit: DescribedVisit) =>
    dimension === 'page' ? spellings.add({ text: visit.page, seen: visit.time }) : valueIn(dimension, visit)
  const named = (dimension: Dimension, key: string | null): Pick<ValueCount, 'value' | 'seen'> => {
    if (dimension !== 'page' || key === null) return { value: key }
    const { text: value, seen } = spellings.of(key)
    return { value, seen }
  }
  return {
    add(visit, side) {
      const { visitor } = visit
      const time = Date.parse(visit.time)
      totals[side].add(visitor)
      if (side === 'counted' && visit.time > lastTime) lastTime = visit.time
      if (by.includes('day')) getOrInsert(days, zone.dayAt(time), pair)[side].add(visitor)
      if (by.includes('hour')) getOrInsert(hours, hourNameOf(zone, time), pair)[side].add(visitor)
      if (side === 'bots') return
      reading.add(visit)
      for (const [dimension, table] of tables) {
        const key = keyIn(dimension, visit)
        if (isSelected(dimension, key, { site: visit.site, internal }))
          getOrInsert(table, key, counter).add(visitor)
      }
    },
    into(reporter) {
      reporter.add(sidesOf(totals), dayOf(lastTime))
      for (const [day, counts] of days) reporter.addDay(day, sidesOf(counts))
      for (const [hour, counts] of hours) reporter.addHour(hour, sidesOf(counts))
      for (const [dimension, table] of tables) {
        const counts = [...table].map(([key, one]) => ({ ...named(dimension, key), ...one.count() }))
        reporter.addBreakdown(dimension, breakdownOf(counts, { most: counts.length, bytes: unbounded }))
      }
      reading.into(reporter)
    },
  }
}

const unbounded = Number.POSITIVE_INFINITY

interface Pair {
  readonly counted: Counter
  readonly bots: Counter
}
const pair = (): Pair => ({ counted: counter(), bots: counter() })
const sidesOf = ({ counted, bots }: Pair): Sides => ({ counted: counted.count(), bots: bots.count() })

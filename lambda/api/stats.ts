import * as v from 'valibot'
import { type Breakdown, noOthers } from '../domain/count/breakdown'
import { type Count, type CountInView, sumInView } from '../domain/count/count'
import { dimensions } from '../domain/count/dimension'
import { engagementDimensions } from '../domain/count/engagement-counter'
import { longestTold, medianOf } from '../domain/count/engagement-sum'
import type { KnownNetwork } from '../domain/describe/known-network'
import { type NetworkId, networkIdIn } from '../domain/organisation/network-id'
import { confidences, kinds } from '../domain/organisation/organisation'
import type { RefusalCount } from '../domain/refusal/refusal-counts'
import {
  type AskedBy,
  breakdownNames,
  type CountedReport,
  type Freshness,
  type SiteCount,
  type TableName,
} from '../domain/report/report'
import { pagesOfSites, sitesInOrder } from '../domain/report/site-counts'
import { choice, visitFilterQuery } from '../domain/report/visit-filter'
import { momentText } from '../domain/time/period'
import { wordList } from '../domain/word-list'
import { count, type Described, day, flag, limitQuery, moment, text } from './schema'
import { tableQuery } from './table-format'

/** Days in a report where none are asked for. */
export const statsDays = 30

/** The longest period in days: five years with their leap days. Hours are named for a quarter of a year at most. */
export const longestDays = 1827
export const longestDaysByHour = 92

const maxValues = 500

/** The query string of `GET /stats`. */
export const statsQuery = v.object({
  ...visitFilterQuery.entries,
  from: v.optional(
    v.pipe(
      momentText,
      v.description(
        `First day (2026-11-01), of the zone, or instant; ${statsDays} days up to to, or to today, when left out.`,
      ),
    ),
  ),
  by: v.optional(
    v.pipe(
      wordList(breakdownNames),
      v.description(
        `What to break down by, one or several separated by commas: ${breakdownNames.join(', ')}; day when left out. folder is the first segment of the path; section is a part of a page, such as /cv#publications, and link what was used there, as far as visits report it. page adds equal paths of several sites up, sitePage keeps them apart. recipient has a row for each link that somebody made and that led to visits.`,
      ),
    ),
    'day',
  ),
  internal: choice(
    'Visits that came from the site’s own pages, in by=referrer and by=referrerGroup alone: exclude, include or only. Whoever filters by referrer or by referrerGroup=internal has them included.',
  ),
  tz: v.optional(
    v.pipe(
      v.string(),
      v.metadata({ format: 'time-zone' }),
      v.description(
        'Time zone of days and hours, such as Asia/Shanghai; UTC when left out. A token that sees totals alone has one of its own.',
      ),
    ),
    'UTC',
  ),
  limit: limitQuery('Values of a dimension to name', { most: maxValues, otherwise: 100 }),
  ...tableQuery,
})

const counts = {
  visits: count('Visits'),
  visitors: count('Visitors; each is known for one UTC day, so who comes on two days counts twice'),
}
const bots = count('Visits of bots in the same place, whether the filter counts them or not')

const time = v.object({
  value: text(
    '2026-11-22, or 2026-11-22T15:00+01:00, by the clock of tz; an hour that a clock change cuts is named by the moment at which its part begins',
  ),
  ...counts,
  bots,
})

const refusalTime = v.object({
  value: text('As above; days and hours without refusals are left out'),
  refusals: count('Refusals'),
})

const inView = { seconds: v.optional(count('Seconds that a section was in view')) }

const pageTitle = text(
  'Of a page of one site: that of its newest visit, where one of the newest visits of the site tells it, or else one that this report has read, as it reads those of a filter',
)

const row = v.object({
  value: v.nullable(text('Null for visits of which it is not known')),
  name: v.optional(text('Of an organisation; value is its key')),
  kind: v.optional(v.pipe(v.picklist(kinds), v.description('Of an organisation'))),
  confidence: v.optional(v.pipe(v.picklist(confidences), v.description('How sure that kind is'))),
  title: v.optional(pageTitle),
  ...counts,
  ...inView,
})

const breakdownWith = <R extends v.GenericSchema>(rows: R) =>
  v.object({
    values: v.pipe(v.array(rows), v.description('The most visits first')),
    others: v.pipe(
      v.object({ values: count('How many values, at least'), ...counts, ...inView }),
      v.description('All values that are not named, together'),
    ),
  })

const breakdown = breakdownWith(row)

const siteRow = v.object({
  value: text('The site'),
  ...counts,
  lastDay: day('Last day of the period with such visits, UTC'),
})

const recipientRow = v.object({
  value: text('Code of the recipient'),
  name: text('Its name'),
  ...counts,
})

const sitePageRow = v.object({
  site: text('The site of the page'),
  value: v.nullable(text('The page')),
  title: v.optional(pageTitle),
  ...counts,
})

const engagement = v.pipe(
  v.nullable(
    v.object({
      visits: count('Visits that reported what was read'),
      averageSeconds: v.pipe(
        v.nullable(v.number()),
        v.description('Seconds that their page was in front, to a tenth; null where there are none'),
      ),
      medianSeconds: v.pipe(
        v.nullable(v.number()),
        v.description(
          `The median, to the second; ${longestTold} stands for an hour and more. Null where there are none, and where by= names section or link alone`,
        ),
      ),
      reachedEnd: v.pipe(
        v.nullable(v.number()),
        v.description('Share of them in which the end of the page came into view, from 0 to 1'),
      ),
    }),
  ),
  v.description(
    'What was read. Null where a filter asks what rollups do not tell of closed days, and for a token that sees totals alone',
  ),
)

export const statsAnswer = v.object({
  from: moment('Beginning of the period'),
  to: moment('End of the period, excluded'),
  tz: text('Time zone of days and hours'),
  known: v.pipe(
    v.nullable(
      v.object({
        from: moment('Beginning of the day of tz on which the first visit came, or of the period'),
        to: moment('Now, or the end of the period'),
      }),
    ),
    v.description(
      'The part of the period of which anything can be known: of the rest no days and hours are named. Null where there is none',
    ),
  ),
  totals: v.object({ ...counts, bots, engagement }),
  by: v.pipe(
    v.object({
      day: v.optional(v.array(time)),
      hour: v.optional(v.array(time)),
      ...(Object.fromEntries(
        [...dimensions, ...engagementDimensions].map((one) => [one, v.optional(breakdown)]),
      ) as Record<TableName, v.OptionalSchema<typeof breakdown, undefined>>),
      site: v.optional(breakdownWith(siteRow)),
      sitePage: v.optional(breakdownWith(sitePageRow)),
      recipient: v.optional(breakdownWith(recipientRow)),
    }),
    v.description(
      'What was asked for with by=. Visits from the site’s own pages count in no referrer and referrerGroup, unless internal= asks for them',
    ),
  ),
  refusals: v.pipe(
    v.object({
      total: count('Refusals in the period'),
      complete: flag('Whether that is all: false where too many have come since they were last counted'),
      day: v.optional(v.array(refusalTime)),
      hour: v.optional(v.array(refusalTime)),
    }),
    v.description('Beacons that were turned away: of no site, so no filter but the period concerns them'),
  ),
  freshness: v.pipe(
    v.object({
      asOf: moment('Visits until this moment are counted'),
      complete: flag(
        'Whether every visit of the period is counted. False where too many had not been counted yet to read them all, or a filter asks what rollups do not tell of more visits than are read',
      ),
      from: moment(
        'From when on every visit is counted; of the time before, those that rollups tell of and no others. Beginning of the period where complete is true',
      ),
      closedDays: count('Days taken from rollups'),
      visitsRead: v.optional(
        count('Visits that were read for the rest; not told to a token that sees totals alone'),
      ),
      recounting: v.pipe(
        v.array(v.string()),
        v.description('Days that are being counted again and were taken as they were before'),
      ),
      exactVisitors: flag('False where a busy day that is not over was put together from its hours'),
      wholeEngagement: flag(
        'Whether what was read is counted of every visit that the answer tells it of. False also where a busy day that is not over was put together from its hours, which do not tell it, or where not every section of a day has a name',
      ),
    }),
    v.description('How new this is, and how it was made'),
  ),
})

export type StatsAnswer = Described<typeof statsAnswer>

interface Asked {
  readonly from: string
  readonly to: string
  readonly tz: string
  readonly by: readonly AskedBy[]
  /** The most values to name. */
  readonly limit: number
  readonly known: (id: NetworkId) => KnownNetwork
  /** The title of a page. @param site left out where all pages are of the one asked for */
  readonly titleOf: (page: string, site?: string) => string | null
}

type Counted = Omit<CountedReport, 'freshness'> & {
  readonly refusals: RefusalCount
  /** Left out where nobody asked for them. */
  readonly recipients?: readonly (Count & { readonly value: string; readonly name: string })[]
  readonly freshness: Omit<Freshness, 'visitsRead'> & Partial<Freshness>
}

export function statsAnswerOf(
  {
    known: part,
    totals,
    engagement,
    days,
    hours,
    by: breakdowns,
    sites,
    recipients = [],
    refusals,
    freshness,
  }: Counted,
  { from, to, tz, by, limit, known, titleOf }: Asked,
): StatsAnswer {
  const named = by.map((one) => {
    if (one === 'day') return [one, days]
    if (one === 'hour') return [one, hours]
    if (one === 'site') return [one, breakdownOf(sitesTable(sites), limit, null)]
    if (one === 'recipient') return [one, breakdownOf({ values: recipients, others: noOthers }, limit, null)]
    if (one === 'sitePage') return [one, titled(breakdownOf(pagesOfSites(sites), limit, null), titleOf)]
    const found = breakdowns.get(one) as Breakdown
    if (one === 'page') return [one, titled(breakdownOf(found, limit, null), titleOf)]
    return [one, breakdownOf(found, limit, one === 'organisation' ? (id) => ofNetwork(known(id)) : null)]
  })
  return {
    from,
    to,
    tz,
    known: part && { from: part.start, to: part.end },
    totals: { ...totals, engagement: engagement && engagementOf(engagement) },
    by: Object.fromEntries(named),
    refusals: {
      total: refusals.total,
      complete: refusals.complete,
      ...(by.includes('day') && { day: refusalTimes(refusals.days) }),
      ...(by.includes('hour') && { hour: refusalTimes(refusals.hours) }),
    },
    freshness: { ...freshness, recounting: [...freshness.recounting] },
  }
}

function engagementOf({ visits, seconds, reachedEnd, times }: NonNullable<Counted['engagement']>) {
  const perVisit = (number: number, digits: number) =>
    visits === 0 ? null : Math.round((number / visits) * 10 ** digits) / 10 ** digits
  return {
    visits,
    averageSeconds: perVisit(seconds, 1),
    medianSeconds: times && medianOf(times),
    reachedEnd: perVisit(reachedEnd, 3),
  }
}

const refusalTimes = (counts: ReadonlyMap<string, number>) =>
  [...counts]
    .map(([value, refusals]) => ({ value, refusals }))
    .toSorted((a, b) => (a.value < b.value ? -1 : 1))

const ofNetwork = ({ key, name, kind, confidence }: KnownNetwork) => ({ value: key, name, kind, confidence })

const sitesTable = (sites: readonly SiteCount[]): Breakdown => ({
  values: sitesInOrder(sites).map(({ pages: _, site: value, ...one }) => ({ value, ...one })),
  others: noOthers,
})

function breakdownOf(
  { values, others }: Breakdown,
  limit: number,
  about: ((id: NetworkId) => object) | null,
): NamedBreakdown {
  const rest = values.slice(limit)
  return {
    values: values.slice(0, limit).map((one) => ({
      ...one,
      ...(one.value !== null && about?.(networkIdIn(one.value))),
    })),
    others: { ...rest.reduce<CountInView>(sumInView, others), values: rest.length + others.values },
  }
}

interface NamedBreakdown {
  readonly values: readonly { readonly value: string | null; readonly site?: string }[]
  readonly others: object
}

/** Adds titles to pages. */
const titled = ({ values, others }: NamedBreakdown, titleOf: Asked['titleOf']): object => ({
  values: values.map((one) => {
    const title = one.value === null ? null : titleOf(one.value, one.site)
    return title === null ? one : { ...one, title }
  }),
  others,
})

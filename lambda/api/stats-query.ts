import * as v from 'valibot'
import { breakdownNames } from '../domain/report/report'
import { choice, visitFilterQuery } from '../domain/report/visit-filter'
import { momentText } from '../domain/time/period'
import { wordList } from '../domain/word-list'
import { limitQuery } from './schema'

/** Days that a report is of, where none are asked for. */
export const statsDays = 30

/** The longest period: five years, and the leap days in them. Hours are named for a quarter of a year at most. */
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
        `What to break down by, one or several separated by commas: ${breakdownNames.join(', ')}; day when left out.`,
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
})

import * as words from '#words'
import type { AnswerOf } from '../../../lambda/api/routes'
import type { StatsAnswer } from '../../../lambda/api/stats'
import type { Sites } from '../frame/site-switcher'
import { number, shortDay } from '../text/format'

/** What other answers say of sites. */
export interface SiteFacts {
  readonly sites: Sites | null
  /** Null under a filter, which the list of organisations does not know. */
  readonly came: AnswerOf<'GET /organisations'>['sites'] | null
  readonly now: Date
}

type Counted = NonNullable<StatsAnswer['by']['site']>
type Row = { readonly value: string | null } | Counted['values'][number]

/** Adds the sites that had visits once and none of those that are counted. */
export const withQuietSites = ({ values, others }: Counted, { sites }: Pick<SiteFacts, 'sites'>): Counted => {
  const quiet = (sites ?? []).filter(
    ({ site, firstDay }) => firstDay !== null && !values.some(({ value }) => value === site),
  )
  const rows = quiet.map(({ site: value }) => ({ value, visits: 0, visitors: 0, lastDay: null }))
  return { values: others.values > 0 ? values : [...values, ...rows], others }
}

/** The columns beside the visits of a site. */
export const siteColumns = ({ came, now }: SiteFacts) => [
  ...(came === null
    ? []
    : [
        {
          name: words.organisations,
          text: ({ value }: Row) => number(came.find(({ site }) => site === value)?.organisations ?? 0),
        },
      ]),
  {
    name: words.lastSeen,
    text: (row: Row) => ('lastDay' in row && row.lastDay !== null ? shortDay(row.lastDay, now) : ''),
  },
]

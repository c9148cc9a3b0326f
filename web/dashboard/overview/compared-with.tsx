import type { JSX } from 'preact'
import * as words from '#words'
import type { StatsAnswer } from '../../../lambda/api/stats'
import { isKnownWhole } from '../parts/figures'
import { ViewSelect } from '../parts/view-select'
import { useAppContext } from '../state/app-context'
import { dayOf, isDay } from '../state/day'
import { comparedWith } from '../state/period'
import { clock, rangeText } from '../text/format'

/** Chooses what the period is compared with, and says when that was and whether anything is known of it. */
export function ComparedWith({ before }: { before: StatsAnswer | null }): JSX.Element {
  const { view, moment } = useAppContext()
  const other = comparedWith({ period: view.period, comparison: view.compared, now: moment.now })
  return (
    <p class="quiet compared">
      <ViewSelect
        label={words.comparedWith}
        value={view.compared}
        options={[
          ['before', words.comparisons.before],
          ['year', words.comparisons.year],
          ['none', words.comparisons.none],
        ]}
        to={(compared) => ({ ...view, compared })}
      />{' '}
      {other !== null && spanText(other)}
      {before !== null && !isKnownWhole(before) && words.notAllKnown}
    </p>
  )
}

const spanText = ({ from, to }: { from: string; to: string }): string =>
  isDay(to) ? rangeText({ from, to }) : words.until(rangeText({ from, to: dayOf(new Date(to)) }), clock(to))

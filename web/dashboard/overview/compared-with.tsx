import type { JSX } from 'preact'
import type { StatsAnswer } from '../../../lambda/api/stats'
import { isKnownWhole } from '../parts/figures'
import { ViewSelect } from '../parts/view-select'
import { useAppContext } from '../state/app-context'
import { dayOf, isDay } from '../state/day'
import { comparedWith } from '../state/period'
import { clock, rangeText } from '../text/format'

const names = { before: 'the time before', year: 'a year earlier', none: 'nothing' } as const

/** Chooses what the period is compared with, and says when that was and whether anything is known of it. */
export function ComparedWith({ before }: { before: StatsAnswer | null }): JSX.Element {
  const { view, moment } = useAppContext()
  const other = comparedWith({ period: view.period, comparison: view.compared, now: moment.now })
  return (
    <p class="quiet compared">
      <ViewSelect
        label="Compared with"
        value={view.compared}
        options={[
          ['before', names.before],
          ['year', names.year],
          ['none', names.none],
        ]}
        to={(compared) => ({ ...view, compared })}
      />{' '}
      {other !== null && spanText(other)}
      {before !== null && !isKnownWhole(before) && '; not all of that time is known'}
    </p>
  )
}

const spanText = ({ from, to }: { from: string; to: string }): string =>
  isDay(to) ? rangeText({ from, to }) : `${rangeText({ from, to: dayOf(new Date(to)) })}, until ${clock(to)}`

import type { JSX } from 'preact'
import * as words from '#words'
import type { Sites } from '../frame/site-switcher'
import { ViewLink } from '../parts/view-link'
import { useAppContext } from '../state/app-context'
import { addDays } from '../state/day'
import type { DayRange } from '../state/period'
import { fullDay, rangeText } from '../text/format'

/** Where a period has no visit: when the last one was, with a link to that time. Nothing where none ever came. */
export function LastVisit({ sites }: { sites: Sites }): JSX.Element | null {
  const { view } = useAppContext()
  const days = sites
    .filter(({ site }) => view.site === null || site === view.site)
    .flatMap(({ firstDay, lastDay }) =>
      firstDay === null || lastDay === null ? [] : [{ from: firstDay, to: lastDay }],
    )
  const last = days.toSorted((a, b) => (a.to < b.to ? 1 : -1)).map(lastMonth)[0]
  if (last === undefined) return null
  return (
    <p>
      {words.lastVisitOn(fullDay(last.to))}{' '}
      <ViewLink to={{ ...view, period: last }}>{words.showRange(rangeText(last))}</ViewLink>
    </p>
  )
}

/** The last thirty days of a range. The whole range may be too long to count at once. */
function lastMonth({ from, to }: DayRange): DayRange {
  const month = addDays(to, -29)
  return { from: from > month ? from : month, to }
}

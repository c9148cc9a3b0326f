import type { JSX } from 'preact'
import type { Sites } from '../frame/site-switcher'
import { Headline } from '../parts/headline'
import { Empty } from '../parts/placeholders'
import { ViewLink } from '../parts/view-link'
import { useAppContext } from '../state/app-context'
import { addDays } from '../state/day'
import { filterCount } from '../state/filter'
import type { DayRange } from '../state/period'
import { fullDay, rangeText } from '../text/format'

/** Shown when the period or the filters match no visit. Links to where there are some. */
export function NoVisits({ sites }: { sites: Sites | null }): JSX.Element {
  const { view, range } = useAppContext()
  const isNarrowed = filterCount(view.filters) > 0
  return (
    <>
      <Headline>{isNarrowed ? 'No visit matches' : 'Nobody came'}</Headline>
      <Empty>
        <p>
          {isNarrowed ? 'No visits that match the filters' : 'No visits'} were recorded for {rangeText(range)}
          .
        </p>
        {isNarrowed ? (
          <ViewLink to={{ ...view, filters: {} }}>Remove the filters</ViewLink>
        ) : (
          <LastVisit sites={sites ?? []} />
        )}
      </Empty>
    </>
  )
}

function LastVisit({ sites }: { sites: Sites }): JSX.Element | null {
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
      The last visit was on {fullDay(last.to)}.{' '}
      <ViewLink to={{ ...view, period: last }}>Show {rangeText(last)}</ViewLink>
    </p>
  )
}

/** The last thirty days of a range. The whole range may be too long to count at once. */
function lastMonth({ from, to }: DayRange): DayRange {
  const month = addDays(to, -29)
  return { from: from > month ? from : month, to }
}

import type { JSX } from 'preact'
import * as words from '#words'
import type { Sites } from '../frame/site-switcher'
import { Headline } from '../parts/headline'
import { Empty } from '../parts/placeholders'
import { ViewLink } from '../parts/view-link'
import { useAppContext } from '../state/app-context'
import { addDays } from '../state/day'
import { filterCount } from '../state/filter'
import type { DayRange } from '../state/period'
import { fullDay, rangeText } from '../text/format'
import { ownLeftOutText, ShowOwn, useOwnVisits } from './visits-left-out'

/** Shown when the period or the filters match no visit. Links to where there are some. */
export function NoVisits({ sites }: { sites: Sites | null }): JSX.Element {
  const { view, range } = useAppContext()
  const isNarrowed = filterCount(view.filters) > 0
  const own = useOwnVisits()
  if (own !== null && own > 0) return <OnlyOwn visits={own} />
  const nobody = own === null ? words.whoCame : words.nobodyCame
  return (
    <>
      <Headline>{isNarrowed ? words.noVisitMatches : nobody}</Headline>
      <Empty>
        <p>{(isNarrowed ? words.noMatchesIn : words.noVisitsIn)(rangeText(range))}</p>
        {isNarrowed ? (
          <ViewLink to={{ ...view, filters: {} }}>{words.removeFilters}</ViewLink>
        ) : (
          <LastVisit sites={sites ?? []} />
        )}
      </Empty>
    </>
  )
}

const OnlyOwn = ({ visits }: { visits: number }): JSX.Element => (
  <>
    <Headline>{ownLeftOutText(visits)}</Headline>
    <Empty>
      <p>{words.whyOwn}</p>
      <ShowOwn visits={visits} />
    </Empty>
  </>
)

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

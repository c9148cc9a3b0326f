import type { JSX } from 'preact'
import * as words from '#words'
import { LastVisit } from '../first-visit/last-visit'
import type { Sites } from '../frame/site-switcher'
import { Headline } from '../parts/headline'
import { Empty } from '../parts/placeholders'
import { ViewLink } from '../parts/view-link'
import { useAppContext } from '../state/app-context'
import { filterCount } from '../state/filter'
import { rangeText } from '../text/format'
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

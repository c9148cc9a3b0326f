import type { JSX } from 'preact'
import * as words from '#words'
import type { StatsAnswer } from '../../../lambda/api/stats'
import { ViewLink } from '../parts/view-link'
import { useAppContext } from '../state/app-context'
import { filterCount } from '../state/filter'
import { countText } from '../text/format'

/** The number of beacons turned away in the period. */
export function RefusalNote({ total, complete }: StatsAnswer['refusals']): JSX.Element {
  const { view } = useAppContext()
  const isNarrowed = view.site !== null || filterCount(view.filters) > 0
  if (total === 0) return <p class="quiet note">{words.noBeacons}</p>
  const beacons = countText(total, words.ofBeacons)
  return (
    <p class="note">
      {words.turnedAway(complete ? beacons : words.moreThan(beacons))}
      {isNarrowed && words.onAllSites}.{' '}
      <ViewLink to={{ ...view, name: 'refusals', organisation: null }}>{words.seeWhich}</ViewLink>
    </p>
  )
}

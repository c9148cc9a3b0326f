import type { JSX } from 'preact'
import type { StatsAnswer } from '../../../lambda/api/stats'
import { ViewLink } from '../parts/view-link'
import { useAppContext } from '../state/app-context'
import { filterCount } from '../state/filter'
import { countText } from '../text/format'

/** The number of beacons turned away in the period. */
export function RefusalNote({ total, complete }: StatsAnswer['refusals']): JSX.Element {
  const { view } = useAppContext()
  const isNarrowed = view.site !== null || filterCount(view.filters) > 0
  if (total === 0) return <p class="quiet note">No beacons were turned away.</p>
  return (
    <p class="note">
      {!complete && 'More than '}
      {countText(total, 'beacon')} turned away{isNarrowed && ', on all sites and whatever the filters'}.{' '}
      <ViewLink to={{ ...view, name: 'refusals', organisation: null }}>See which</ViewLink>
    </p>
  )
}

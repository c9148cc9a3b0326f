import type { JSX } from 'preact'
import type { StatsAnswer } from '../../../lambda/api/stats'
import { filterCount } from '../state/filter'
import type { View } from '../state/view'
import { fullMoment } from '../text/format'

interface Props {
  readonly freshness: StatsAnswer['freshness']
  readonly filters?: View['filters']
  /** Whether how many there were, and when, is counted in full all the same. */
  readonly hasAllCounts?: boolean
}

/** Says of a report that lacks visits which those are, and when it will have them; nothing of one that is complete. */
export function PartlyCounted({ freshness, filters = {}, hasAllCounts = false }: Props): JSX.Element | null {
  if (freshness.complete) return null
  const since = fullMoment(freshness.from)
  return (
    <p class="quiet note" role="status">
      {filterCount(filters) > 0
        ? `There are too many visits to look through for ${filterCount(filters) === 1 ? 'this filter' : 'these filters'}: ${
            hasAllCounts
              ? 'how many, and when, is of all of them, the rest of those'
              : 'only those are counted that came'
          } from ${since} on. A shorter time tells more.`
        : `More visits came than are read before they have been counted: from ${since} on all are in it, of the time before not yet all. They will be within the hour.`}
    </p>
  )
}

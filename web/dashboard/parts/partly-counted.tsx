import type { JSX } from 'preact'
import type { StatsAnswer } from '../../../lambda/api/stats'
import { filterCount } from '../state/filter'
import type { View } from '../state/view'
import { fullMoment } from '../text/format'

interface Props {
  readonly freshness: StatsAnswer['freshness']
  readonly filters?: View['filters']
  /** Whether the totals over time are complete all the same. */
  readonly hasAllCounts?: boolean
}

/** Says which visits an incomplete report lacks, and when it will have them. */
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

import type { JSX } from 'preact'
import * as words from '#words'
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
        ? words.manyNarrowed(filterCount(filters), (hasAllCounts ? words.restSince : words.onlySince)(since))
        : words.manyVisits(since)}
    </p>
  )
}

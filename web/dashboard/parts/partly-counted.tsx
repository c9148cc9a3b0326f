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
        ? `${tooManyText(filterCount(filters))} ${includedText(since, hasAllCounts)} A shorter period shows more.`
        : `More visits came than can be counted at once. All visits since ${since} are included. Some earlier ones are still missing, and will be added within the hour.`}
    </p>
  )
}

const tooManyText = (filters: number): string =>
  `There are too many visits to search with ${filters === 1 ? 'this filter' : 'these filters'}.`

const includedText = (since: string, hasAllCounts: boolean): string =>
  hasAllCounts
    ? `The totals and the chart count all of them, the rest of the page only those since ${since}.`
    : `Only those since ${since} are counted.`

import type { JSX } from 'preact'
import { useEffect } from 'preact/hooks'
import type { StatsAnswer } from '../../../lambda/api/stats'
import { useAnswer } from '../api/answer'
import { totalsPath } from '../api/request-list'
import { TimeLine } from '../chart/time-line'
import { PeriodPicker } from '../frame/period-picker'
import { Breakdown } from '../parts/breakdown'
import { Headline } from '../parts/headline'
import { PartlyCounted } from '../parts/partly-counted'
import { Failure, Loading } from '../parts/placeholders'
import { useAppContext } from '../state/app-context'
import { noteZone, totalsZone } from '../state/totals-zone'
import { useStore } from '../state/use-store'
import type { BreakdownOf } from '../text/breakdown-list'
import { countText } from '../text/format'

const pages: BreakdownOf = {
  dimension: 'page',
  title: 'Pages',
  one: 'Page',
  unknown: 'Not known',
  filter: null,
  text: (value) => value,
}

/** All that a token for totals may see: how many came, when, and to which pages. */
export function TotalsPage(): JSX.Element {
  const { client, view, range } = useAppContext()
  const { data, error, retry, isOther } = useAnswer<StatsAnswer>(client, totalsPath(view, range))
  const zone = useStore(totalsZone)
  const tz = data?.tz
  useEffect(() => {
    if (tz !== undefined) noteZone(tz)
  }, [tz])
  return (
    <>
      <PeriodPicker />
      <div class={isOther ? 'old' : undefined}>
        <Headline>{data === null ? 'Visits' : countText(data.totals.visits, 'visit')}</Headline>
        {data !== null && (
          <p class="lead">
            by {countText(data.totals.visitors, 'visitor')}
            {view.site !== null && (
              <>
                {' '}
                to <bdi>{view.site}</bdi>
              </>
            )}
          </p>
        )}
        {error ? (
          <Failure error={error} retry={retry} />
        ) : data === null ? (
          <Loading what="Loading" />
        ) : (
          <>
            <PartlyCounted freshness={data.freshness} />
            <TimeLine stats={data} zone={zone} />
            {data.by.page !== undefined && (
              <div class="breakdowns">
                <Breakdown of={pages} counted={data.by.page} />
              </div>
            )}
            <TotalsNote zone={data.tz} hasPages={data.by.page !== undefined} />
          </>
        )}
      </div>
    </>
  )
}

/** So that nobody can be told by it, it shows less than the owner sees. */
const TotalsNote = ({ zone, hasPages }: { zone: string; hasPages: boolean }): JSX.Element => (
  <p class="quiet">
    Days and hours are those of <bdi>{zone}</bdi>, and an hour is counted once it is over.{' '}
    {hasPages
      ? 'Pages are named where they were read five times or more, once the day is over.'
      : 'Pages are shown for seven days or more.'}
  </p>
)

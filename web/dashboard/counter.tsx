import type { JSX } from 'preact'
import type { StatsAnswer } from '../../lambda/http/stats-answer'
import { useAnswer } from './answer'
import { useBook } from './book'
import { Breakdown } from './breakdown'
import type { BreakdownOf } from './breakdown-list'
import { counted } from './format'
import { Headline } from './headline'
import { PeriodPicker } from './period-picker'
import { counterPath } from './request-list'
import { Failure, Loading } from './state'
import { TimeLine } from './time-line'

const pages: BreakdownOf = {
  dimension: 'page',
  title: 'Pages',
  one: 'Page',
  unknown: 'Not known',
  filter: null,
  text: (value) => value,
}

/** All that a token for totals may see: how many came, when, and to which pages. */
export function Counter(): JSX.Element {
  const { client, view, moment } = useBook()
  const { data, error, retry, isOther } = useAnswer<StatsAnswer>(client, counterPath(view, moment))
  return (
    <>
      <PeriodPicker />
      <div class={isOther ? 'old' : undefined}>
        <Headline>{data === null ? 'Visits' : counted(data.totals.visits, 'visit')}</Headline>
        {data !== null && (
          <p class="lead">
            by {counted(data.totals.visitors, 'visitor')}
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
            <TimeLine stats={data} />
            <div class="breakdowns">
              <Breakdown of={pages} counted={data.by.page} />
            </div>
          </>
        )}
      </div>
    </>
  )
}

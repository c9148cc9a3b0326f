import type { JSX } from 'preact'
import { useEffect } from 'preact/hooks'
import type { StatsAnswer } from '../../../lambda/api/stats'
import type { Grant } from '../../../lambda/domain/token/grant'
import { useAnswer } from '../api/answer'
import { Problem } from '../api/problem'
import { type Path, totalsPath } from '../api/request-list'
import { noteGrant } from '../api/session'
import { GrainSelect } from '../chart/grain-select'
import { TimeLine } from '../chart/time-line'
import { PeriodPicker } from '../frame/period-picker'
import { Breakdown } from '../parts/breakdown'
import { Headline } from '../parts/headline'
import { PartlyCounted } from '../parts/partly-counted'
import { Answer } from '../parts/placeholders'
import { useAppContext } from '../state/app-context'
import { noteZone } from '../state/totals-zone'
import type { BreakdownOf } from '../text/breakdown-list'
import { countText } from '../text/format'

const pages: BreakdownOf = {
  dimension: 'page',
  title: 'Pages',
  one: 'Page',
  unknown: 'Unknown',
  filter: null,
  text: (value) => value,
}

/** Everything that a totals token may see: how many came, when, and which pages they read. */
export function TotalsPage({ grant }: { grant: Grant }): JSX.Element {
  const { client, view, range } = useAppContext()
  const report = totalsPath(view, grant, range)
  const answer = useAnswer<'GET /stats'>(client, report)
  const { error } = answer
  useEffect(() => {
    if (error instanceof Problem && error.token) noteGrant(error.token)
  }, [error])
  const tz = answer.data?.tz
  useEffect(() => {
    if (tz !== undefined) noteZone(tz)
  }, [tz])
  return (
    <>
      <PeriodPicker />
      <div class={answer.isOther ? 'old' : undefined}>
        <TotalsHead totals={answer.data?.totals ?? null} site={view.site ?? grant.site} />
        <Answer of={answer} loading="Loading">
          {(stats) => <Totals stats={stats} grant={grant} report={report} />}
        </Answer>
      </div>
    </>
  )
}

interface TotalsHeadProps {
  readonly totals: StatsAnswer['totals'] | null
  readonly site: string | null
}

const TotalsHead = ({ totals, site }: TotalsHeadProps): JSX.Element => (
  <>
    <Headline>{totals === null ? 'Visits' : countText(totals.visits, 'visit')}</Headline>
    {totals !== null && (
      <p class="lead">
        by {countText(totals.visitors, 'visitor')}
        {site !== null && (
          <>
            {' '}
            to <bdi>{site}</bdi>
          </>
        )}
      </p>
    )}
  </>
)

interface TotalsProps {
  readonly stats: StatsAnswer
  readonly grant: Grant
  readonly report: Path
}

function Totals({ stats, grant, report }: TotalsProps): JSX.Element {
  const read = stats.by.page
  return (
    <>
      <PartlyCounted freshness={stats.freshness} />
      <GrainSelect />
      <TimeLine stats={stats} />
      {read !== undefined && (
        <div class="breakdowns">
          <Breakdown of={pages} counted={read} report={report} />
        </div>
      )}
      <TotalsNote zone={stats.tz} hasPages={read !== undefined} mayHavePages={grant.pages} />
    </>
  )
}

interface TotalsNoteProps {
  readonly zone: string
  readonly hasPages: boolean
  readonly mayHavePages: boolean
}

/** Explains why this page shows less than the owner sees: nobody must be recognisable from it. */
const TotalsNote = ({ zone, hasPages, mayHavePages }: TotalsNoteProps): JSX.Element => (
  <p class="quiet">
    Days and hours are in the time zone <bdi>{zone}</bdi>. An hour is counted once it is over.{' '}
    {hasPages && 'Pages that were read at least five times are named once the day is over.'}
    {mayHavePages && !hasPages && 'Pages are shown for periods of seven days or more.'}
  </p>
)

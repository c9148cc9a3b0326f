import type { JSX } from 'preact'
import { useEffect } from 'preact/hooks'
import * as words from '#words'
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
import { filled } from '../text/filled'
import { countText } from '../text/format'

const pages: BreakdownOf = {
  dimension: 'page',
  title: words.pages,
  one: words.page,
  unknown: words.unknown,
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
        <Answer of={answer} loading={words.loading}>
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
    <Headline>{totals === null ? words.visits : countText(totals.visits, words.ofVisits)}</Headline>
    {totals !== null && (
      <p class="lead">
        {words.byVisitors(countText(totals.visitors, words.ofVisitors))}
        {site !== null && filled(words.toSite, <bdi>{site}</bdi>)}
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
    {filled(words.zoneOfTotals, <bdi>{zone}</bdi>)} {hasPages && words.pagesOfFive}
    {mayHavePages && !hasPages && words.pagesOfWeeks}
  </p>
)

import type { JSX } from 'preact'
import type { OrganisationAnswer } from '../../../lambda/api/organisations'
import type { StatsAnswer } from '../../../lambda/api/stats'
import { useAnswer } from '../api/answer'
import { useCounts } from '../api/counts'
import { overviewPaths } from '../api/request-list'
import { TimeLine } from '../chart/time-line'
import { ChipList } from '../frame/chip-list'
import type { SiteAnswer } from '../frame/site-switcher'
import { ViewSwitch } from '../frame/view-switch'
import { Breakdown } from '../parts/breakdown'
import { Figures } from '../parts/figures'
import { Headline } from '../parts/headline'
import { PartlyCounted } from '../parts/partly-counted'
import { Empty, Failure, Loading } from '../parts/placeholders'
import { ViewLink } from '../parts/view-link'
import { useAppContext } from '../state/app-context'
import { addDays } from '../state/day'
import { filterCount } from '../state/filter'
import { type DayRange, lengthOf, periodBefore, periodOf } from '../state/period'
import { breakdowns } from '../text/breakdown-list'
import { countText, fullDay, rangeText } from '../text/format'
import { OrganisationList } from './organisation-list'
import { isSought, type OrganisationRow, rowsOfList, rowsOfStats } from './organisation-rows'
import { RefusalNote } from './refusal-note'

interface OrganisationListAnswer {
  readonly organisations: readonly OrganisationAnswer[]
  readonly from: string
  readonly complete: boolean
}

/** Who came, when and what they read, how many. */
export function Overview({ sites }: { sites: readonly SiteAnswer[] | null }): JSX.Element {
  const { client, view, moment, range } = useAppContext()
  const paths = overviewPaths(view, moment)
  const { whole, totals: stats } = useCounts(client, paths)
  const before = useAnswer<StatsAnswer>(client, paths.before)
  const list = useAnswer<OrganisationListAnswer>(client, paths.organisations)
  const narrowed = paths.organisations === null
  const isEveryKind =
    view.everyKind || view.filters.kind !== undefined || view.filters.organisation !== undefined
  const who = narrowed ? whole : list
  const rows = narrowed
    ? whole.data?.by.organisation && rowsOfStats(whole.data, { everyKind: isEveryKind })
    : list.data && rowsOfList(list.data.organisations)
  const earlier = periodBefore(range, moment.now)
  const comparedWith = `in the ${countText(lengthOf(range), 'day')} before, from ${fullDay(earlier.from)}`
  const isEmpty =
    stats.data !== null && !stats.isOther && stats.data.totals.visits + stats.data.totals.bots === 0
  if (isEmpty) return <NoVisits sites={sites} />
  return (
    <div
      class={stats.isOther || who.isOther ? 'old' : undefined}
      aria-busy={stats.isLoading || who.isLoading}
    >
      <ChipList
        organisationName={whole.data === null ? null : nameIn(whole.data, view.filters.organisation)}
      />
      <Headline>{!rows || who.error ? 'Who came' : headlineText(rows)}</Headline>
      <Figures stats={stats.data} before={before.data} comparedWith={comparedWith} />
      {whole.data !== null && (
        <PartlyCounted
          freshness={whole.data.freshness}
          filters={view.filters}
          hasAllCounts={stats.data?.freshness.complete ?? false}
        />
      )}
      <section>
        <header class="section">
          <h2>Organisations</h2>
          <ViewSwitch isOn={view.everyKind} to={{ ...view, everyKind: !view.everyKind }}>
            Providers and unknown too
          </ViewSwitch>
        </header>
        {who.error ? (
          <Failure error={who.error} retry={who.retry} />
        ) : !rows ? (
          <Loading rows={10} what="Loading organisations" />
        ) : rows.length === 0 ? (
          <Empty>
            <p class="quiet">No business, university or authority is among these visits.</p>
          </Empty>
        ) : (
          <OrganisationList rows={rows} />
        )}
        {!narrowed && list.data?.complete === false && (
          <p class="quiet note">There were too many visits to count everybody.</p>
        )}
        {narrowed && rows && rows.length > 0 && <NarrowedNote others={othersIn(whole.data)} />}
      </section>
      <section>
        <header class="section">
          <h2>When</h2>
          <ViewSwitch isOn={view.bots} to={{ ...view, bots: !view.bots }}>
            Bots
          </ViewSwitch>
          <ViewSwitch isOn={view.refusals} to={{ ...view, refusals: !view.refusals }}>
            Refusals
          </ViewSwitch>
        </header>
        {stats.error ? (
          !narrowed && <Failure error={stats.error} retry={stats.retry} />
        ) : stats.data === null ? (
          <Loading rows={5} what="Loading the chart" />
        ) : (
          <>
            <TimeLine stats={stats.data} bots={view.bots} refusals={view.refusals} />
            {stats.data.tz !== moment.zone && <p class="quiet note">Days begin at midnight UTC here.</p>}
            {view.refusals && <RefusalNote {...stats.data.refusals} />}
          </>
        )}
      </section>
      {whole.data !== null && !whole.error && (
        <div class="breakdowns">
          {breakdowns.map((of) => (
            <Breakdown key={of.dimension} of={of} counted={whole.data?.by[of.dimension]} />
          ))}
        </div>
      )}
    </div>
  )
}

const nameIn = (stats: StatsAnswer, asn: string | undefined): string | null =>
  stats.by.organisation?.values.find(({ value }) => value === asn)?.name ?? null

/** Networks that are not named. */
const othersIn = (stats: StatsAnswer | null): number => stats?.by.organisation?.others.values ?? 0

/** What the list lacks where filters narrow it. */
const NarrowedNote = ({ others }: { others: number }): JSX.Element => (
  <p class="quiet note">
    Under a filter, only visits and visitors are counted. What an organisation read, and when it was first and
    last seen, is on its own page.
    {others > 0 && ` ${countText(others, 'network')} of fewer visits could not be named.`}
  </p>
)

function headlineText(rows: readonly OrganisationRow[]): string {
  if (rows.length === 0) return 'No organisation came'
  return `${countText(rows.length, rows.every(isSought) ? 'organisation' : 'network')} came`
}

/** There are visits, but none that are looked for: leads to where they are. */
function NoVisits({ sites }: { sites: readonly SiteAnswer[] | null }): JSX.Element {
  const { view, range, today } = useAppContext()
  const days = (sites ?? [])
    .filter(({ site }) => view.site === null || site === view.site)
    .flatMap(({ firstDay, lastDay }) =>
      firstDay === null || lastDay === null ? [] : [{ from: firstDay, to: lastDay }],
    )
  const last = days.toSorted((a, b) => (a.to < b.to ? 1 : -1)).map(lastMonth)[0]
  const isNarrowed = filterCount(view.filters) > 0
  return (
    <>
      <ChipList organisationName={null} />
      <Headline>{isNarrowed ? 'No visit is like that' : 'Nobody came'}</Headline>
      <Empty>
        <p>
          There is no visit from {rangeText(range)}
          {isNarrowed && ' that passes the filters'}.
        </p>
        {isNarrowed ? (
          <ViewLink to={{ ...view, filters: {} }}>Remove the filters</ViewLink>
        ) : (
          last !== undefined && (
            <p>
              The last visit was on {fullDay(last.to)}.{' '}
              <ViewLink to={{ ...view, period: periodOf(last, today) }}>Show {rangeText(last)}</ViewLink>
            </p>
          )
        )}
      </Empty>
    </>
  )
}

/** Thirty days of a longer time: all of it may be more than can be counted at once. */
function lastMonth({ from, to }: DayRange): DayRange {
  const month = addDays(to, -29)
  return { from: from > month ? from : month, to }
}

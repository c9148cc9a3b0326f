import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import * as words from '#words'
import type { AnswerOf } from '../../../lambda/api/routes'
import type { StatsAnswer } from '../../../lambda/api/stats'
import { type Answered, useAnswer } from '../api/answer'
import { type Counts, useCounts } from '../api/counts'
import {
  type OverviewPaths,
  organisationTablePath,
  overviewPaths,
  type Path,
  type TableForm,
  valuesPath,
} from '../api/request-list'
import { ChipList } from '../frame/chip-list'
import type { Sites } from '../frame/site-switcher'
import { Breakdown } from '../parts/breakdown'
import { TableExport } from '../parts/export-button'
import { Figures } from '../parts/figures'
import { Headline } from '../parts/headline'
import { PartlyCounted } from '../parts/partly-counted'
import { timeColumn } from '../parts/time-column'
import { SinceLine } from '../since/since-line'
import { useAppContext } from '../state/app-context'
import { filterCount } from '../state/filter'
import { useIsPhone } from '../state/phone'
import { noteTitles } from '../state/titles'
import type { View } from '../state/view'
import { type BreakdownOf, breakdowns, breakdownsOfAll } from '../text/breakdown-list'
import { GatewayLine } from './came/gateway-line'
import { kindsInList, kindsInStats } from './came/kinds-came'
import { type Beyond, whoCameText } from './came/who-came'
import { ChartSection } from './chart-section'
import { ComparedWith } from './compared-with'
import { NoVisits } from './no-visits'
import { type OrganisationRow, rowsOfList, rowsOfStats } from './organisation-rows'
import { NarrowedNote, OrganisationsSection, UncountedNote } from './organisations-section'
import { type SiteFacts, siteColumns, withQuietSites } from './site-rows'
import { OnlyLeftOut } from './visits-left-out'

/** The first view: who came, what they read, when and how often. */
export function Overview({ sites }: { sites: Sites | null }): JSX.Element {
  const { client, view, moment } = useAppContext()
  const isPhone = useIsPhone()
  const [isWhole, setIsWhole] = useState(false)
  const paths = overviewPaths(view, moment, isWhole)
  const counts = useCounts(client, paths)
  const before = useAnswer<'GET /stats'>(client, paths.before)
  const list = useAnswer<'GET /organisations'>(client, paths.organisations)
  const { whole, totals } = counts
  useTitlesIn(whole.isOther ? null : whole.data)
  const came = whoCameIn(view, counts, paths.organisations === null ? null : list)
  const { who, others, kinds } = came
  const facts = { sites, came: list.data?.sites ?? null, now: moment.now }
  const summary = <Summary counts={counts} before={before.isOther === totals.isOther ? before.data : null} />
  return (
    <div
      class={totals.isOther || who.isOther ? 'old' : undefined}
      aria-busy={totals.isLoading || who.isLoading}
    >
      <ChipList organisationName={nameIn(whole.data, view.filters.organisation)} />
      {filterCount(view.filters) === 0 && <SinceLine isReady={totals.data !== null && who.data !== null} />}
      {isEmpty(totals) ? (
        <NoVisits sites={sites} />
      ) : (
        <>
          <Came who={came} bots={botsAloneIn(totals)} />
          {!isPhone && summary}
          <OrganisationsSection {...{ of: who, others, isWhole, setIsWhole }} table={tableOf(paths)}>
            <GatewayLine gateways={kinds?.gateways ?? []} />
            <WhatIsMissing who={came} whole={whole.data} />
          </OrganisationsSection>
          {isPhone && summary}
          <ChartSection of={totals} isFailureShown={came.isNarrowed} />
          {whole.data !== null && <Breakdowns by={whole.data.by} report={paths.stats} facts={facts} />}
        </>
      )}
    </div>
  )
}

interface WhoCame extends Beyond {
  readonly who: OrganisationRows
  /** Whether a filter is set that only /stats supports. */
  readonly isNarrowed: boolean
}

/** Who came, by the list of organisations, or by the report where a filter is set that only that supports. */
function whoCameIn(
  view: View,
  { whole, totals }: Counts,
  list: Answered<AnswerOf<'GET /organisations'>> | null,
): WhoCame {
  if (list === null)
    return {
      who: organisationsIn(whole, view),
      others: null,
      isMore: othersIn(whole.data) > 0,
      kinds: whole.data && kindsInStats(whole.data),
      isNarrowed: true,
    }
  return {
    who: organisationsOf(list),
    others: list.data?.others ?? null,
    isMore: list.data?.complete === false,
    kinds: list.data && kindsInList(list.data, totals.data),
    isNarrowed: false,
  }
}

interface CameProps {
  readonly who: WhoCame
  /** Visits of bots, where nobody else came; otherwise 0. */
  readonly bots: number
}

const Came = ({ who, bots }: CameProps): JSX.Element =>
  bots > 0 ? (
    <OnlyLeftOut bots={bots} />
  ) : (
    <Headline>{who.who.data === null ? words.whoCame : whoCameText(who.who.data, who)}</Headline>
  )

/** Says what the list of organisations lacks. */
function WhatIsMissing({ who: came, whole }: { who: WhoCame; whole: StatsAnswer | null }) {
  if (!came.isNarrowed) return came.isMore ? <UncountedNote /> : null
  return (came.who.data?.length ?? 0) > 0 ? <NarrowedNote others={othersIn(whole)} /> : null
}

/** Notes the titles that a report tells. */
function useTitlesIn(stats: StatsAnswer | null): void {
  const { view } = useAppContext()
  useEffect(() => {
    const time = stats?.freshness.asOf ?? ''
    const ofOne = stats?.by.page?.values.map((one) => ({ site: view.site, ...one })) ?? []
    noteTitles(
      [...ofOne, ...(stats?.by.sitePage?.values ?? [])].flatMap(({ site, value, title }) =>
        site === null || value === null || title === undefined ? [] : [{ site, page: value, title, time }],
      ),
    )
  }, [stats, view.site])
}

/** The path of the organisations in view as a table. */
const tableOf =
  ({ organisations, stats }: OverviewPaths) =>
  (form: TableForm): Path =>
    organisations === null
      ? valuesPath(stats, 'organisation', form)
      : organisationTablePath(organisations, form)

type OrganisationRows = Answered<readonly OrganisationRow[]>

const organisationsOf = (list: Answered<AnswerOf<'GET /organisations'>>): OrganisationRows => ({
  ...list,
  data: list.data && rowsOfList(list.data.organisations),
})

function organisationsIn(stats: Answered<StatsAnswer>, { everyKind, filters }: View): OrganisationRows {
  const isEveryKind = everyKind || filters.kind !== undefined || filters.organisation !== undefined
  const hasRows = stats.data?.by.organisation !== undefined
  return {
    ...stats,
    data: stats.data && hasRows ? rowsOfStats(stats.data, { everyKind: isEveryKind }) : null,
  }
}

const isEmpty = ({ data, isOther }: Answered<StatsAnswer>): boolean =>
  data !== null && !isOther && data.totals.visits + data.totals.bots === 0

const botsAloneIn = ({ data }: Answered<StatsAnswer>): number =>
  data?.totals.visits === 0 ? data.totals.bots : 0

/** The number of networks that the report leaves unnamed. */
const othersIn = (stats: StatsAnswer | null): number => stats?.by.organisation?.others.values ?? 0

/** Links of earlier versions filter by an AS number, and then there is only one organisation. */
const nameIn = (stats: StatsAnswer | null, key: string | undefined): string | null =>
  stats?.by.organisation?.values.find(({ value }) => value === key || /^\d+$/.test(key ?? ''))?.name ?? null

interface SummaryProps {
  readonly counts: Counts
  readonly before: StatsAnswer | null
}

function Summary({ counts: { whole, totals }, before }: SummaryProps): JSX.Element {
  const { view } = useAppContext()
  return (
    <>
      <Figures stats={totals.data} before={before} />
      <ComparedWith before={before} />
      {whole.data !== null && (
        <PartlyCounted
          freshness={whole.data.freshness}
          filters={view.filters}
          hasAllCounts={totals.data?.freshness.complete ?? false}
        />
      )}
    </>
  )
}

interface BreakdownsProps {
  readonly facts: SiteFacts
  readonly by: StatsAnswer['by']
  readonly report: Path
}

function Breakdowns({ by, report, facts }: BreakdownsProps): JSX.Element {
  const ofSites = by.site && withQuietSites(by.site, facts)
  const isSeveral = (ofSites?.values.length ?? 0) > 1
  const shown = ({ dimension }: BreakdownOf) =>
    dimension === 'site' ? isSeveral : !isOfReading(dimension) || (by[dimension]?.values.length ?? 0) > 0
  return (
    <div class="breakdowns">
      {(by.site === undefined ? breakdowns : breakdownsOfAll).filter(shown).map((of) => (
        <Breakdown
          key={of.dimension}
          of={of}
          counted={of.dimension === 'site' ? ofSites : by[of.dimension]}
          report={report}
          more={columnsOf(of, facts)}
          namesSites={isSeveral && siteBys.has(of.dimension)}
        >
          <TableExport of={of.title} path={(form) => valuesPath(report, of.dimension, form)} />
        </Breakdown>
      ))}
    </div>
  )
}

/** What only visits that were reported on have; pages without sections have none. */
const isOfReading = (dimension: BreakdownOf['dimension']): boolean =>
  dimension === 'section' || dimension === 'link'

/** What to show of each value beside the visits; visitors when undefined. */
function columnsOf({ dimension }: BreakdownOf, facts: SiteFacts) {
  if (dimension === 'site') return siteColumns(facts)
  return dimension === 'section' ? timeColumn : undefined
}

const siteBys: ReadonlySet<string> = new Set(['site', 'sitePage'])

import type { JSX, RefObject } from 'preact'
import { useCallback, useRef } from 'preact/hooks'
import * as words from '#words'
import type { VisitAnswer } from '../../../lambda/api/visits'
import { useAnswer } from '../api/answer'
import { type LiveVisits, useLiveVisits } from '../api/live-visits'
import { countPath, onlyOrganisations, visitsPath } from '../api/request-list'
import { LastVisit } from '../first-visit/last-visit'
import { ChipList } from '../frame/chip-list'
import type { Sites } from '../frame/site-switcher'
import { ViewSwitch } from '../frame/view-switch'
import { ExportButton } from '../parts/export-button'
import { Headline } from '../parts/headline'
import { Empty, Failure, Loading } from '../parts/placeholders'
import { AppContextProvider, useAppContext } from '../state/app-context'
import { erased } from '../state/erased'
import { filterCount } from '../state/filter'
import { useStore } from '../state/use-store'
import type { View } from '../state/view'
import { countText } from '../text/format'
import { OlderVisits, type VisitCounts } from './older-visits'
import { useOrganisationsOnly } from './organisations-only'
import { SittingsSwitch, VisitDays } from './visit-days'

/** The list of visits, newest first. New ones appear while the tab is visible. */
export function VisitList({ sites }: { sites: Sites | null }): JSX.Element {
  const { view } = useAppContext()
  const isOnly = useOrganisationsOnly()
  const asked = (isOnly && onlyOrganisations(view)) || view
  const mayBeOnly = onlyOrganisations({ ...view, everyKind: false }) !== null
  const isNone = isOnly === false && mayBeOnly && !view.everyKind
  return (
    <>
      <ListHead of={asked} isOnly={isOnly !== false} hasSwitch={mayBeOnly && !isNone} />
      {isOnly === null ? (
        <Loading rows={12} what={words.loadingVisits} />
      ) : (
        <ListedVisits of={asked} isNone={isNone} sites={sites} />
      )}
    </>
  )
}

interface ListHeadProps {
  /** What is listed. */
  readonly of: View
  readonly isOnly: boolean
  /** Whether the reader may choose between organisations and all. */
  readonly hasSwitch: boolean
}

function ListHead({ of, isOnly, hasSwitch }: ListHeadProps): JSX.Element {
  const context = useAppContext()
  const { view } = context
  return (
    <header class="section">
      <Headline>{words.visits}</Headline>
      {hasSwitch && (
        <ViewSwitch isOn={isOnly} to={{ ...view, everyKind: isOnly }}>
          {words.organisationsOnly}
        </ViewSwitch>
      )}
      <SittingsSwitch />
      <ViewSwitch isOn={view.bots} to={{ ...view, bots: !view.bots }}>
        {words.bots}
      </ViewSwitch>
      <ViewSwitch isOn={view.mine} to={{ ...view, mine: !view.mine }}>
        {words.ownVisits}
      </ViewSwitch>
      <AppContextProvider value={{ ...context, view: of }}>
        <ExportButton />
      </AppContextProvider>
    </header>
  )
}

interface ListedVisitsProps {
  readonly of: View
  /** Whether it is said that no organisation came. */
  readonly isNone: boolean
  /** Null until they are known. */
  readonly sites: Sites | null
}

function ListedVisits({ of, isNone, sites }: ListedVisitsProps): JSX.Element {
  const { view } = useAppContext()
  const top = useRef<HTMLDivElement>(null)
  const { list, isOpenEnd, path } = useVisitsInView(of, top)
  const counts = useVisitCounts(list)
  const erasedIds = useStore(erased)
  const shown = list.visits?.filter(({ id }) => !erasedIds.has(id)) ?? null
  const showWaiting = () => {
    list.showWaiting()
    top.current?.scrollIntoView({ block: 'start' })
  }
  return (
    <>
      <ChipList organisationName={nameIn(shown ?? [], view.filters.organisation)} />
      {isNone && (shown?.length ?? 0) > 0 && <p class="quiet">{words.noneSoEveryVisit}</p>}
      <div ref={top} class="top-of-list" />
      <Arrivals count={list.waiting.length} show={showWaiting} />
      <Visits shown={shown} list={list} isOpenEnd={isOpenEnd} sites={sites ?? []} />
      {list.error ? (
        <Failure error={list.error} retry={list.retry} />
      ) : (
        <OlderVisits key={path} of={list} counts={counts} />
      )}
    </>
  )
}

/** The visits in view. @param top the top of the list: while it is in sight, new visits appear at once */
function useVisitsInView(view: View, top: RefObject<HTMLDivElement | null>) {
  const { client, moment, range, today } = useAppContext()
  const path = visitsPath(view, moment)
  const isOpenEnd = range.to >= today
  // The path stands for everything that matters of the view and the moment.
  const newer = useCallback((from: string) => visitsPath(view, moment, { from, limit: 100 }), [path])
  const isTopInSight = useCallback(() => (top.current?.getBoundingClientRect().top ?? 0) >= 0, [top])
  const list = useLiveVisits({ client, path, newer: isOpenEnd ? newer : null, isTopInSight })
  return { list, isOpenEnd, path }
}

/** Counts what the filters ask for, once the first page has not shown all of it. */
function useVisitCounts({ visits, more, isLoading }: LiveVisits): VisitCounts | null {
  const { client, view, moment } = useAppContext()
  const isNarrowed = filterCount(view.filters) > 0
  const isSought = useRef(false)
  if (visits !== null && (more !== null || isLoading)) isSought.current = true
  const asked = isNarrowed && isSought.current
  const matching = useAnswer<'GET /stats'>(client, asked ? countPath(view, moment) : null)
  const all = useAnswer<'GET /stats'>(client, asked ? countPath({ ...view, filters: {} }, moment) : null)
  if (!asked || matching.data === null || all.data === null || matching.isOther) return null
  return {
    matching: matching.data.totals.visits,
    isAtLeast: !matching.data.freshness.complete,
    all: all.data.totals.visits,
  }
}

const nameIn = (visits: readonly VisitAnswer[], organisation: string | undefined): string | null =>
  visits.find(({ organisationKey, asn }) => [organisationKey, String(asn)].includes(organisation ?? null))
    ?.organisation ?? null

/** A button for new visits that arrived while the reader was further down. */
const Arrivals = ({ count, show }: { count: number; show: () => void }): JSX.Element => (
  <div role="status" class="arrivals">
    {count > 0 && (
      <button type="button" class="main" onClick={show}>
        {countText(count, words.ofNewVisits)}
      </button>
    )}
  </div>
)

interface VisitsProps {
  readonly shown: readonly VisitAnswer[] | null
  readonly list: LiveVisits
  /** Whether new visits may still come. */
  readonly isOpenEnd: boolean
  readonly sites: Sites
}

function Visits({ shown, list, isOpenEnd, sites }: VisitsProps): JSX.Element | null {
  if (shown === null) return list.error ? null : <Loading rows={12} what={words.loadingVisits} />
  if (shown.length > 0 || list.more !== null || list.isLoading) {
    return <VisitDays visits={shown} fresh={list.fresh} showsName />
  }
  const isNew = sites.every(({ lastDay }) => lastDay === null)
  return (
    <Empty>
      <p>{isOpenEnd && isNew ? words.noVisitsYetHere : words.noVisitsHere}</p>
      <LastVisit sites={sites} />
    </Empty>
  )
}

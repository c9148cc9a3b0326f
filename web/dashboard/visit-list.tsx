import type { JSX } from 'preact'
import { useCallback, useRef } from 'preact/hooks'
import { useBook } from './book'
import { ChipList } from './chip-list'
import { erased } from './erased'
import { ExportButton } from './export-button'
import { counted } from './format'
import { Headline } from './headline'
import { useLivingVisits } from './living-visits'
import { visitsPath } from './request-list'
import { Empty, Failure, Loading } from './state'
import { useStore } from './use-store'
import { ViewSwitch } from './view-switch'
import { VisitDays } from './visit-days'

/** The newest visits; new ones come in while the tab is in front. */
export function VisitList(): JSX.Element {
  const { client, view, moment, range, today } = useBook()
  const top = useRef<HTMLDivElement>(null)
  const gone = useStore(erased)
  const path = visitsPath(view, moment)
  const isOpenEnd = range.to >= today
  // The path says all that matters of the view and the moment.
  const newer = useCallback((from: string) => visitsPath(view, moment, { from, limit: 100 }), [path])
  const isTopInSight = useCallback(() => (top.current?.getBoundingClientRect().top ?? 0) >= 0, [])
  const list = useLivingVisits({ client, path, newer: isOpenEnd ? newer : null, isTopInSight })
  const shown = list.visits?.filter(({ id }) => !gone.has(id)) ?? null
  const letIn = () => {
    list.letIn()
    top.current?.scrollIntoView({ block: 'start' })
  }
  return (
    <>
      <ChipList
        organisationName={
          shown?.find(({ asn }) => String(asn) === view.filters.organisation)?.organisation ?? null
        }
      />
      <header class="section">
        <Headline>Visits</Headline>
        <ViewSwitch isOn={view.bots} to={{ ...view, bots: !view.bots }}>
          Bots
        </ViewSwitch>
        <ExportButton />
      </header>
      <div ref={top} class="top-of-list" />
      <div role="status" class="arrivals">
        {list.waiting.length > 0 && (
          <button type="button" class="main" onClick={letIn}>
            {counted(list.waiting.length, 'new visit')}
          </button>
        )}
      </div>
      {shown === null ? (
        !list.error && <Loading rows={12} what="Loading visits" />
      ) : shown.length === 0 && list.more === null && !list.isLoading ? (
        <Empty>
          <p>No visit here{isOpenEnd ? ' yet. The next one appears by itself.' : '.'}</p>
        </Empty>
      ) : (
        <VisitDays visits={shown} fresh={list.fresh} who />
      )}
      {list.error ? <Failure error={list.error} retry={list.more ?? list.retry} /> : null}
      {list.more !== null && !list.error && (
        <button type="button" class="more" onClick={list.more} disabled={list.isLoading}>
          {list.isLoading ? 'Loading…' : 'Older visits'}
        </button>
      )}
    </>
  )
}

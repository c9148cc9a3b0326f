import type { JSX } from 'preact'
import { useCallback, useRef } from 'preact/hooks'
import { useLiveVisits } from '../api/live-visits'
import { visitsPath } from '../api/request-list'
import { ChipList } from '../frame/chip-list'
import { ViewSwitch } from '../frame/view-switch'
import { ExportButton } from '../parts/export-button'
import { Headline } from '../parts/headline'
import { Empty, Failure, Loading } from '../parts/placeholders'
import { useAppContext } from '../state/app-context'
import { erased } from '../state/erased'
import { useStore } from '../state/use-store'
import { countText } from '../text/format'
import { VisitDays } from './visit-days'

/** The newest visits; new ones come in while the tab is in front. */
export function VisitList(): JSX.Element {
  const { client, view, moment, range, today } = useAppContext()
  const top = useRef<HTMLDivElement>(null)
  const erasedIds = useStore(erased)
  const path = visitsPath(view, moment)
  const isOpenEnd = range.to >= today
  // The path says all that matters of the view and the moment.
  const newer = useCallback((from: string) => visitsPath(view, moment, { from, limit: 100 }), [path])
  const isTopInSight = useCallback(() => (top.current?.getBoundingClientRect().top ?? 0) >= 0, [])
  const list = useLiveVisits({ client, path, newer: isOpenEnd ? newer : null, isTopInSight })
  const shown = list.visits?.filter(({ id }) => !erasedIds.has(id)) ?? null
  const showWaiting = () => {
    list.showWaiting()
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
          <button type="button" class="main" onClick={showWaiting}>
            {countText(list.waiting.length, 'new visit')}
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
        <VisitDays visits={shown} fresh={list.fresh} showsName />
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

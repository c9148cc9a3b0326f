import type { JSX } from 'preact'
import { useCallback } from 'preact/hooks'
import * as words from '#words'
import { useLiveVisits } from '../api/live-visits'
import { visitsPath } from '../api/request-list'
import { Failure, Loading } from '../parts/placeholders'
import { useAppContext } from '../state/app-context'
import { erased } from '../state/erased'
import { useStore } from '../state/use-store'
import { OlderVisits } from '../visits/older-visits'
import { VisitDays } from '../visits/visit-days'

const pageSize = 100

/** Every visit of the organisation, bots included. */
export function OrganisationVisits(): JSX.Element {
  const { client, view, moment } = useAppContext()
  const erasedIds = useStore(erased)
  const path = visitsPath(view, moment, { limit: pageSize })
  const isTopInSight = useCallback(() => true, [])
  const list = useLiveVisits({ client, path, newer: null, isTopInSight })
  if (list.visits === null) {
    return list.error ? (
      <Failure error={list.error} retry={list.retry} />
    ) : (
      <Loading what={words.loadingVisits} />
    )
  }
  const shown = list.visits.filter(({ id }) => !erasedIds.has(id))
  return (
    <div class="line">
      {shown.length === 0 && <p class="quiet">{words.noVisitsInPeriod}</p>}
      <VisitDays visits={shown} fresh={list.fresh} showsName={false} />
      {list.error ? <Failure error={list.error} retry={list.retry} /> : null}
      <OlderVisits of={list} />
    </div>
  )
}

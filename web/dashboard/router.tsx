import type { JSX } from 'preact'
import { FirstVisit } from './first-visit/first-visit'
import { PeriodPicker } from './frame/period-picker'
import type { Sites } from './frame/site-switcher'
import { Health } from './health/health'
import { Messages } from './messages/messages'
import { OrganisationPage } from './organisation/organisation-page'
import { Overview } from './overview/overview'
import { Recipients } from './recipients/recipients'
import { RefusalList } from './refusals/refusal-list'
import { Shares } from './shares/shares'
import { useAppContext } from './state/app-context'
import { useIsPhone } from './state/phone'
import { VisitDialog } from './visits/visit-dialog'
import { VisitList } from './visits/visit-list'

/** The view that the address names. */
export function Router({ sites }: { sites: Sites | null }): JSX.Element {
  const { view } = useAppContext()
  const isPhone = useIsPhone()
  const looked = sites?.filter(({ site }) => view.site === null || site === view.site) ?? []
  const isNew = looked.length > 0 && looked.every(({ firstDay }) => firstDay === null)
  if (view.name === 'health') return <Health />
  if (view.name === 'recipients') return <Recipients sites={sites} />
  if (view.name === 'messages') return <Messages />
  if (view.name === 'shares') return <Shares sites={sites} />
  if (isNew && (view.name === 'overview' || view.name === 'visits')) return <FirstVisit sites={looked} />
  return (
    <>
      {!isPhone && <PeriodPicker />}
      {view.name === 'overview' && <Overview sites={sites} />}
      {view.name === 'visits' && <VisitList sites={sites} />}
      {view.name === 'organisation' && view.organisation !== null && (
        <OrganisationPage key={view.organisation} />
      )}
      {view.name === 'refusals' && <RefusalList />}
      {view.open !== null && <VisitDialog key={view.open.id} of={view.open} />}
    </>
  )
}

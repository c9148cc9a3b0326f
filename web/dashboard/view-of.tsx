import type { JSX } from 'preact'
import { useBook } from './book'
import { FirstVisit } from './first-visit'
import { Health } from './health'
import { OrganisationPage } from './organisation-page'
import { Overview } from './overview'
import { PeriodPicker } from './period-picker'
import { RefusalList } from './refusal-list'
import type { SiteAnswer } from './site-switcher'
import { VisitDialog } from './visit-dialog'
import { VisitList } from './visit-list'

/** The view that the address names. */
export function ViewOf({ sites }: { sites: readonly SiteAnswer[] | null }): JSX.Element {
  const { view } = useBook()
  const looked = sites?.filter(({ site }) => view.site === null || site === view.site) ?? []
  const isNew = looked.length > 0 && looked.every(({ firstDay }) => firstDay === null)
  if (view.name === 'health') return <Health sites={sites} />
  if (isNew && (view.name === 'overview' || view.name === 'visits')) return <FirstVisit sites={looked} />
  return (
    <>
      <PeriodPicker />
      {view.name === 'overview' && <Overview sites={sites} />}
      {view.name === 'visits' && <VisitList />}
      {view.name === 'organisation' && view.asn !== null && <OrganisationPage key={view.asn} />}
      {view.name === 'refusals' && <RefusalList />}
      {view.open !== null && <VisitDialog key={view.open.id} of={view.open} />}
    </>
  )
}

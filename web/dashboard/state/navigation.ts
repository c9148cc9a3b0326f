import { storeOf } from './store'
import { searchOf, type View, viewOf } from './view'

/** What the address says is looked at. */
export const view = storeOf<View>(viewOf(location.search))

/** The hash stays: a shared link carries its token there. */
export const addressOf = (to: View): string => searchOf(to) + location.hash

/** Goes somewhere; back leads back. */
export function go(to: View): void {
  const isElsewhere = to.name !== view.get().name || to.asn !== view.get().asn
  history.pushState(null, '', addressOf(to))
  view.set(to)
  if (isElsewhere) scrollTo(0, 0)
}

export function watchAddress(): void {
  addEventListener('popstate', () => view.set(viewOf(location.search)))
}

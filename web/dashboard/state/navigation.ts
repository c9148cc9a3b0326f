import type { LeftOut } from './left-out'
import { storeOf } from './store'
import { readAddress, searchOf, type View } from './view'

const first = readAddress(location.search)

/** The view in the address. */
export const view = storeOf<View>(first.view)

/** What of the address was not understood. */
export const leftOut = storeOf<readonly LeftOut[]>(first.leftOut)

/** What the reader asks with this view, whatever the time of day and whichever visit is open. */
export const question = (): string => searchOf({ ...view.get(), open: null })

/** The address of a view. It keeps the path and the hash, where a shared link has its token. */
export const addressOf = (to: View): string => location.pathname + searchOf(to).slice(1) + location.hash

/** Goes to a view and adds it to the browser's history. */
export function go(to: View): void {
  const isElsewhere = to.name !== view.get().name || to.organisation !== view.get().organisation
  history.pushState(null, '', addressOf(to))
  view.set(to)
  leftOut.set([])
  if (isElsewhere) scrollTo(0, 0)
}

/** Says where the reader is in another way, without adding to the browser's history. */
export function replace(to: View): void {
  history.replaceState(null, '', addressOf(to))
  view.set(to)
}

export function watchAddress(): void {
  addEventListener('popstate', () => {
    const address = readAddress(location.search)
    view.set(address.view)
    leftOut.set(address.leftOut)
  })
}

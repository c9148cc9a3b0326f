import { erased } from './erased'
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
  history.replaceState({ ...entry(), top: scrollY }, '')
  history.pushState({ depth: depthOf(to) }, '', addressOf(to))
  view.set(to)
  leftOut.set([])
  if (isElsewhere) scrollTo(0, 0)
}

/** Says where the reader is in another way, without adding to the browser's history. */
export function replace(to: View): void {
  history.replaceState(history.state, '', addressOf(to))
  view.set(to)
}

/** Goes back to what lies below the open visit. Only where that is not known, the visit's own entry is changed. */
export function closeVisit(): void {
  const now = view.get()
  if (now.open === null) return
  const { depth = 0 } = entry()
  if (depth === 0) replace({ ...now, open: null })
  else {
    view.set({ ...now, open: null })
    history.go(-depth)
  }
}

/** Follows the browser's history, which may lead to a visit that has been erased. */
export function watchAddress(): void {
  addEventListener('popstate', () => {
    const { view: to, leftOut: left } = readAddress(location.search)
    if (to.open !== null && erased.get().has(to.open.id)) replace({ ...to, open: null })
    else view.set(to)
    leftOut.set(left)
    const { top } = entry()
    if (top !== undefined) setTimeout(() => scrollTo(0, top)) // once it is drawn
  })
}

/** What is kept with an entry of the browser's history. */
interface Entry {
  /** How many entries back no visit is open; 0 if none is open here or that is not known. */
  readonly depth?: number
  /** How far the reader had scrolled when leaving it. */
  readonly top?: number
}

const entry = (): Entry => (history.state as Entry | null) ?? {}

function depthOf(to: View): number {
  const { depth = 0 } = entry()
  if (to.open === null) return 0
  return view.get().open !== null && depth === 0 ? 0 : depth + 1
}

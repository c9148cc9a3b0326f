import { storeOf } from '../state/store'
import { healthPath } from './request-list'

/** When the service was lost; null while it can be reached. */
export const lostAt = storeOf<Date | null>(null)

const retryMs = 3000

let timer: ReturnType<typeof setTimeout> | undefined

/**
 * Records whether the service answered, and keeps trying while it does not. An answer to a request from before the loss
 * proves nothing.
 *
 * @param began when the try began, in milliseconds since 1970
 */
export function noteContact(isReached: boolean, began: number): void {
  const lost = lostAt.get()
  if (!isReached) {
    if (lost === null) lostAt.set(new Date())
    timer ??= setTimeout(tryAgain, retryMs)
  } else if (lost !== null && began > lost.getTime()) {
    clearTimeout(timer)
    timer = undefined
    lostAt.set(null)
  }
}

async function tryAgain(): Promise<void> {
  timer = undefined
  const began = Date.now()
  const isThere = await fetch(healthPath, { credentials: 'omit' }).then(
    () => true,
    () => false,
  )
  noteContact(isThere, began)
}

/** Listens to the browser's own offline and online events. */
export function watchConnection(): void {
  addEventListener('offline', () => noteContact(false, Date.now()))
  addEventListener('online', () => lostAt.get() !== null && tryAgain())
}

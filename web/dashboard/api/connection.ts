import { storeOf } from '../state/store'
import { healthPath } from './request-list'

/** Since when the service has not been reached; null while it is. */
export const lostAt = storeOf<Date | null>(null)

const retryMs = 3000

let timer: ReturnType<typeof setTimeout> | undefined

/**
 * Notes whether the service was reached; when it was not, tries until it is. An answer that was on its way already when
 * the service was lost says nothing.
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

/** The browser's own word on its network. */
export function watchConnection(): void {
  addEventListener('offline', () => noteContact(false, Date.now()))
  addEventListener('online', () => lostAt.get() !== null && tryAgain())
}

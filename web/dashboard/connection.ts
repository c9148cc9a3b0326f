import { healthPath } from './request-list'
import { storeOf } from './store'

/** Since when the service has not been reached; null while it is. */
export const lostAt = storeOf<Date | null>(null)

const retryAfter = 3000 // milliseconds

let timer: ReturnType<typeof setTimeout> | undefined

/** Notes whether the service was reached; when it was not, tries until it is. */
export function reached(isReached: boolean): void {
  if (isReached) {
    clearTimeout(timer)
    timer = undefined
    lostAt.set(null)
  } else {
    if (lostAt.get() === null) lostAt.set(new Date())
    timer ??= setTimeout(knock, retryAfter)
  }
}

async function knock(): Promise<void> {
  timer = undefined
  const isThere = await fetch(healthPath, { credentials: 'omit' }).then(
    () => true,
    () => false,
  )
  reached(isThere)
}

/** The browser's own word on its network. */
export function watchConnection(): void {
  addEventListener('offline', () => reached(false))
  addEventListener('online', () => lostAt.get() !== null && knock())
}

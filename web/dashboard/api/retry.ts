import { useEffect, useRef } from 'preact/hooks'
import { isTransient, waitAfter } from './problem'

/**
 * Asks again by itself after a failure that may pass, and at once when the browser is online or the tab in front again,
 * unless the service asked for a longer wait. Nobody is asked for a tab that nobody sees.
 */
export function useRetry(error: unknown, ask: () => void): void {
  const tries = useRef(0)
  useEffect(() => {
    if (!isTransient(error)) {
      tries.current = 0
      return
    }
    const failed = Date.now()
    const least = waitAfter(error, Number.NEGATIVE_INFINITY)
    const wake = () => {
      if (!document.hidden && Date.now() - failed >= least) ask()
    }
    const timer = setTimeout(wake, waitAfter(error, tries.current++))
    addEventListener('online', wake)
    document.addEventListener('visibilitychange', wake)
    return () => {
      clearTimeout(timer)
      removeEventListener('online', wake)
      document.removeEventListener('visibilitychange', wake)
    }
  }, [error, ask])
}

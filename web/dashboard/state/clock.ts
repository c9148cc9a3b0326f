import { useEffect, useState } from 'preact/hooks'
import type { Client } from '../api/client'

/** The reader's time zone; UTC where the browser does not tell one by its name. */
export function zoneName(): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  return /^[A-Za-z]/.test(zone ?? '') ? zone : 'UTC'
}

const minute = 60_000
const refreshAfter = 5 * minute

/** Runs something regularly while the tab is in front, and at once when it comes back to the front. */
export function useWhileInFront(act: () => void, every: number): void {
  useEffect(() => {
    let last = Date.now()
    const run = () => {
      if (document.hidden || Date.now() - last < every - 50) return
      last = Date.now()
      act()
    }
    const timer = setInterval(run, every)
    document.addEventListener('visibilitychange', run)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', run)
    }
  }, [act, every])
}

/** Now, to the minute; a new day or hour changes what is asked for. */
export function useNow(client: Client): Date {
  const [now, setNow] = useState(() => new Date())
  const [tick] = useState(() => () => setNow(new Date()))
  const [refresh] = useState(() => () => client.refresh())
  useWhileInFront(tick, minute)
  useWhileInFront(refresh, refreshAfter)
  return now
}

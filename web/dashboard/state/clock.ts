import { useEffect, useState } from 'preact/hooks'
import type { Client } from '../api/client'

/** The reader's time zone; UTC where the browser does not tell one by its name. */
export function zoneName(): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  return /^[A-Za-z]/.test(zone ?? '') ? zone : 'UTC'
}

const minuteMs = 60_000
const refreshMs = 5 * minuteMs

/** Runs something regularly while the tab is in front, and at once when it comes back to the front. */
export function useWhileInFront(act: () => void, intervalMs: number): void {
  useEffect(() => {
    let last = Date.now()
    const run = () => {
      if (document.hidden || Date.now() - last < intervalMs - 50) return
      last = Date.now()
      act()
    }
    const timer = setInterval(run, intervalMs)
    document.addEventListener('visibilitychange', run)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', run)
    }
  }, [act, intervalMs])
}

/** Now, to the minute; a new day or hour changes what is asked for. */
export function useNow(client: Client): Date {
  const [now, setNow] = useState(() => new Date())
  const [tick] = useState(() => () => setNow(new Date()))
  const [refresh] = useState(() => () => client.refresh())
  useWhileInFront(tick, minuteMs)
  useWhileInFront(refresh, refreshMs)
  return now
}

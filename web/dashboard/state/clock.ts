import { useEffect, useState } from 'preact/hooks'
import type { Client } from '../api/client'

const minuteMs = 60_000
const refreshMs = 5 * minuteMs

/** Calls `act` regularly while the tab is visible, and at once when it becomes visible again if that is due. */
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

/** The current time, updated every minute. Refreshes the client regularly, too. */
export function useNow(client: Client): Date {
  const [now, setNow] = useState(() => new Date())
  const [tick] = useState(() => () => setNow(new Date()))
  const [refresh] = useState(() => () => client.refresh())
  useWhileInFront(tick, minuteMs)
  useWhileInFront(refresh, refreshMs)
  return now
}

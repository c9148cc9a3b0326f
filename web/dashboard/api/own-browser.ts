import { useEffect, useRef } from 'preact/hooks'
import type { Sites } from '../frame/site-switcher'
import type { Client } from './client'
import { statusPath } from './request-list'

/** The first view comes first. */
const waitMs = 5000

const utcDay = (at: Date): string => at.toISOString().slice(0, 10)

interface Reader {
  readonly client: Client
  readonly now: Date
  readonly isOwner: boolean
  /** Null until they are known. */
  readonly sites: Sites | null
}

/**
 * Lets the service know that this browser is the owner's, so that its visits are left out: once when the dashboard opens and
 * once a UTC day, since a browser is known for one. In a book that was empty then, the owner waits for just such a visit.
 */
export function useOwnBrowser({ client, now, isOwner, sites }: Reader): void {
  const hadVisits = useRef<boolean | null>(null)
  if (sites !== null) hadVisits.current ??= sites.some(({ lastDay }) => lastDay !== null)
  const [day, isToTell] = [utcDay(now), isOwner && hadVisits.current === true]
  useEffect(() => {
    if (!isToTell) return
    const timer = setTimeout(() => {
      const last = client.lastAnswer(statusPath)
      if (last === undefined || utcDay(new Date(last.at)) < day) client.get(statusPath).catch(() => {})
    }, waitMs)
    return () => clearTimeout(timer)
  }, [client, day, isToTell])
}

import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { VisitAnswer } from '../../../lambda/api/visits'
import { useWhileInFront } from '../state/clock'
import { question } from '../state/navigation'
import type { Client } from './client'
import {
  keep,
  keptOf,
  type LiveList,
  nothing,
  whileLoading,
  withFirst,
  withNew,
  withOlder,
} from './live-list'
import { waitAfter } from './problem'
import type { Path } from './request-list'
import { useRetry } from './retry'
import { useStale } from './stale'
import { hasGap, newVisits, searchStart } from './visit-merge'

/** A list of visits that grows at both ends: newer ones arrive, older ones are loaded. */
export interface LiveVisits {
  readonly visits: readonly VisitAnswer[] | null
  /** New visits held back while the top of the list is out of sight. */
  readonly waiting: readonly VisitAnswer[]
  /** Ids of visits that appeared since the list was opened. */
  readonly fresh: ReadonlySet<string>
  /** Why there are no visits, or no older ones. A refresh that fails leaves the visits as they are. */
  readonly error: unknown
  /** Whether the first or older visits are on their way. */
  readonly isLoading: boolean
  /** Loads older visits; null if there are none. */
  readonly more: (() => void) | null
  showWaiting(): void
  /** Asks again for what failed. */
  retry(): void
}

/** How often to look for new visits, so that each appears within five seconds. */
const lookMs = 4500

interface LiveVisitsOptions {
  readonly client: Client
  /** The first page. */
  readonly path: Path
  /** Path of the visits since an instant; null if no new ones can come. */
  readonly newer: ((from: string) => Path) | null
  /** Whether the reader sees the top of the list, so that new visits may appear at once. */
  readonly isTopInSight: () => boolean
}

export function useLiveVisits(options: LiveVisitsOptions): LiveVisits {
  const { client, path } = options
  const [list, setList] = useState(() => keptOf(client, path) ?? nothing)
  const { again, opened } = useFirstPage(client, path, setList)
  useLook(options, { list, setList, again, opened })
  useEffect(() => keep(client, list), [client, list])
  const more = useOlder(client, list, setList)
  const showWaiting = useCallback(
    () => setList((before) => withNew({ ...before, waiting: [] }, before.waiting, true)),
    [],
  )
  const retry = useCallback(() => {
    setList((before) => ({ ...before, error: null, isLoading: true }))
    again()
  }, [again])

  const isOther = list.of !== path && list.question !== question()
  const isMissing = list.visits === null || (isOther && Boolean(list.error))
  useRetry(list.error, again)
  useStale(isMissing ? null : list.at, list.error)
  return {
    ...list,
    visits: isMissing ? null : list.visits,
    error: isMissing ? list.error : list.olderError,
    more: isMissing ? null : more,
    showWaiting,
    retry: isMissing || more === null ? retry : more,
  }
}

type SetList = (next: (before: LiveList) => LiveList) => void

/** Loads the first page, and again when the path changes, on retry and on refresh. */
function useFirstPage(client: Client, path: Path, setList: SetList) {
  const [attempt, setAttempt] = useState(0)
  const opened = useRef(new Date())
  const asked = useRef('')
  const again = useCallback(() => setAttempt((count) => count + 1), [])
  useEffect(() => client.onRefresh(again), [client, again])

  // `attempt` is a dependency so that a retry asks again.
  useEffect(() => {
    let isShown = true
    opened.current = new Date()
    if (asked.current !== path) setList((before) => whileLoading(before, client, path))
    asked.current = path
    client.get<'GET /visits'>(path).then(
      (first) => isShown && setList((before) => withFirst(before, path, first)),
      (error: unknown) => isShown && setList((before) => ({ ...before, error, isLoading: false })),
    )
    return () => {
      isShown = false
    }
  }, [client, path, attempt])
  return { again, opened }
}

/** Loads older visits; null if there are none. */
function useOlder(client: Client, { older, olderError }: LiveList, setList: SetList): (() => void) | null {
  const more = useCallback(() => {
    if (older === null) return
    setList((before) => ({ ...before, isLoading: true, olderError: null }))
    client.get<'GET /visits'>(older).then(
      (next) => setList((before) => (before.older === older ? withOlder(before, next) : before)),
      (error: unknown) => setList((before) => ({ ...before, olderError: error, isLoading: false })),
    )
  }, [client, older])
  useRetry(olderError, more)
  return older === null ? null : more
}

interface Looking extends ReturnType<typeof useFirstPage> {
  readonly list: LiveList
  readonly setList: SetList
}

/** Looks for new visits, less often while that fails. */
function useLook(
  { client, path, newer, isTopInSight }: LiveVisitsOptions,
  { list, setList, again, opened }: Looking,
): void {
  const pause = useRef({ until: 0, tries: 0 })
  const look = useCallback(async () => {
    if (newer === null || list.visits === null || list.of !== path || Date.now() < pause.current.until) return
    const known = [...list.waiting, ...list.visits]
    const found = await client
      .get<'GET /visits'>(newer(searchStart(known, opened.current)))
      .catch((error: unknown) => {
        const { tries } = pause.current
        pause.current = { until: Date.now() + waitAfter(error, tries), tries: tries + 1 }
        return null
      })
    if (found === null) return
    pause.current = { until: 0, tries: 0 }
    if (hasGap(known, found)) again()
    else if (newVisits(known, found.visits).length > 0) {
      const atOnce = isTopInSight()
      setList((before) => (before.of === path ? withNew(before, found.visits, atOnce) : before))
    }
  }, [client, newer, path, list, isTopInSight, again])
  useWhileInFront(look, lookMs)
}

import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { AnswerOf } from '../../../lambda/api/routes'
import type { VisitAnswer } from '../../../lambda/api/visits'
import { useWhileInFront } from '../state/clock'
import type { Client } from './client'
import { type Path, pathOf } from './request-list'
import { mergeVisits, newVisits, searchStart } from './visit-merge'

type VisitListAnswer = AnswerOf<'GET /visits'>

/** A list of visits that grows at both ends: newer ones arrive, older ones are loaded. */
export interface LiveVisits {
  readonly visits: readonly VisitAnswer[] | null
  /** New visits held back while the top of the list is out of sight. */
  readonly waiting: readonly VisitAnswer[]
  /** Ids of visits that appeared since the list was opened. */
  readonly fresh: ReadonlySet<string>
  readonly error: unknown
  readonly isLoading: boolean
  /** Loads older visits; null if there are none. */
  readonly more: (() => void) | null
  showWaiting(): void
  retry(): void
}

interface State {
  readonly of: Path | null
  readonly visits: readonly VisitAnswer[] | null
  readonly waiting: readonly VisitAnswer[]
  readonly fresh: ReadonlySet<string>
  readonly cursor: string | null
  readonly error: unknown
  readonly isLoading: boolean
}

const nothing: State = {
  of: null,
  visits: null,
  waiting: [],
  fresh: new Set(),
  cursor: null,
  error: null,
  isLoading: true,
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

export function useLiveVisits({ client, path, newer, isTopInSight }: LiveVisitsOptions): LiveVisits {
  const [state, setState] = useState(nothing)
  const { retry, opened } = useFirstPage(client, path, setState)

  const look = useCallback(async () => {
    if (newer === null || state.visits === null || state.of !== path) return
    const known = [...state.waiting, ...state.visits]
    const found = await client.get<'GET /visits'>(newer(searchStart(known, opened.current))).catch(() => null)
    if (found === null || newVisits(known, found.visits).length === 0) return
    const atOnce = isTopInSight()
    setState((before) => (before.of === path ? withNew(before, found.visits, atOnce) : before))
  }, [client, newer, path, state, isTopInSight])
  useWhileInFront(look, lookMs)

  const more = useCallback(() => {
    const { cursor } = state
    if (cursor === null) return
    setState(loading)
    client.get<'GET /visits'>(pathOfNext(path, cursor)).then(
      (next) => setState((before) => (before.of === path ? withOlder(before, next) : before)),
      (error: unknown) => setState((before) => ({ ...before, error, isLoading: false })),
    )
  }, [client, path, state])

  const showWaiting = useCallback(
    () => setState((before) => withNew({ ...before, waiting: [] }, before.waiting, true)),
    [],
  )
  const { cursor, of: _, ...rest } = state
  return { ...rest, more: cursor === null ? null : more, showWaiting, retry }
}

type SetState = (next: (before: State) => State) => void

/** Loads the first page, and again when the path changes, on retry and on refresh. */
function useFirstPage(client: Client, path: Path, setState: SetState) {
  const [attempt, setAttempt] = useState(0)
  const opened = useRef(new Date())
  const retry = useCallback(() => setAttempt((count) => count + 1), [])
  useEffect(() => client.onRefresh(retry), [client, retry])

  // `attempt` is a dependency so that a retry asks again.
  useEffect(() => {
    let isShown = true
    opened.current = new Date()
    setState(loading)
    client.get<'GET /visits'>(path).then(
      (first) => isShown && setState((before) => withFirst(before, path, first)),
      (error: unknown) => isShown && setState((before) => ({ ...before, error, isLoading: false })),
    )
    return () => {
      isShown = false
    }
  }, [client, path, attempt])
  return { retry, opened }
}

const loading = (state: State): State => ({ ...state, isLoading: true, error: null })

/** The state after the first page has arrived. A list that is already shown keeps its older visits. */
const withFirst = (state: State, path: Path, { visits, cursor }: VisitListAnswer): State =>
  state.of === path && state.visits !== null
    ? { ...state, visits: mergeVisits(state.visits, visits), isLoading: false }
    : { ...nothing, of: path, visits, cursor, isLoading: false }

const withOlder = (state: State, { visits, cursor }: VisitListAnswer): State => ({
  ...state,
  visits: mergeVisits(state.visits ?? [], visits),
  cursor,
  isLoading: false,
})

const pathOfNext = (path: Path, cursor: string): Path =>
  `${path}${path.includes('?') ? '&' : '?'}${pathOf('', { cursor }).slice(1)}`

function withNew(state: State, arrived: readonly VisitAnswer[], atOnce: boolean): State {
  const known = state.visits ?? []
  if (!atOnce) return { ...state, waiting: mergeVisits(state.waiting, newVisits(known, arrived)) }
  const added = newVisits(known, [...state.waiting, ...arrived])
  return {
    ...state,
    visits: mergeVisits(known, added),
    waiting: [],
    fresh: new Set([...state.fresh, ...added.map(({ id }) => id)]),
  }
}

import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { AnswerOf, DescribedRoute } from '../../../lambda/api/routes'
import { question } from '../state/navigation'
import type { Client } from './client'
import type { Path } from './request-list'
import { useRetry } from './retry'
import { useStale } from './stale'

/** The state of a request. */
export interface Answered<T> {
  /** The last answer. It stays if a refresh fails, and until that of another path has arrived. */
  readonly data: T | null
  /** Whether the data answer what the reader asked before. */
  readonly isOther: boolean
  readonly isLoading: boolean
  readonly error: unknown
  retry(): void
}

interface State<T> {
  readonly of: Path | null
  /** What the reader had asked. Its path changes with the time of day. */
  readonly question: string
  readonly data: T | null
  /** When the data arrived, in milliseconds since 1970. */
  readonly at: number | null
  readonly isLoading: boolean
  readonly error: unknown
}

function initialState<R extends DescribedRoute>(client: Client, path: Path | null): State<AnswerOf<R>> {
  const known = path === null ? undefined : client.lastAnswer<R>(path)
  return {
    of: known === undefined ? null : path,
    question: question(),
    data: known?.data ?? null,
    at: known?.at ?? null,
    isLoading: path !== null,
    error: null,
  }
}

/**
 * Asks for a path of a route, and again when it changes, on refresh, and after a failure that may pass. A null path asks
 * for nothing.
 */
export function useAnswer<R extends DescribedRoute>(
  client: Client,
  path: Path | null,
): Answered<AnswerOf<R>> {
  const [state, setState] = useState<State<AnswerOf<R>>>(() => initialState<R>(client, path))
  const [attempt, setAttempt] = useState(0)
  const asked = useRef({ client, path })
  const again = useCallback(() => setAttempt((count) => count + 1), [])
  const retry = useCallback(() => {
    setState((before) => ({ ...before, error: null }))
    again()
  }, [again])
  useEffect(() => client.onRefresh(again), [client, again])
  // `attempt` is a dependency so that a retry asks again.
  useEffect(() => {
    let isShown = true
    const isAgain = asked.current.path === path && asked.current.client === client
    asked.current = { client, path }
    const known = initialState<R>(client, path)
    setState((before) => {
      if (isAgain) return { ...before, isLoading: path !== null }
      return known.data !== null || path === null ? known : { ...before, isLoading: true, error: null }
    })
    if (path !== null) {
      client.get<R>(path).then(
        (data) => isShown && setState({ ...known, of: path, data, at: Date.now(), isLoading: false }),
        (error: unknown) => isShown && setState((before) => ({ ...before, isLoading: false, error })),
      )
    }
    return () => {
      isShown = false
    }
  }, [client, path, attempt])
  const { data, error, isLoading } = state
  const isOther = data !== null && state.of !== path && state.question !== question()
  useRetry(error, again)
  useStale(isOther ? null : state.at, error)
  return { data: isOther && error ? null : data, isOther: isOther && !error, isLoading, error, retry }
}

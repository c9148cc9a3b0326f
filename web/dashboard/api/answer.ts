import { useCallback, useEffect, useState } from 'preact/hooks'
import type { AnswerOf, DescribedRoute } from '../../../lambda/api/routes'
import type { Client } from './client'
import type { Path } from './request-list'

/** The state of a request. */
export interface Answered<T> {
  /** The answer for this path, or for the previous one while this one is loading. */
  readonly data: T | null
  /** Whether the data belong to the previous path. */
  readonly isOther: boolean
  readonly isLoading: boolean
  readonly error: unknown
  retry(): void
}

interface State<T> {
  readonly of: Path | null
  readonly data: T | null
  readonly isLoading: boolean
  readonly error: unknown
}

const initialState = <R extends DescribedRoute>(client: Client, path: Path | null): State<AnswerOf<R>> => {
  const data = path === null ? null : (client.lastAnswer<R>(path) ?? null)
  return { of: data === null ? null : path, data, isLoading: path !== null, error: null }
}

/** Asks for a path of a route, and again when it changes and on refresh. A null path asks for nothing. */
export function useAnswer<R extends DescribedRoute>(
  client: Client,
  path: Path | null,
): Answered<AnswerOf<R>> {
  const [state, setState] = useState<State<AnswerOf<R>>>(() => initialState<R>(client, path))
  const [attempt, setAttempt] = useState(0)
  const retry = useCallback(() => setAttempt((count) => count + 1), [])
  useEffect(() => client.onRefresh(retry), [client, retry])
  // `attempt` is a dependency so that a retry asks again.
  useEffect(() => {
    let isShown = true
    const known = initialState<R>(client, path)
    setState((before) =>
      known.data !== null || path === null ? known : { ...before, isLoading: true, error: null },
    )
    if (path !== null) {
      client.get<R>(path).then(
        (data) => isShown && setState({ of: path, data, isLoading: false, error: null }),
        (error: unknown) => isShown && setState((before) => ({ ...before, isLoading: false, error })),
      )
    }
    return () => {
      isShown = false
    }
  }, [client, path, attempt])
  const { of, data, error, isLoading } = state
  const known = of !== path && error ? null : data
  return { data: known, isOther: known !== null && of !== path, isLoading, error, retry }
}

import type { ComponentChildren, JSX } from 'preact'
import * as words from '#words'
import type { Answered } from '../api/answer'
import { isTransient, Problem } from '../api/problem'
import { filterNames } from '../state/filter'
import { errorText } from './error-text'

/** Shown in place of something that failed to load. */
export function Failure({ error, retry }: { error: unknown; retry: () => void }): JSX.Element {
  const isAsked = error instanceof Problem && error.status === 400 // a retry would get the same answer
  return (
    <div class="placeholder" role="alert">
      <p>{errorText(error)}</p>
      {isTransient(error) && <p class="quiet">{words.triedAgain}</p>}
      {isAsked && filterNames.some((name) => name === error.field) && (
        <p class="quiet">{words.removeThatFilter}</p>
      )}
      {!isAsked && (
        <button type="button" onClick={retry}>
          {words.tryAgain}
        </button>
      )}
    </div>
  )
}

/** Keeps room for what is loading, so that nothing jumps when it arrives. */
export function Loading({ rows = 6, what = words.loading }: { rows?: number; what?: string }): JSX.Element {
  return (
    <div class="loading" role="status">
      <span class="unseen">{what}…</span>
      {Array.from({ length: rows }, (_, at) => (
        <span key={at} class="ghost" aria-hidden="true" />
      ))}
    </div>
  )
}

export const Empty = ({ children }: { children: ComponentChildren }): JSX.Element => (
  <div class="placeholder">{children}</div>
)

interface AnswerProps<T> {
  readonly of: Pick<Answered<T>, 'data' | 'error' | 'retry'>
  /** What is loading, for screen readers. */
  readonly loading: string
  /** How many rows to leave room for. */
  readonly rows?: number
  readonly children: (data: T) => ComponentChildren
}

/** Shows the last answer, or a placeholder until there is one. */
export function Answer<T>({ of, loading, rows, children }: AnswerProps<T>): JSX.Element {
  if (of.data !== null) return <>{children(of.data)}</>
  if (of.error) return <Failure error={of.error} retry={of.retry} />
  return <Loading what={loading} {...(rows !== undefined && { rows })} />
}

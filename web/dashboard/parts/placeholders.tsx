import type { ComponentChildren, JSX } from 'preact'
import type { Answered } from '../api/answer'
import { errorText, Problem, Unreachable } from '../api/problem'
import { filterNames } from '../state/filter'

/** What is shown where something could not be had. */
export function Failure({ error, retry }: { error: unknown; retry: () => void }): JSX.Element {
  const isAsked = error instanceof Problem && error.status === 400 // asking again gets the same answer
  return (
    <div class="placeholder" role="alert">
      <p>{errorText(error)}</p>
      {error instanceof Unreachable && <p class="quiet">It is tried again every few seconds.</p>}
      {isAsked && filterNames.some((name) => name === error.field) && (
        <p class="quiet">Take that filter away to go on.</p>
      )}
      {!(error instanceof Unreachable) && !isAsked && (
        <button type="button" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  )
}

/** Room for what is on its way, so that nothing jumps when it comes. */
export function Loading({ rows = 6, what = 'Loading' }: { rows?: number; what?: string }): JSX.Element {
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
  /** What is on its way, for screen readers. */
  readonly loading: string
  /** How many rows to leave room for. */
  readonly rows?: number
  readonly children: (data: T) => ComponentChildren
}

/** Shows an answer once it has come, and a placeholder until then. */
export function Answer<T>({ of, loading, rows, children }: AnswerProps<T>): JSX.Element {
  if (of.error) return <Failure error={of.error} retry={of.retry} />
  if (of.data === null) return <Loading what={loading} {...(rows !== undefined && { rows })} />
  return <>{children(of.data)}</>
}

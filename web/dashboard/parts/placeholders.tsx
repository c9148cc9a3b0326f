import type { ComponentChildren, JSX } from 'preact'
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

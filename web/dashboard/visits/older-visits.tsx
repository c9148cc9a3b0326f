import type { JSX } from 'preact'
import type { LiveVisits } from '../api/live-visits'

/** Loads the next page of a list of visits; nothing where there is none. */
export function OlderVisits({ of: { more, isLoading } }: { of: LiveVisits }): JSX.Element | null {
  if (more === null) return null
  return (
    <button type="button" class="more" onClick={more} disabled={isLoading}>
      {isLoading ? 'Loading…' : 'Older visits'}
    </button>
  )
}

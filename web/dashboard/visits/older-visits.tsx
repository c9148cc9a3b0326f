import type { JSX } from 'preact'
import type { LiveVisits } from '../api/live-visits'

/** The button that loads older visits, if there are any. */
export function OlderVisits({ of: { more, isLoading } }: { of: LiveVisits }): JSX.Element | null {
  if (more === null) return null
  return (
    <button type="button" class="more" onClick={more} disabled={isLoading}>
      {isLoading ? 'Loading…' : 'Older visits'}
    </button>
  )
}

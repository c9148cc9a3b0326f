import { useRef } from 'preact/hooks'
import { useAnswer } from '../api/answer'
import { onlyOrganisations, visitsPath } from '../api/request-list'
import { useAppContext } from '../state/app-context'
import { searchOf } from '../state/view'

/**
 * Whether the list has organisations alone: where any came, unless the reader wants all, or asks for a kind or an organisation.
 * It is decided once for a question, so that the list stays what it is; null until then.
 */
export function useOrganisationsOnly(): boolean | null {
  const { client, view, moment } = useAppContext()
  const question = searchOf({ ...view, singly: false, open: null })
  const decided = useRef<{ readonly of: string; readonly isOnly: boolean } | null>(null)
  const narrowed = onlyOrganisations(view)
  const known = decided.current?.of === question ? decided.current.isOnly : null
  const path = narrowed === null || known !== null ? null : visitsPath(narrowed, moment)
  const { data, error, isOther, isLoading } = useAnswer<'GET /visits'>(client, path)
  if (narrowed === null) return false
  if (known !== null) return known
  if (data === null || isOther) return error && !isLoading ? false : null
  decided.current = { of: question, isOnly: data.visits.length > 0 }
  return decided.current.isOnly
}

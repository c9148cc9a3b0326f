import { useEffect } from 'preact/hooks'
import { storeOf } from '../state/store'

/** Something on the page that could not be refreshed. */
export interface Stale {
  /** When it was loaded, in milliseconds since 1970. */
  readonly at: number
  readonly error: unknown
}

/** The oldest of what could not be refreshed; null if all on the page is new. */
export const oldest = storeOf<Stale | null>(null)

const all = new Set<Stale>()

const tell = () => oldest.set([...all].toSorted((a, b) => a.at - b.at)[0] ?? null)

/** Says that what is shown could not be refreshed, as long as there is an error. */
export function useStale(at: number | null, error: unknown): void {
  useEffect(() => {
    if (at === null || !error) return
    const one = { at, error }
    all.add(one)
    tell()
    return () => {
      all.delete(one)
      tell()
    }
  }, [at, error])
}

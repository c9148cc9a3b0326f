import { useRef } from 'preact/hooks'
import type { StatsAnswer } from '../../lambda/http/stats-answer'
import { type Answered, useAnswer } from './answer'
import type { Client } from './client'
import { isTooMuch } from './problem'
import type { OverviewPaths, Path } from './request-list'

export interface Counts {
  /** All that was asked for, or as much as rollups tell. */
  readonly stats: Answered<StatsAnswer>
  /** Why it is not all: there would be too many visits to look through. Null while that is all, or not known yet. */
  readonly tooMuch: { readonly hasCounts: boolean } | null
}

/** Asks for the numbers, and where those are too many for one answer, for fewer of them. */
export function useCounts(client: Client, paths: Pick<OverviewPaths, 'stats' | 'fewer'>): Counts {
  const whole = useAnswer<StatsAnswer>(client, paths.stats)
  const over = useRef<Path | null>(null) // which it still is while it is asked for again
  if (isTooMuch(whole.error)) over.current = paths.stats
  const isOver = over.current === paths.stats && (whole.data === null || whole.isOther)
  const fewer = useAnswer<StatsAnswer>(client, isOver ? paths.fewer : null)
  if (!isOver) return { stats: whole, tooMuch: null }
  const hasCounts = fewer.data !== null && !fewer.isOther
  const isSettled = hasCounts || Boolean(fewer.error) || paths.fewer === null
  return { stats: fewer, tooMuch: isSettled ? { hasCounts } : null }
}

import { type Instant, instantOf } from '../time/day'

/** What a month has used so far. */
export interface Usage {
  readonly visits: number
  /** Requests that were answered; null where nobody could be asked. */
  readonly requests: number | null
}

/** The service answers one request a second, for each route, until the month ends. */
export interface Pause {
  readonly by: 'budget' | 'hand'
  readonly since: Instant
  readonly until: Instant
}

/** What the fuse remembers. All but the pause is about one month. */
export interface Fuse {
  /** UTC: `2026-11` */
  readonly month: string
  /** What had been used when the owner resumed: from there on the month has its budget anew. */
  readonly allowed: Usage
  /** Whether the owner knows that most of the budget is used. */
  readonly isWarned: boolean
  readonly pause: Pause | null
}

/** What a check found out, and the owner is told. */
export type FuseNews = 'warned' | 'paused' | 'ended'

export const monthOf = (now: Date): string => now.toISOString().slice(0, 7)

export const freshFuse = (now: Date): Fuse => ({
  month: monthOf(now),
  allowed: { visits: 0, requests: 0 },
  isWarned: false,
  pause: null,
})

/**
 * Requests that are allowed for each visit of the budget. A visit is one, its report another or two, two thirds of a fetch
 * of the script, and the owner's questions; a flood of what is no visit costs as much as reports do, half of a visit with its
 * own, and ends here.
 */
export const requestsOfVisit = 5

/** The share of the budget from which on the owner is warned. */
const warnedShare = 0.9

/** Returns the share of the budget that is used: 1 and more when it is used up. */
function usedShare({ allowed }: Fuse, { visits, requests }: Usage, budget: number): number {
  const ofRequests = requests === null ? 0 : requests - (allowed.requests ?? 0)
  return Math.max(visits - allowed.visits, ofRequests / requestsOfVisit) / budget
}

/** The fuse after a look at what has been used, and what there is to tell. */
export function checked(
  fuse: Fuse,
  { usage, budget, now }: { readonly usage: Usage; readonly budget: number; readonly now: Date },
): { readonly fuse: Fuse; readonly news: FuseNews | null } {
  if (isPaused(fuse, now)) return { fuse, news: null }
  if (fuse.pause !== null) return { fuse: freshFuse(now), news: 'ended' }
  const current = fuse.month === monthOf(now) ? fuse : freshFuse(now)
  const share = usedShare(current, usage, budget)
  if (share >= 1) return { fuse: paused(current, 'budget', now), news: 'paused' }
  if (share < warnedShare || current.isWarned) return { fuse: current, news: null }
  return { fuse: { ...current, isWarned: true }, news: 'warned' }
}

export const isPaused = ({ pause }: Fuse, now: Date): boolean =>
  pause !== null && now.getTime() < Date.parse(pause.until)

export const paused = (fuse: Fuse, by: Pause['by'], now: Date): Fuse => ({
  ...fuse,
  pause: { by, since: instantOf(now.getTime()), until: endOfMonth(now) },
})

/** The month has its whole budget anew. */
export const resumed = (usage: Usage, now: Date): Fuse => ({ ...freshFuse(now), allowed: usage })

const endOfMonth = (now: Date): Instant => instantOf(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1))

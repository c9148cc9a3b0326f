import type { VisitAnswer } from '../../../lambda/api/visits'

function newestFirst(a: VisitAnswer, b: VisitAnswer): number {
  if (a.time !== b.time) return a.time < b.time ? 1 : -1
  return a.id < b.id ? 1 : -1
}

/** Visits that are not known yet, newest first. */
export function newVisits(known: readonly VisitAnswer[], arrived: readonly VisitAnswer[]): VisitAnswer[] {
  const ids = new Set(known.map(({ id }) => id))
  return arrived.filter(({ id }) => !ids.has(id)).toSorted(newestFirst)
}

/** Both lists as one, each visit once, newest first. */
export const mergeVisits = (known: readonly VisitAnswer[], arrived: readonly VisitAnswer[]): VisitAnswer[] =>
  [...newVisits(known, arrived), ...known].toSorted(newestFirst)

/** A browser's clock is believed within five minutes, so a visit may be that much older when it arrives. */
const lateMs = 5 * 60_000

/** From when on to look for new visits. */
export function searchStart(known: readonly VisitAnswer[], since: Date): string {
  const newest = known[0]?.time
  const from = newest === undefined ? since.getTime() : Math.max(Date.parse(newest), since.getTime())
  return new Date(from - lateMs).toISOString()
}

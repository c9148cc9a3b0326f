import type { VisitAnswer } from '../../../lambda/api/visits'

function newestFirst(a: VisitAnswer, b: VisitAnswer): number {
  if (a.time !== b.time) return a.time < b.time ? 1 : -1
  return a.id < b.id ? 1 : -1
}

/** The visits in `arrived` that are not in `known`, newest first. */
export function newVisits(known: readonly VisitAnswer[], arrived: readonly VisitAnswer[]): VisitAnswer[] {
  const ids = new Set(known.map(({ id }) => id))
  return arrived.filter(({ id }) => !ids.has(id)).toSorted(newestFirst)
}

/** Merges two lists: each visit once, as `known` has it, newest first. */
export const mergeVisits = (known: readonly VisitAnswer[], arrived: readonly VisitAnswer[]): VisitAnswer[] =>
  [...newVisits(known, arrived), ...known].toSorted(newestFirst)

/** Whether visits may be missing between those that are known and a page of newer ones. */
export const hasGap = (
  known: readonly VisitAnswer[],
  { visits, cursor }: { visits: readonly VisitAnswer[]; cursor: string | null },
): boolean => cursor !== null && visits.length > 0 && newVisits(known, visits).length === visits.length

/** The service accepts a browser's clock within five minutes, so a visit may arrive with a time that much older. */
const lateMs = 5 * 60_000

/** The time from which to look for new visits. */
export function searchStart(known: readonly VisitAnswer[], since: Date): string {
  const newest = known[0]?.time
  const from = newest === undefined ? since.getTime() : Math.max(Date.parse(newest), since.getTime())
  return new Date(from - lateMs).toISOString()
}

import { hourLength, type Instant, instantOf } from '../domain/time/day'

/**
 * Milliseconds within which the archive's files no longer have what was erased: days are counted, and their files made, each
 * hour; a run takes a quarter of an hour at most, and one that fails is made up for by the next.
 */
const rewrittenWithin = 2.25 * hourLength

/** Until when the archive's files may still have what is erased now. */
export const archiveUntil = (now: Date): Instant => instantOf(now.getTime() + rewrittenWithin)

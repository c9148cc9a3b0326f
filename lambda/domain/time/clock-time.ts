import { instantOf } from './day'
import type { Zone } from './zone'

/** A moment by the clock of a zone, as spreadsheets take it for a date: `2026-11-22 15:45:50`. */
export const clockTimeOf = (zone: Zone, time: number): string =>
  instantOf(time + zone.offsetAt(time) * 60_000)
    .slice(0, 19)
    .replace('T', ' ')

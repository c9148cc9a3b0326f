import { type Day, dayLength, startOf } from '../time/day'

/** Days after which a network table is old: networks change hands. */
export const oldTableDays = 120

/** Whole days since the day of a table's sources. */
export const tableAge = (table: Day, now: Date): number =>
  Math.floor((now.getTime() - startOf(table)) / dayLength)

/** A UTC day, `2026-11-22`. Sorts as text. */
export type Day = string

/** A moment in UTC to the millisecond, `2026-11-22T15:45:50.123Z`. Sorts as text. */
export type Instant = string

const dayLength = 86_400_000

/** @param time milliseconds since 1970 */
export const instantOf = (time: number): Instant => new Date(time).toISOString()

export const dayOf = (instant: Instant): Day => instant.slice(0, 10)

/** The midnight at which `day` begins, in milliseconds since 1970. */
export const startOf = (day: Day): number => Date.parse(`${day}T00:00:00.000Z`)

/** The midnight at which `day` ends, in milliseconds since 1970. */
export const endOf = (day: Day): number => startOf(day) + dayLength

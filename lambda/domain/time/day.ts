/** A UTC day, `2026-11-22`. Sorts as text. */
export type Day = string

/** An hour of a UTC day, `2026-11-22T15`. Sorts as text. */
export type Hour = string

/** The span of time that a rollup counts. */
export type Grain = 'day' | 'hour'

/** A moment in UTC to the millisecond, `2026-11-22T15:45:50.123Z`. Sorts as text. */
export type Instant = string

/** In milliseconds. */
export const dayLength = 86_400_000
export const hourLength = 3_600_000

/** @param time milliseconds since 1970 */
export const instantOf = (time: number): Instant => new Date(time).toISOString()

export const dayOf = (instant: Instant): Day => instant.slice(0, 10)

/** Returns the midnight at which `day` begins, in milliseconds since 1970. */
export const startOf = (day: Day): number => Date.parse(`${day}T00:00:00.000Z`)

/** Returns the midnight at which `day` ends, in milliseconds since 1970. */
export const endOf = (day: Day): number => startOf(day) + dayLength

export const nextDay = (day: Day): Day => dayOf(instantOf(endOf(day)))

export const hourOf = (instant: Instant): Hour => instant.slice(0, 13)

/** Returns the moment at which an hour begins, in milliseconds since 1970. */
export const startOfHour = (hour: Hour): number => Date.parse(`${hour}:00:00.000Z`)

/** Returns every UTC day from `first` to `last`, both included. */
export function daysBetween(first: Day, last: Day): Day[] {
  const count = Math.max(0, Math.round((startOf(last) - startOf(first)) / dayLength) + 1)
  return Array.from({ length: count }, (_, at) => dayOf(instantOf(startOf(first) + at * dayLength)))
}

import { type Day, type Instant, instantOf, startOf } from '../../time/day'
import type { Zone } from '../../time/zone'

/** Days are written as in UTC, where each begins at its midnight. */
const format = (parts: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { ...parts, timeZone: 'UTC' })
const [weekday, date, dayMonth] = [
  format({ weekday: 'long' }),
  format({ day: 'numeric', month: 'long', year: 'numeric' }),
  format({ day: 'numeric', month: 'long' }),
]

/** `Sunday 22 November 2026`. */
export const dayText = (day: Day): string => `${weekday.format(startOf(day))} ${date.format(startOf(day))}`

/** `16 to 22 November 2026`, as much of the first day as differs. */
export function daysText(from: Day, to: Day): string {
  const last = date.format(startOf(to))
  if (from.slice(0, 4) !== to.slice(0, 4)) return `${date.format(startOf(from))} to ${last}`
  if (from.slice(0, 7) !== to.slice(0, 7)) return `${dayMonth.format(startOf(from))} to ${last}`
  return `${Number(from.slice(8))} to ${last}`
}

/** `Sunday 22 November 2026 at 16:45 (Europe/Berlin)`. */
export function momentText(moment: Instant, zone: Zone): string {
  const time = Date.parse(moment)
  const local = instantOf(time + zone.offsetAt(time) * 60_000)
  return `${dayText(local.slice(0, 10))} at ${local.slice(11, 16)} (${zone.name})`
}

/** A calendar day in the reader's time zone, such as `2026-11-22`. A visit's time begins with its UTC day. */
export type Day = string

const dayMs = 86_400_000
const pattern = /^\d{4}-\d{2}-\d{2}$/

const utcOf = (day: Day): number => Date.parse(`${day}T00:00:00Z`)
const ofUtc = (time: number): Day => new Date(time).toISOString().slice(0, 10)

export function isDay(text: string): boolean {
  const time = pattern.test(text) ? utcOf(text) : Number.NaN
  return !Number.isNaN(time) && ofUtc(time) === text // `Date.parse` takes 30 February for 2 March
}

export const addDays = (day: Day, days: number): Day => ofUtc(utcOf(day) + days * dayMs)

/** The number of days in a range, both ends included. */
export const daysFrom = (from: Day, to: Day): number => Math.round((utcOf(to) - utcOf(from)) / dayMs) + 1

/** The day of a moment in the reader's time zone. */
export function dayOf(moment: Date): Day {
  const [year, month, day] = [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()]
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** The day of a moment in another time zone. */
export function dayIn(timeZone: string, moment: Date): Day {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  const { year, month, day } = Object.fromEntries(
    format.formatToParts(moment).map(({ type, value }) => [type, value]),
  )
  return `${year}-${month}-${day}`
}

/** The moment at which a day begins in the reader's time zone. */
export function startOf(day: Day): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date)
}

/** The same date a year earlier; 28 February for the 29th. */
export function yearBefore(day: Day): Day {
  const before = `${String(Number(day.slice(0, 4)) - 1).padStart(4, '0')}${day.slice(4)}`
  return isDay(before) ? before : `${before.slice(0, 8)}28`
}

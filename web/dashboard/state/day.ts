import { instantOf } from '../../../lambda/domain/time/day'
import { utc, type Zone } from '../../../lambda/domain/time/zone'
import { pageZone } from './zone'

/** A calendar day such as `2026-11-22`, in the page's time zone. A visit's time begins with its UTC day. */
export type Day = string

const dayMs = 86_400_000
const pattern = /^\d{4}-\d{2}-\d{2}$/

const utcOf = utc.startOf
const ofUtc = utc.dayAt

export function isDay(text: string): boolean {
  const time = pattern.test(text) ? utcOf(text) : Number.NaN
  return !Number.isNaN(time) && ofUtc(time) === text // `Date.parse` takes 30 February for 2 March
}

export const addDays = (day: Day, days: number): Day => ofUtc(utcOf(day) + days * dayMs)

/** The number of days in a range, both ends included. */
export const daysFrom = (from: Day, to: Day): number => Math.round((utcOf(to) - utcOf(from)) / dayMs) + 1

/** The day of a moment. */
export const dayOf = (moment: Date, zone: Zone = pageZone.zone): Day => zone.dayAt(moment.getTime())

/** The moment at which a day begins. */
export const startOf = (day: Day, zone: Zone = pageZone.zone): Date => new Date(zone.startOf(day))

/** The minutes that a zone's clock shows at a moment, since its midnight. */
export const minutesOf = (moment: Date, zone: Zone): number =>
  Math.floor((moment.getTime() / 60_000 + zone.offsetAt(moment.getTime())) % 1440)

/** The moment at which a zone's clock shows so many minutes since its midnight. */
export function momentAt(day: Day, minutes: number, zone: Zone): string {
  const shown = utcOf(day) + minutes * 60_000
  const guess = shown - zone.offsetAt(shown) * 60_000
  return instantOf(shown - zone.offsetAt(guess) * 60_000)
}

/** The date so many months later, or the last one of that month if it has no such date. */
export function addMonths(day: Day, months: number): Day {
  const first = new Date(utcOf(`${day.slice(0, 8)}01`))
  first.setUTCMonth(first.getUTCMonth() + months)
  const next = new Date(first)
  next.setUTCMonth(next.getUTCMonth() + 1)
  const [start, last] = [ofUtc(first.getTime()), addDays(ofUtc(next.getTime()), -1)]
  const same = start.slice(0, 8) + day.slice(8)
  return same < last ? same : last
}

/** The Monday of a day's week. */
export const mondayOf = (day: Day): Day => addDays(day, -((new Date(utcOf(day)).getUTCDay() + 6) % 7))

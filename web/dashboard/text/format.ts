import { addDays, type Day, dayOf, startOf } from '../state/day'
import type { DayRange } from '../state/period'

/** Numbers and dates follow the reader's locale. Words are in English, like the rest of the page. */
const locale = undefined // the browser's
const language = 'en'

export const number = new Intl.NumberFormat(locale).format

const percent = new Intl.NumberFormat(locale, {
  style: 'percent',
  maximumFractionDigits: 0,
  signDisplay: 'exceptZero',
}).format

/** The change as `+12%`; null if there was nothing before. */
export function change(now: number, before: number): string | null {
  if (before === 0) return null
  const ratio = now / before - 1
  return ratio > 99 ? `× ${number(Math.round(now / before))}` : percent(ratio)
}

const dollarFormat = new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD' })

/** An amount in US dollars. Anything below a cent reads "less than $0.01". */
export const dollars = (amount: number): string =>
  amount > 0 && amount < 0.01 ? `less than ${dollarFormat.format(0.01)}` : dollarFormat.format(amount)

const timeFormat = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' })
const momentFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'medium' })
const dayFormat = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' })
const shortDayFormat = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' })
const weekdayFormat = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' })
const monthFormat = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric' })
const relativeFormat = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })

export const clock = (moment: string | Date): string => timeFormat.format(new Date(moment))

/** Formats the time of day in a time zone. */
export const clockIn = (timeZone: string): ((moment: Date) => string) =>
  new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone }).format
export const fullMoment = (moment: string): string => momentFormat.format(new Date(moment))
export const fullDay = (day: Day): string => dayFormat.format(startOf(day))

/** Formats `2026-11` as `November 2026`. */
export const monthName = (month: string): string => monthFormat.format(startOf(`${month}-01`))

/** The label of a day on the chart's time axis. @param time milliseconds since 1970 */
export const dayTick = (time: number): string => shortDayFormat.format(time)

/** `24 Oct – 22 Nov 2026`, or shorter where the locale allows. */
export function rangeText({ from, to }: DayRange): string {
  return from === to ? fullDay(from) : dayFormat.formatRange(startOf(from), startOf(to))
}

/** The heading of a day: today, yesterday, or its date, with the year if it is not this one. */
export function dayHeading(day: Day, today: Day): string {
  const capitalise = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1)
  if (day === today) return capitalise(relativeFormat.format(0, 'day'))
  if (day === addDays(today, -1)) return capitalise(relativeFormat.format(-1, 'day'))
  return day.slice(0, 4) === today.slice(0, 4) ? weekdayFormat.format(startOf(day)) : fullDay(day)
}

/** A moment in short: the time if it is today, the date if it is this year, else date and year. */
export function shortMoment(moment: string, now: Date): string {
  const day = dayOf(new Date(moment))
  if (day === dayOf(now)) return clock(moment)
  return (day.slice(0, 4) === dayOf(now).slice(0, 4) ? shortDayFormat : dayFormat).format(startOf(day))
}

const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

/** `3 minutes ago`. */
export function ago(moment: string, now: Date): string {
  const seconds = Math.max(0, (now.getTime() - Date.parse(moment)) / 1000)
  const [unit, length] = steps.find(([, length]) => seconds >= length) ?? ['second', 1]
  return relativeFormat.format(-Math.floor(seconds / length), unit)
}

/** `1 visit`, `2 visits`. */
export const countText = (count: number, one: string, many = `${one}s`): string =>
  `${number(count)} ${count === 1 ? one : many}`

/** `AS714, AS6185`. */
export const networkList = (asns: readonly number[]): string => asns.map((asn) => `AS${asn}`).join(', ')

const names = (type: 'region' | 'language') => {
  const display = new Intl.DisplayNames(language, { type, fallback: 'code' })
  return (code: string): string => {
    try {
      return display.of(code) ?? code
    } catch {
      return code // a browser may report a language that does not exist
    }
  }
}

export const countryName = names('region')
export const languageName = names('language')

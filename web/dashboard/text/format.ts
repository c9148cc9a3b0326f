import * as words from '#words'
import type { VisitAnswer } from '../../../lambda/api/visits'
import { addDays, type Day, dayOf } from '../state/day'
import type { DayRange } from '../state/period'
import { pageZone } from '../state/zone'
import { locale } from './locale'

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
  amount > 0 && amount < 0.01 ? words.lessThan(dollarFormat.format(0.01)) : dollarFormat.format(amount)

/** Moments are shown in the page's zone. Days are formatted as in UTC, where each begins at its midnight. */
const formatIn = (timeZone: string, parts: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { ...parts, timeZone })
const ofDays = (parts: Intl.DateTimeFormatOptions) => formatIn('UTC', parts)

const timeOfDay = { hour: '2-digit', minute: '2-digit' } as const
const timeFormat = formatIn(pageZone.zone.name, timeOfDay)
const momentFormat = formatIn(pageZone.zone.name, { dateStyle: 'full', timeStyle: 'medium' })
const wallFormat = ofDays(timeOfDay)
const dayFormat = ofDays({ day: 'numeric', month: 'short', year: 'numeric' })
const shortDayFormat = ofDays({ day: 'numeric', month: 'short' })
const weekdayFormat = ofDays({ weekday: 'long', day: 'numeric', month: 'long' })
const monthFormat = ofDays({ month: 'long', year: 'numeric' })
const shortMonthFormat = ofDays({ month: 'short', year: 'numeric' })
const relativeFormat = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })

export const clock = (moment: string | Date): string => timeFormat.format(new Date(moment))

/** Formats `15:30`, the time that a clock shows. */
export const wallTime = (time: string): string => wallFormat.format(new Date(`1970-01-01T${time}Z`))
export const fullMoment = (moment: string): string => momentFormat.format(new Date(moment))
export const fullDay = (day: Day): string => dayFormat.format(new Date(day))

/** Formats `2026-11` as `November 2026`. */
export const monthName = (month: string): string => monthFormat.format(new Date(month))

/** Labels of a day and of its month on the chart's time axis. */
export const dayTick = (day: Day): string => shortDayFormat.format(new Date(day))
export const monthTick = (day: Day): string => shortMonthFormat.format(new Date(day))

/** `24 Oct – 22 Nov 2026`, or shorter where the locale allows. */
export function rangeText({ from, to }: DayRange): string {
  return from === to ? fullDay(from) : dayFormat.formatRange(new Date(from), new Date(to))
}

/** The heading of a day: today, yesterday, or its date, with the year if it is not this one. */
export function dayHeading(day: Day, today: Day): string {
  const text = headingOf(day, today)
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1)
}

function headingOf(day: Day, today: Day): string {
  if (day === today) return relativeFormat.format(0, 'day')
  if (day === addDays(today, -1)) return relativeFormat.format(-1, 'day')
  return day.slice(0, 4) === today.slice(0, 4) ? weekdayFormat.format(new Date(day)) : fullDay(day)
}

/** A moment that something is told since: the time if it is today, else the day with it. */
export function sinceText(moment: string, now: Date): string {
  const day = dayOf(new Date(moment))
  const today = dayOf(now)
  return day === today ? clock(moment) : `${headingOf(day, today)} ${clock(moment)}`
}

/** A moment in short: the time if it is today, the date if it is this year, else date and year. */
export function shortMoment(moment: string, now: Date): string {
  const day = dayOf(new Date(moment))
  return day === dayOf(now) ? clock(moment) : shortDay(day, now)
}

/** A day without its year if that is this one. */
export function shortDay(day: Day, now: Date): string {
  return (day.slice(0, 4) === dayOf(now).slice(0, 4) ? shortDayFormat : dayFormat).format(new Date(day))
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

/** The forms of a noun, by the names of Intl.PluralRules. */
export interface Forms {
  readonly one: string
  readonly other: string
}

const plural = new Intl.PluralRules(words.language)
const formOf = (count: number, forms: Forms): string =>
  forms[plural.select(count) as keyof Forms] ?? forms.other

/** `1 visit`, `2 visits`. */
export const countText = (count: number, forms: Forms): string => `${number(count)} ${formOf(count, forms)}`

/** `100 and more visits` where there may be more. */
export const countOrMore = (count: number, isMore: boolean, forms: Forms): string =>
  isMore ? `${words.andMore(number(count))} ${forms.other}` : countText(count, forms)

/** `AS714, AS6185`. */
export const networkList = (asns: readonly number[]): string => asns.map((asn) => `AS${asn}`).join(', ')

const names = (type: 'region' | 'language') => {
  const display = new Intl.DisplayNames(words.language, { type, fallback: 'code' })
  return (code: string): string => {
    try {
      return display.of(code) ?? code
    } catch {
      return code // a browser may report a language that does not exist
    }
  }
}

export const countryName = names('region')

/** Where a visit came from, as much of it as is known. */
export const placeName = ({ city, country }: Pick<VisitAnswer, 'city' | 'country'>): string =>
  [city, country && countryName(country)].filter(Boolean).join(', ')

export const languageName = names('language')

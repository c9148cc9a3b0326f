import type { Zone } from '../../../lambda/domain/time/zone'
import { addDays, addMonths, type Day, dayOf, daysFrom, minutesOf, momentAt, mondayOf, startOf } from './day'
import { pageZone } from './zone'

export interface DayRange {
  readonly from: Day
  /** Included. */
  readonly to: Day
}

type Direction = -1 | 1

/** What a named period is made of. */
interface Form {
  /** The whole period that a day ends, or that it is in. */
  readonly around: (day: Day) => DayRange
  /** A day for which `around` is the period just before or after that of `day`. */
  readonly step: (day: Day, direction: Direction) => Day
}

const days = (count: number): Form => ({
  around: (day) => ({ from: addDays(day, 1 - count), to: day }),
  step: (day, direction) => addDays(day, direction * count),
})

const months = (count: number, startOfMonths: (day: Day) => Day): Form => ({
  around: (day) => ({ from: startOfMonths(day), to: addDays(addMonths(startOfMonths(day), count), -1) }),
  step: (day, direction) =>
    direction < 0 ? addDays(startOfMonths(day), -1) : addMonths(startOfMonths(day), count),
})

const bases = {
  today: days(1),
  '7d': days(7),
  '28d': days(28),
  '30d': days(30),
  '90d': days(90),
  '12m': {
    around: (day) => ({ from: addDays(addMonths(day, -12), 1), to: day }),
    step: (day, direction) => addMonths(day, 12 * direction),
  },
  week: { ...days(7), around: (day) => ({ from: mondayOf(day), to: addDays(mondayOf(day), 6) }) },
  month: months(1, (day) => `${day.slice(0, 8)}01`),
  year: months(12, (day) => `${day.slice(0, 5)}01-01`),
} as const satisfies Readonly<Record<string, Form>>

/** Named periods that lie one before another one. */
const earlier = {
  yesterday: 'today',
  'last-week': 'week',
  'last-month': 'month',
  'last-year': 'year',
} as const satisfies Readonly<Record<string, Base>>

type Base = keyof typeof bases
type Earlier = keyof typeof earlier

/** A named period, which moves on with the days. */
export type Preset = Base | Earlier
export const presets = Object.keys({ ...bases, ...earlier }) as Preset[]

const isEarlier = (preset: Preset): preset is Earlier => preset in earlier
const baseOf = (preset: Preset): Base => (isEarlier(preset) ? earlier[preset] : preset)

/** A named period that stays where it is: the seven days that end with a day, the month that it is in. */
export interface FixedPeriod {
  readonly preset: Preset
  readonly to: Day
}

/** Days that were picked. They stay; without `to`, they go on until today. */
export interface PickedDays {
  readonly from: Day
  readonly to: Day | null
}

/** The period shown. */
export type Period = Preset | FixedPeriod | PickedDays

export const isPreset = (period: Period): period is Preset => typeof period === 'string'

/** The whole of a period, which may end after today. */
function wholeOf(period: Period, today: Day): DayRange {
  if (typeof period !== 'string' && 'from' in period) {
    const { from, to } = period
    return { from, to: to ?? (from > today ? from : today) }
  }
  const { preset, to } = isPreset(period) ? { preset: period, to: today } : period
  const { around, step } = bases[baseOf(preset)]
  return around(isEarlier(preset) ? step(to, -1) : to)
}

/** The days of a period. A named one that is not over ends today. */
export function rangeOf(period: Period, today: Day): DayRange {
  const { from, to } = wholeOf(period, today)
  const isCut = (isPreset(period) || 'preset' in period) && from <= today && today < to
  return { from, to: isCut ? today : to }
}

export const lengthOf = ({ from, to }: DayRange): number => daysFrom(from, to)

const shifted = ({ from, to }: DayRange, count: number): DayRange => ({
  from: addDays(from, count),
  to: addDays(to, count),
})

/** The period of the same kind just before or just after. */
export function stepPeriod(period: Period, today: Day, direction: Direction): Period {
  const whole = wholeOf(period, today)
  if (!isPreset(period) && 'from' in period) return shifted(whole, direction * lengthOf(whole))
  const preset = baseOf(isPreset(period) ? period : period.preset)
  const { around, step } = bases[preset]
  const { to } = around(step(whole.to, direction))
  return to < today ? { preset, to } : preset
}

/** What a period may be compared with. */
export const comparisons = ['before', 'year', 'none'] as const
export type Comparison = (typeof comparisons)[number]

interface Compared {
  readonly period: Period
  readonly comparison: Comparison
  readonly now: Date
  readonly zone?: Zone
}

/** The minutes to which a period that is not over is compared: a single day, and a longer one. */
const [stepOfDay, step] = [15, 60]

/**
 * The period that another is compared with. One that is not over is compared with as much of the other as has passed of
 * it, by the clock: to the full hour, which rollups know, or of a single day to the quarter of an hour.
 *
 * @returns days, or an instant for an end within a day; null if there is nothing to compare with, or nothing has passed yet
 */
export function comparedWith({ period, comparison, now, zone = pageZone.zone }: Compared): {
  readonly from: Day
  readonly to: string
} | null {
  const today = dayOf(now, zone)
  const whole = wholeOf(period, today)
  if (comparison === 'none' || whole.from > today) return null
  const other =
    comparison === 'year'
      ? { from: addMonths(whole.from, -12), to: addMonths(whole.to, -12) }
      : wholeOf(stepPeriod(period, today, -1), today)
  if (whole.to < today) return other
  const day = addDays(other.from, daysFrom(whole.from, today) - 1)
  const steps = lengthOf(whole) === 1 ? stepOfDay : step
  const minutes = Math.floor(minutesOf(now, zone) / steps) * steps
  if (day > other.to) return other
  if (minutes > 0) return { from: other.from, to: momentAt(day, minutes, zone) }
  return day > other.from ? { from: other.from, to: addDays(day, -1) } : null
}

/** A range as instants, the end excluded, for routes without a `tz` parameter. */
export const instantsOf = ({ from, to }: DayRange): { readonly from: string; readonly to: string } => ({
  from: startOf(from).toISOString(),
  to: startOf(addDays(to, 1)).toISOString(),
})

/** What the chart may have a bar for. */
export const grains = ['hour', 'day', 'week', 'month'] as const
export type Grain = (typeof grains)[number]

/** The fewest and the most days for which the chart may have such bars. */
const bounds: Readonly<Record<Grain, readonly [number, number]>> = {
  hour: [1, 14],
  day: [1, Number.POSITIVE_INFINITY],
  week: [8, Number.POSITIVE_INFINITY],
  month: [32, Number.POSITIVE_INFINITY],
}

export const grainsOf = (range: DayRange): readonly Grain[] =>
  grains.filter((grain) => bounds[grain][0] <= lengthOf(range) && lengthOf(range) <= bounds[grain][1])

/** What the chart has a bar for: what was chosen, if that suits the days; otherwise hours for two days at most. */
export function grainOf(chosen: Grain | null, range: DayRange): Grain {
  const suited = grainsOf(range).find((grain) => grain === chosen)
  return suited ?? (lengthOf(range) <= 2 ? 'hour' : 'day')
}

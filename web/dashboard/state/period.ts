import { addDays, type Day, dayOf, daysFrom, startOf, yearBefore } from './day'

/** Named periods, which all end today. */
export const presets = ['today', '7d', '30d', '90d', '12m'] as const
export type Preset = (typeof presets)[number]

/** Labels of the presets. */
export const presetNames: Readonly<Record<Preset, string>> = {
  today: 'Today',
  '7d': '7 days',
  '30d': '30 days',
  '90d': '90 days',
  '12m': '12 months',
}

export interface DayRange {
  readonly from: Day
  /** Included. */
  readonly to: Day
}

/** The period shown: a preset, which moves on with the days, or fixed days. */
export type Period = Preset | DayRange

export const isPreset = (period: Period): period is Preset => typeof period === 'string'

const lengths: Readonly<Record<Exclude<Preset, '12m'>, number>> = { today: 1, '7d': 7, '30d': 30, '90d': 90 }

export function rangeOf(period: Period, today: Day): DayRange {
  if (!isPreset(period)) return period
  if (period === '12m') return { from: addDays(yearBefore(today), 1), to: today }
  return { from: addDays(today, 1 - lengths[period]), to: today }
}

export const lengthOf = ({ from, to }: DayRange): number => daysFrom(from, to)

/** The period of the same length just before or just after. */
export function stepPeriod(period: Period, today: Day, direction: -1 | 1): Period {
  const range = rangeOf(period, today)
  const days = direction * lengthOf(range)
  return periodOf({ from: addDays(range.from, days), to: addDays(range.to, days) }, today)
}

/** The preset that covers these days, if there is one today; otherwise the days themselves. */
export function periodOf(range: DayRange, today: Day): Period {
  const same = (preset: Preset) => {
    const { from, to } = rangeOf(preset, today)
    return from === range.from && to === range.to
  }
  return presets.find(same) ?? range
}

/** Whether the chart shows hours: for two days at most. */
export const isByHour = (range: DayRange): boolean => lengthOf(range) <= 2

const hourMs = 3_600_000

/**
 * The period that `range` is compared with: the one just before, of the same length. If `range` is not over, it ends at
 * the same full hour, so that a morning is not compared with a whole day. In the first hour of a single day, it is the
 * whole day before.
 *
 * @returns days, or an instant for an end within a day
 */
export function periodBefore(range: DayRange, now: Date): { readonly from: Day; readonly to: string } {
  const days = lengthOf(range)
  const whole = { from: addDays(range.from, -days), to: addDays(range.from, -1) }
  if (dayOf(now) !== range.to) return whole
  const passed = Math.floor((now.getTime() - startOf(range.to).getTime()) / hourMs) * hourMs
  return passed === 0 && days === 1
    ? whole
    : { ...whole, to: new Date(startOf(whole.to).getTime() + passed).toISOString() }
}

/** A range as instants, the end excluded, for routes without a `tz` parameter. */
export const instantsOf = ({ from, to }: DayRange): { readonly from: string; readonly to: string } => ({
  from: startOf(from).toISOString(),
  to: startOf(addDays(to, 1)).toISOString(),
})

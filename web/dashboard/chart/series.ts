import type { StatsAnswer } from '../../../lambda/api/stats'
import { isDay, startOf } from '../state/day'
import { clock, fullDay } from '../text/format'

/** A point of the chart: an hour or a day. */
export interface Point {
  /** The hour or day as the API has it. */
  readonly value: string
  /** When it begins, in seconds since 1970. */
  readonly time: number
  readonly visits: number
  readonly visitors: number
  readonly bots: number
  readonly refusals: number
}

/** The points of a report, oldest first: hours if it has them, days otherwise. */
export function pointsOf({ by, refusals }: StatsAnswer): readonly Point[] {
  const asked = by.hour ?? by.day ?? []
  const refused = new Map((refusals.hour ?? refusals.day)?.map((one) => [one.value, one.refusals]))
  return asked.map((one) => ({
    ...one,
    refusals: refused.get(one.value) ?? 0,
    time: momentOf(one.value).getTime() / 1000,
  }))
}

const momentOf = (value: string): Date => (isDay(value) ? startOf(value) : new Date(value))

/** The text of a point's hour or day. @param time formats the time of day */
export function pointName({ value }: Point, time: (moment: Date) => string = clock): string {
  if (isDay(value)) return fullDay(value)
  return `${fullDay(value.slice(0, 10))}, ${time(momentOf(value))}`
}

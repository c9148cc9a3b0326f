import type { StatsAnswer } from '../../lambda/http/stats-answer'
import { isDay, startOf } from './day'
import { clock, fullDay } from './format'

/** A point of the chart: an hour or a day. */
export interface Point {
  /** As the API names it. */
  readonly value: string
  /** Its beginning, seconds since 1970. */
  readonly time: number
  readonly visits: number
  readonly visitors: number
  readonly bots: number
}

/** Hours where they were asked for, days otherwise, oldest first. */
export function pointsOf({ by }: StatsAnswer): readonly Point[] {
  const asked = by.hour ?? by.day ?? []
  return asked.map((one) => ({ ...one, time: momentOf(one.value).getTime() / 1000 }))
}

const momentOf = (value: string): Date => (isDay(value) ? startOf(value) : new Date(value))

/** A point's hour or day as it is read. */
export function pointName({ value }: Point): string {
  if (isDay(value)) return fullDay(value)
  return `${fullDay(value.slice(0, 10))}, ${clock(momentOf(value))}`
}

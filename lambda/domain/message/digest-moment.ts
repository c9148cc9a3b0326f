import type { Day } from '../time/day'
import type { Zone } from '../time/zone'
import { dayBefore, momentOf } from './quiet-hours'

interface DigestRhythm {
  readonly every: 'daily' | 'weekly'
  /** By the clock of the zone. */
  readonly hour: number
  readonly zone: Zone
}

export interface DueDigest {
  /** When it was due, in milliseconds since 1970. */
  readonly moment: number
  /** The last day that it tells of. */
  readonly lastDay: Day
}

const isMonday = (day: Day): boolean => new Date(day).getUTCDay() === 1

/** Returns the digest that was due last, up to a moment. */
export function dueDigest({ every, hour, zone }: DigestRhythm, time: number): DueDigest {
  for (let day = zone.dayAt(time); ; day = dayBefore(day)) {
    if (every === 'weekly' && !isMonday(day)) continue
    const moment = momentOf(zone, day, hour)
    if (moment <= time) return { moment, lastDay: dayBefore(day) }
  }
}

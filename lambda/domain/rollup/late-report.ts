import { type Day, dayLength, endOf } from '../time/day'
import { settlingTime } from './day-plan'

/**
 * Whether no report of a day's visits can come any more: one of a visit older than a day is refused. Only then is a day
 * counted again that was reported on late, so that it is counted again once, whatever is reported.
 *
 * @param now milliseconds since 1970
 */
export const isReportedOut = (day: Day, now: number): boolean => now >= endOf(day) + dayLength + settlingTime

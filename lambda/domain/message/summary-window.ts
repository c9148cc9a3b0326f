import { hourLength, hourOf, type Instant, instantOf, startOfHour } from '../time/day'
import type { Zone } from '../time/zone'
import { type QuietHours, quietEnd } from './quiet-hours'

/** The most messages of an hour that are sent by themselves. */
export const messagesOfHour = 20

/** The most messages that a summary shows. */
export const mergedShown = 100

/** Milliseconds after the end of its window at which a summary is due: whoever was deciding then is done. */
const margin = 60_000

/** When a summary of quiet hours is due; null where there are none at the moment. */
export function dueAfterQuiet(zone: Zone, quiet: QuietHours | null, now: Instant): Instant | null {
  const end = quietEnd(zone, quiet, now)
  return end === null ? null : instantOf(Date.parse(end) + margin)
}

/** When a summary of an hour that had too many messages is due: when it is over, but not in quiet hours. */
export function dueAfterHour(zone: Zone, quiet: QuietHours | null, now: Instant): Instant {
  const due = instantOf(startOfHour(hourOf(now)) + hourLength + margin)
  return dueAfterQuiet(zone, quiet, due) ?? due
}

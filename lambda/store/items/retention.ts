import { type Day, dayLength, dayOf, endOf, instantOf } from '../../domain/time/day'
import { dayOfKey, isDayKey } from '../keys'
import { type DayMarker, markerIn } from './day-marker'
import { isErased, isImported, type VisitItem } from './visit-item'

export interface RetentionParts {
  readonly now: () => Date
  /** The current setting. If omitted, items expire when it was said as they were stored. */
  readonly retentionDays?: number | undefined
}

/**
 * Decides what has expired, by the expiry that was stored and by the current setting, which may have been lowered since.
 * The setting does not apply to imports: each import says how long its visits are kept.
 */
export interface Retention {
  isExpired(item: VisitItem): boolean
  /** Whether the current setting keeps the visits of a day. */
  keeps(day: Day): boolean
  /** When the first visit of a marked day expires, in seconds since 1970. */
  firstExpiry(day: Day, marker: DayMarker): number
}

export function retention({ now, retentionDays }: RetentionParts): Retention {
  const isOver = ({ ttl }: VisitItem) => Number(ttl) <= now().getTime() / 1000 // DynamoDB may delete days late
  if (retentionDays === undefined)
    return { isExpired: isOver, keeps: () => true, firstExpiry: (_, { first }) => first }

  const keptMs = retentionDays * dayLength
  const firstDay = firstDayKept(now, keptMs)
  const isTooOld = (item: VisitItem): boolean => (dayOfKey(item) ?? firstDay()) < firstDay()
  return {
    keeps: (day) => day >= firstDay(),
    isExpired: (item) => isOver(item) || (isTooOld(item) && obeysSetting(item)),
    firstExpiry: (day, { first, from }) =>
      from === 'imports' ? first : Math.min(first, (endOf(day) + keptMs) / 1000),
  }
}

/** The mark of an erased visit must last as long as what it hides, and a day's marker as long as the imports of the day. */
const obeysSetting = (item: VisitItem): boolean =>
  isDayKey(item) ? markerIn(item).from === 'beacons' : !isErased(item) && !isImported(item)

/** Works out the first day that is kept once a day, because it is asked for every item that is read. */
function firstDayKept(now: () => Date, keptMs: number): () => Day {
  let [number, day] = [Number.NaN, '']
  return () => {
    const current = Math.floor((now().getTime() - keptMs) / dayLength)
    if (current !== number) [number, day] = [current, dayOf(instantOf(current * dayLength))]
    return day
  }
}

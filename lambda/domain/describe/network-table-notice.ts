import { type Day, dayLength, startOf } from '../time/day'
import { oldTableDays } from './network-table-age'

/** The last day of which the makers of the network data published an edition on npm. */
const lastDayOnNpm: Day = '2026-06-17'

const onNpm =
  'The network table is made from the npm edition of its data, which, its makers say, contains bugs and gets no more updates.'
const old = `The network table is more than ${oldTableDays} days old.`
const advice =
  'A newer one: npm run network:update -- --releases, where the service is deployed from, then npm run deploy.'

/**
 * What the owner should know of a network table whose sources are of this day, and the commands that help; null when it
 * is fine. It names no exact age, so it stays the same from one day to the next.
 */
export function networkTableNotice(date: Day, now: Date): string | null {
  const isOld = now.getTime() - startOf(date) > oldTableDays * dayLength
  const found = [date <= lastDayOnNpm ? onNpm : [], isOld ? old : []].flat()
  return found.length === 0 ? null : [...found, advice].join(' ')
}

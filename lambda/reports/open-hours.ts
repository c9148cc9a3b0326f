import { exactlyRead, visitCount } from '../domain/rollup/day-plan'
import type { Day, Hour } from '../domain/time/day'
import type { RollupReader } from '../store/rollup-store'

/** The number of latest open days for which it is worth asking whether they are busy. */
const daysAskedForHours = 10

/** The hours of open days that have been counted. */
export interface OpenHours {
  /** Hours of days that have too many visits to read one by one, or whose visits are gone. */
  readonly busy: readonly Hour[]
  /** Hours of the other days. Their visits are read, so that a visitor of several hours counts once. */
  readonly quiet: readonly Hour[]
  /** Visits in quiet hours. */
  readonly quietVisits: number
}

interface OpenDays {
  readonly site: string
  readonly days: readonly Day[]
  readonly recorded: ReadonlySet<Day>
  readonly isAskedFor: (hour: Hour) => boolean
  /** The most visits to read in quiet hours. */
  readonly most: number
}

/** Looks up which hours of open days have been counted, and separates busy days from quiet ones, latest day first. */
export async function openHours(
  rollups: Pick<RollupReader, 'totals'>,
  { site, days, recorded, isAskedFor, most }: OpenDays,
): Promise<OpenHours> {
  const counted = await Promise.all(
    days.slice(-daysAskedForHours).map(async (day) => {
      const totals = await rollups.totals({ site, grain: 'hour', from: `${day}T00`, to: `${day}T23` })
      return { day, inside: [...totals].filter(([hour]) => isAskedFor(hour)) }
    }),
  )
  const [busy, quiet]: [Hour[], Hour[]] = [[], []]
  let left = most
  for (const { day, inside } of counted.toReversed()) {
    const visits = inside.reduce((sum, [, found]) => sum + visitCount(found), 0)
    const isQuiet = recorded.has(day) && visits <= Math.min(exactlyRead, left)
    if (isQuiet) left -= visits
    const hours = isQuiet ? quiet : busy
    hours.push(...inside.map(([hour]) => hour))
  }
  return { busy: busy.toSorted(), quiet: quiet.toSorted(), quietVisits: most - left }
}

import type { StatsAnswer } from '../../../lambda/api/stats'
import { type Day, isDay, mondayOf } from '../state/day'
import type { Grain } from '../state/period'
import { dayTick, fullDay, monthName, monthTick, rangeText, wallTime } from '../text/format'

/** A bar of the chart: an hour, a day, or the days of a week or month. */
export interface Point {
  /** The hour, or the first day, as the API has it. */
  readonly value: string
  /** The last day. */
  readonly to: Day
  /** What it is called. */
  readonly name: string
  readonly visits: number
  readonly visitors: number
  readonly bots: number
  readonly refusals: number
}

type Counts = Omit<Point, 'name'>

/** The points of a report, oldest first: its hours if it has them, otherwise its days, put together as `grain` says. */
export function pointsOf({ by, refusals }: StatsAnswer, grain: Grain): readonly Point[] {
  const asked = by.hour ?? by.day ?? []
  const refused = new Map((refusals.hour ?? refusals.day)?.map((one) => [one.value, one.refusals]))
  const counts = asked.map((one) => ({
    ...one,
    to: one.value.slice(0, 10),
    refusals: refused.get(one.value) ?? 0,
  }))
  const joined = joinedBy(counts, grain)
  return joined.map((one) => ({ ...one, name: nameOf(one, joined, grain) }))
}

/** Days have a place in their week or month; hours and days stay as they are. */
function joinedBy(counts: readonly Counts[], grain: Grain): readonly Counts[] {
  const placeOf: Partial<Record<Grain, (day: Day) => string>> = {
    week: mondayOf,
    month: (day) => day.slice(0, 7),
  }
  const place = placeOf[grain] ?? ((value) => value)
  const groups = new Map<string, Counts>()
  for (const one of counts) {
    const before = groups.get(place(one.value))
    groups.set(place(one.value), before === undefined ? one : sum(before, one))
  }
  return [...groups.values()]
}

const sum = (a: Counts, b: Counts): Counts => ({
  value: a.value,
  to: b.to,
  visits: a.visits + b.visits,
  visitors: a.visitors + b.visitors,
  bots: a.bots + b.bots,
  refusals: a.refusals + b.refusals,
})

/** What the clock shows when an hour begins. */
const timeIn = (hour: string): string => hour.slice(11, 16)

/** The offset of an hour from UTC, which tells it from the same hour before a clock was put back. */
const offsetIn = (hour: string): string => hour.slice(16)

function nameOf({ value, to }: Counts, all: readonly Counts[], grain: Grain): string {
  if (!isDay(value)) {
    const isTwice = all.some((one) => one.value !== value && one.value.slice(0, 16) === value.slice(0, 16))
    return `${fullDay(to)}, ${wallTime(timeIn(value))}${isTwice ? ` (${offsetIn(value)})` : ''}`
  }
  if (grain === 'month') return monthName(value.slice(0, 7))
  return rangeText({ from: value, to })
}

/** The numbers of points, or of hours, between two labels. */
const steps = [1, 2, 3, 4, 6, 12, 24, 48, 96, 168]
const daySteps = [1, 2, 7, 14, 28, 56, 91, 182, 365]

/** Returns the places of the points that are labelled. @param most how many labels have room */
export function labelled(points: readonly Point[], most: number): readonly number[] {
  const isHours = points.some(({ value }) => !isDay(value))
  const step = (isHours ? steps : daySteps).find((one) => points.length / one <= most) ?? points.length
  const places = points.map((_, at) => at)
  if (!isHours) return places.filter((at) => at % step === 0)
  const hourAt = (at: number) => Math.floor(Date.parse(`${points[at]?.value.slice(0, 13)}:00Z`) / 3_600_000)
  return places.filter((at) => hourAt(at) % step === 0 && hourAt(at) !== hourAt(at - 1))
}

/** The label of a point on the time axis. An hour at midnight has its day, unless that is the only one. */
export function labelOf({ value }: Point, points: readonly Point[], grain: Grain): string {
  if (grain === 'month') return monthTick(value)
  if (isDay(value)) return dayTick(value)
  const isNewDay = timeIn(value) === '00:00' && points[0]?.to !== points.at(-1)?.to
  return isNewDay ? dayTick(value.slice(0, 10)) : wallTime(timeIn(value))
}

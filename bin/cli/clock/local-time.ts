import { dayLength, instantOf, nextDay } from '../../../lambda/domain/time/day'
import type { Zone } from '../../../lambda/domain/time/zone'

/** Which end of a period a time is. */
export type Edge = 'from' | 'to'

const dayPattern = /^\d{4}-\d{2}-\d{2}$/
const localPattern = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)$/
const minute = 60_000

/**
 * Reads a day or a time without an offset by the clock of a zone: a day is the whole of it. What has an offset, and what is
 * no time at all, stays as it is, for the API to judge.
 */
export function readByClock(text: string, edge: Edge, zone: Zone): string {
  if (dayPattern.test(text)) return zone.name === 'UTC' || !isReal(text) ? text : dayEdge(text, edge, zone)
  const [, day, time] = localPattern.exec(text) ?? []
  const local = Date.parse(`${day}T${time}Z`)
  return Number.isNaN(local) ? text : instantOf(momentOf(local, edge, zone))
}

const dayEdge = (day: string, edge: Edge, zone: Zone): string =>
  instantOf(zone.startOf(edge === 'from' ? day : nextDay(day)))

const isReal = (day: string): boolean => {
  const time = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(time) && instantOf(time).startsWith(day)
}

/**
 * The moment at which a clock shows a time. Of an hour that it shows twice, a period has both: it begins with the first and
 * ends with the second. A time that it never shows is as long after the change as it would have been.
 */
function momentOf(local: number, edge: Edge, zone: Zone): number {
  const offsets = [zone.offsetAt(local - dayLength), zone.offsetAt(local + dayLength)]
  const found = offsets
    .map((offset) => local - offset * minute)
    .filter((moment, at) => zone.offsetAt(moment) === offsets[at])
  if (found.length === 0) return local - (offsets[0] as number) * minute
  return edge === 'from' ? Math.min(...found) : Math.max(...found)
}

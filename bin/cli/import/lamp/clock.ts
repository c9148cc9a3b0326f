import type { Zone } from '../../../../lambda/domain/time/zone'

const minute = 60_000
const day = 86_400_000

/** `2026-11-22 15:45:50`, and the fraction that a column may keep. */
const written = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?$/

/** The time that a clock shows, in milliseconds as if it were that of UTC; null for what is no time, such as MySQL's zeros. */
export function clockTimeIn(text: string): number | null {
  const found = written.exec(text)
  if (found === null) return null
  const [year = 0, month = 0, date = 0, hour = 0, minutes = 0, seconds = 0] = found.slice(1, 7).map(Number)
  const time = Date.UTC(year, month - 1, date, hour, minutes, seconds)
  const isReal = new Date(time).toISOString().slice(0, 19) === text.slice(0, 19).replace(' ', 'T')
  return isReal ? time + Math.floor(Number(`0.${found[7] ?? 0}`) * 1000) : null
}

/**
 * The moment at which a clock of the zone shows a time. Where it shows it twice, as the clock is put back, it is the moment
 * nearest to `about`, or else the first; where it never does, it is as much later as the clock is put forward.
 */
export function momentOf(shown: number, zone: Zone, about: number | null): number {
  const offsets = new Set([zone.offsetAt(shown - day), zone.offsetAt(shown + day)])
  const moments = [...offsets].map((offset) => shown - offset * minute)
  const [first = shown, second] = moments
    .filter((moment) => moment + zone.offsetAt(moment) * minute === shown)
    .toSorted((a, b) => a - b)
  if (!moments.some((moment) => moment + zone.offsetAt(moment) * minute === shown))
    return Math.max(...moments)
  if (second === undefined || about === null) return first
  return Math.abs(first - about) <= Math.abs(second - about) ? first : second
}

/** Milliseconds east of UTC of an offset as a dump has it, `+02:00`; null for the name of a zone. */
export function offsetIn(text: string): number | null {
  const [, sign, hours, minutes] = /^([+-])(\d\d?):(\d\d)$/.exec(text) ?? []
  if (sign === undefined) return /^UTC$/i.test(text) ? 0 : null
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * minute
}

/** `17/May/2015:10:05:03 +0000`, and what follows the seconds: a fraction, a zone. */
const common = /^(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))? ([+-]\d\d:?\d\d)$/
/** `2015-05-17T10:05:03+00:00` */
const iso = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))? ?(Z|[+-]\d\d:?\d\d)$/
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'

/**
 * Milliseconds since 1970 of a time with its zone, as Apache writes it or ISO 8601 has it; null for what is no time, or
 * before 1970.
 */
export function parseTime(text: string): number | null {
  const named = common.exec(text)
  const found = named ?? iso.exec(text)
  if (found === null) return null
  const month = named === null ? Number(found[2]) : months.indexOf(found[2] as string) / 4 + 1
  const day = dayAt(Number(found[named === null ? 1 : 3]), month, Number(found[named === null ? 3 : 1]))
  const [hour, minute, second] = [Number(found[4]), Number(found[5]), Number(found[6])]
  if (day === null || hour > 23 || minute > 59 || second > 60) return null
  const fraction = found[7] === undefined ? 0 : Math.floor(Number(`0.${found[7]}`) * 1000)
  const time = day + ((hour * 60 + minute) * 60 + second) * 1000 + fraction - offsetOf(found[8] as string)
  return time < 0 ? null : time
}

/** When a day begins; null for 30 February and for a month such as `Mai`. Lines of one day follow each other. */
function dayAt(year: number, month: number, day: number): number | null {
  const number = (year * 100 + month) * 100 + day
  if (number === last.number) return last.begins
  const begins = Date.UTC(year, month - 1, day)
  const isReal = new Date(begins).getUTCDate() === day && Number.isInteger(month) && month >= 1 && month <= 12
  last = { number, begins: isReal ? begins : null }
  return last.begins
}

let last: { readonly number: number; readonly begins: number | null } = { number: 0, begins: null }

function offsetOf(zone: string): number {
  if (zone === 'Z' || zone === '+0000') return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000
}

/** The time in a field of JSON, which may also be a number: seconds since 1970, or milliseconds. */
export function timeIn(text: string | null): number | null {
  if (text === null || !/^\d{9,13}(?:\.\d{1,9})?$/.test(text)) return text === null ? null : parseTime(text)
  return Math.floor(Number(text) * (text.split('.', 1)[0]?.length === 13 ? 1 : 1000))
}

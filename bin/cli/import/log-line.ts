import { longestLine } from './log-file'

/** A line of a log in combined format. What the server wrote as "-" is null. */
export interface LogLine {
  /** As the server wrote it: an IPv4 or IPv6 address, or the name of a host. */
  readonly address: string
  /** Milliseconds since 1970. */
  readonly time: number
  /** `GET /cv.html HTTP/1.1` */
  readonly request: string
  readonly status: number
  readonly referrer: string | null
  readonly userAgent: string | null
}

const quoted = String.raw`"((?:[^"\\]|\\.)*)"`
/** https://httpd.apache.org/docs/2.4/logs.html#combined; more fields may follow, as nginx users like to add them. */
const combined = new RegExp(
  String.raw`^(\S+) \S+ .+? \[([^\]]{20,30})\] ${quoted} (\d{3}) (?:\d+|-) ${quoted} ${quoted}(?: |$)`,
)
const stamp = /^(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)$/
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** @param line one character for each byte @returns null when the line is not in combined format */
export function parseLogLine(line: string): LogLine | null {
  const found = line.length > longestLine ? null : combined.exec(line)
  if (found === null) return null
  const [, address, when, request, status, referrer, userAgent] = found as unknown as string[]
  const time = parseTime(when as string)
  if (time === null) return null
  return {
    address: address as string,
    time,
    request: requestOf(request as string),
    status: Number(status),
    referrer: known(referrer as string),
    userAgent: known(userAgent as string),
  }
}

/** Milliseconds since 1970 of `17/May/2015:10:05:03 +0000`; null for what is no time, or before 1970. */
export function parseTime(text: string): number | null {
  const [, day, month, year, hour, minute, second, sign, zoneHours, zoneMinutes] = stamp.exec(text) ?? []
  if (day === undefined) return null
  const local = `${year}-${two(months.indexOf(month as string) + 1)}-${day}T${hour}:${minute}:${second}.000Z`
  const offset = (Number(zoneHours) * 60 + Number(zoneMinutes)) * 60_000 * (sign === '-' ? -1 : 1)
  const time = Date.parse(local)
  if (Number.isNaN(time) || new Date(time).toISOString() !== local) return null // 30 February
  return time - offset < 0 ? null : time - offset
}

const two = (number: number): string => String(number).padStart(2, '0')

const known = (text: string): string | null => (text === '-' || text === '' ? null : unescaped(text))

const controls: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', v: '\v', f: '\f' }

/** Bytes beyond ASCII are percent-encoded, as a browser sends them: so those that are no UTF-8 stay apart. */
const requestOf = (text: string): string =>
  bytesOf(text).replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16)}`)

const unescaped = (text: string): string => Buffer.from(bytesOf(text), 'latin1').toString('utf8')

/** Undoes the server's escapes (`\"`, `\\`, `\xNN`, `\t`). One character is one byte. */
function bytesOf(text: string): string {
  return text.replace(/\\(?:x([0-9a-fA-F]{2})|(.))/g, (_, hex: string | undefined, other: string) =>
    hex === undefined ? (controls[other] ?? other) : String.fromCharCode(Number.parseInt(hex, 16)),
  )
}

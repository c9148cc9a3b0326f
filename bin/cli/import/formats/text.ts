/** Text in fields of logs. A line has one character for each byte until it comes here. */

const beyondAscii = /[\x80-\xff]/
const escapedOrBeyond = /[\\\x80-\xff]/

/** Reads bytes as UTF-8. */
export const utf8 = (bytes: string): string =>
  beyondAscii.test(bytes) ? Buffer.from(bytes, 'latin1').toString('utf8') : bytes

const controls: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', v: '\v', f: '\f' }

/** Undoes the escapes of Apache and nginx (`\"`, `\\`, `\xNN`, `\t`). */
export function unescaped(text: string): string {
  if (!escapedOrBeyond.test(text)) return text
  const bytes = text.replace(/\\(?:x([0-9a-fA-F]{2})|(.))/g, (_, hex: string | undefined, other: string) =>
    hex === undefined ? (controls[other] ?? other) : String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return utf8(bytes)
}

/** Undoes percent-encoding; what is no encoding stays as it is. */
export const percentDecoded = (text: string): string =>
  utf8(text.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))))

/** Null for the sign that servers write for an absent value. */
export const known = (text: string | undefined): string | null =>
  text === undefined || text === '-' || text === '' ? null : text

/** `GET /cv.html HTTP/1.1`, taken apart; HTTP/0.9 had no version. */
export function requestOf(request: string): { method: string; target: string } {
  const end = request.indexOf(' ')
  if (end < 0) return { method: request, target: '' }
  const version = request.lastIndexOf(' HTTP/')
  const hasVersion = version > end && request.length - version <= ' HTTP/1.1'.length
  return {
    method: request.slice(0, end),
    target: request.slice(end + 1, hasVersion ? version : undefined).trim(),
  }
}

/** An HTTP status: three digits. */
export const statusIn = (text: string | null): number | null =>
  text !== null && /^\d{3}$/.test(text) ? Number(text) : null

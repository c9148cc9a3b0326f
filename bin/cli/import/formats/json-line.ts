import { known, utf8 } from './text'

export type JsonObject = Readonly<Record<string, unknown>>

/** The object that a line holds, or null. */
export function objectIn(line: string): JsonObject | null {
  if (!line.startsWith('{')) return null
  return parsed(utf8(line)) ?? parsed(withoutByteEscapes(line))
}

function parsed(text: string): JsonObject | null {
  try {
    return asObject(JSON.parse(text))
  } catch {
    return null
  }
}

export const asObject = (value: unknown): JsonObject | null =>
  typeof value === 'object' && value !== null ? (value as JsonObject) : null

/** nginx writes `\xC3\xBC`, which is no JSON, unless its `log_format` has `escape=json`. */
const withoutByteEscapes = (line: string): string =>
  utf8(line).replace(/(?:\\x[0-9a-fA-F]{2})+/g, (run) =>
    JSON.stringify(Buffer.from(run.replaceAll('\\x', ''), 'hex').toString('utf8')).slice(1, -1),
  )

/** The text of the first of these fields that has one; numbers as text. */
export function textIn(object: JsonObject, ...names: readonly string[]): string | null {
  for (const name of names) {
    const value = object[name]
    if (typeof value === 'number') return String(value)
    const text = typeof value === 'string' ? known(value) : null
    if (text !== null) return text
  }
  return null
}

/** The text of a header, which Caddy writes as a list. */
export function headerIn(headers: JsonObject, name: string): string | null {
  const value = headers[name]
  return Array.isArray(value) ? known(value.filter((one) => typeof one === 'string').join(', ')) : null
}

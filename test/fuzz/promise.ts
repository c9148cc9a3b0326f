import { printable } from '../../lambda/domain/printable'
import { byteLength } from '../../lambda/domain/text'

/** @throws Error that says what does not hold */
export function promise(holds: boolean, what: string, ...about: readonly unknown[]): void {
  if (!holds) throw new Error([what, ...about.map((one) => JSON.stringify(one))].join(' '))
}

/** What the act answers; null where it throws one of these errors, which it says that it does. */
export function allowing<T>(errors: readonly string[], act: () => T): T | null {
  try {
    return act()
  } catch (error) {
    if (error instanceof Error && errors.includes(error.name)) return null
    throw error
  }
}

/** JSON as it would have come in; nothing is tried where it is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Text that can be stored and printed: well-formed, no controls, not longer than is kept. */
export function promiseStorable(name: string, value: string | null, bytes: number): void {
  if (value === null) return
  promise(byteLength(value) <= bytes, `${name} is longer than ${bytes} bytes:`, value)
  promise(value.isWellFormed(), `${name} is not well-formed:`, value)
  promise(!/[\p{Cc}\u2028\u2029]/u.test(value), `${name} has control characters:`, value)
}

/** Text in which nothing is invisible either. */
export function promisePrintable(name: string, value: string | null, bytes: number): void {
  promiseStorable(name, value, bytes)
  if (value !== null)
    promise(printable(value) === value, `${name} has characters that cannot be seen:`, value)
}

/** Doing it to its own answer changes nothing. */
export function promiseSettled(
  name: string,
  value: string | null,
  act: (text: string) => string | null,
): void {
  if (value === null) return
  const again = act(value)
  promise(again === value, `${name} is not settled:`, value, again)
}

/** Parts of a text, cut at places that it decides on itself, so that it fails again. */
export function piecesOf(text: string): string[] {
  const pieces: string[] = []
  for (let at = 0, size = 1; at < text.length; at += size, size = (size * 7 + text.charCodeAt(at)) % 13 || 1)
    pieces.push(text.slice(at, at + size))
  return pieces
}

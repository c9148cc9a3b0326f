/** A visitor's text comes from a stranger. It is made well-formed, freed of control characters and bounded. */

const utf8 = new TextEncoder()
const beyondAscii = /[\u0080-\uffff]/
const controls = /[\p{Cc}\u2028\u2029]+/gu

/** Returns text that can be stored and printed anywhere: no lone surrogates, no control characters, no outer spaces. */
export function clean(text: string): string {
  return text.toWellFormed().replace(controls, ' ').trim()
}

/** Returns the longest beginning of `text` that fits in `bytes` of UTF-8. It never splits a code point. */
export function cut(text: string, bytes: number): string {
  if (text.length * 3 <= bytes) return text // a UTF-16 unit takes at most three bytes
  if (!beyondAscii.test(text)) return text.slice(0, bytes)
  const { read } = utf8.encodeInto(text, new Uint8Array(bytes))
  return read === text.length ? text : text.slice(0, read)
}

/** Returns the longest clean beginning of `text` that fits in `bytes`: where it was cut, it may end with a space no more than elsewhere. */
export const cleanCut = (text: string, bytes: number): string => cut(clean(text), bytes).trimEnd()

/** Returns the length in bytes of UTF-8, which is what DynamoDB counts. */
export function byteLength(text: string): number {
  return beyondAscii.test(text) ? utf8.encode(text).length : text.length // fast for ASCII, which most text is
}

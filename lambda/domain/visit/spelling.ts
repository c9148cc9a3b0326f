import { byteLength } from '../text'

/**
 * Many spellings lead to the same page: `/caf%C3%A9`, `/caf%c3%a9`, the raw bytes of a log. Visits keep only one, which is
 * made here (RFC 3986 §6.2.2, extended to all of Unicode so that people can read it). Visible characters with no meaning in a
 * URL are written out. The following are percent-encoded in capitals, even if they came raw, as a browser would send them:
 *
 * - delimiters that came encoded, because written out they mean something else: `%2F`, `%3F`, `%25`, and `%21` as opposed to `!`
 * - characters that no URL has, such as `"`, `<` and blanks, and bytes that are not UTF-8
 * - characters that are invisible or change the text around them: controls, zero widths, private use. So no later step has to
 *   make them harmless.
 *
 * Characters that Unicode has not assigned yet are written out, so that runtimes of different years agree.
 */

/** Text that is spelled correctly already and has as many bytes as characters. Nearly every path does. */
const plain = /^[\w.~!$&'()*+,;=:@/?[\]-]*$/

/** The Braille blank, U+2800, has none of these properties but is invisible too. */
const unseen = String.raw`\p{Cc}\p{Cf}\p{Co}\p{Z}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800`
const isUnseen = new RegExp(`[${unseen}]`, 'u')
const neverRaw = new RegExp(String.raw`%(?![\dA-Fa-f]{2})|["<>\\^\x60{|}${unseen}]`, 'gu')

/** A percent-encoded character beyond ASCII (RFC 3629 §4), or otherwise one encoded byte. */
const next = String.raw`%[89AB][\dA-F]`
const encoded = [
  String.raw`%(?:C[2-9A-F]|D[\dA-F])${next}`,
  String.raw`%(?:E0%[AB][\dA-F]|ED%[89][\dA-F]|E[1-9A-CEF]${next})${next}`,
  String.raw`%(?:F0%[9AB][\dA-F]|F4%8[\dA-F]|F[1-3]${next})${next}${next}`,
  String.raw`%[\dA-F]{2}`,
].join('|')
const everyEncoded = new RegExp(encoded, 'gi')
const everyUnit = new RegExp(`${encoded}|[^]`, 'giu')

/** The most UTF-16 units that become one byte of the result: `%41` becomes `A`. A character is at most four encoded bytes. */
const unitsOfByte = 3
const unitsOfCharacter = 12

/**
 * Returns the one spelling of a path, or of a path with a query, in at most `bytes` of UTF-8. Spelling it again changes
 * nothing. Only as much of `text` is read as could be kept, so the time is bounded too.
 */
export function spell(text: string, bytes: number): string {
  if (plain.test(text)) return text.length <= bytes ? text : text.slice(0, bytes)
  const beginning = text.slice(0, unitsOfByte * bytes + unitsOfCharacter).toWellFormed()
  return cutSpelled(beginning.replace(neverRaw, encodeURIComponent).replace(everyEncoded, written), bytes)
}

/** Decodes an encoded character if it may be written out. */
function written(code: string): string {
  const isByte = code.length === 3
  const character = isByte
    ? String.fromCharCode(Number.parseInt(code.slice(1), 16))
    : decodeURIComponent(code)
  const isWritten = isByte ? /[\w.~-]/.test(character) : !isUnseen.test(character)
  return isWritten ? character : code.toUpperCase()
}

/** Returns the spelling of a stored path. Earlier versions stored paths as they came, and may have cut through `%C3`. */
export function spellStored(text: string, bytes: number): string {
  return spell(text.length === bytes ? text.replace(/%[\dA-F]?$/i, '') : text, bytes)
}

/** Returns the longest beginning of a spelled text that fits in `bytes`. It splits neither a character nor its encoding. */
export function cutSpelled(text: string, bytes: number): string {
  if (byteLength(text) <= bytes) return text
  let [end, left] = [0, bytes]
  for (const [unit] of text.matchAll(everyUnit)) {
    left -= byteLength(unit)
    if (left < 0) break
    end += unit.length
  }
  return text.slice(0, end)
}

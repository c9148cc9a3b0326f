/** Text from strangers, made safe for a terminal and measured in its columns. */

/** Control characters, and the invisible ones that reorder or hide their neighbours (bidi, zero width, tags). */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu
const marks = /^\p{M}$/u
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]$|^\p{Emoji_Presentation}$/u

export const printable = (text: string): string => text.replace(unprintable, '')

function columnsOf(character: string): number {
  if (marks.test(character)) return 0
  return wide.test(character) ? 2 : 1
}

/** The number of columns that printable text takes; East Asian characters and emoji take two. */
export const widthOf = (text: string): number =>
  [...text].reduce((sum, character) => sum + columnsOf(character), 0)

/** Text in exactly `width` columns: padded, or cut with an ellipsis. */
export function inColumns(text: string, width: number): string {
  if (widthOf(text) <= width) return text + ' '.repeat(width - widthOf(text))
  let kept = ''
  let taken = 0
  for (const character of text) {
    taken += columnsOf(character)
    if (taken > width - 1) break
    kept += character
  }
  return `${kept}…${' '.repeat(Math.max(0, width - 1 - widthOf(kept)))}`
}

/** Text from strangers, freed of what cannot be seen, and measured in columns of a terminal or of a plain mail. */

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

/** Returns the longest beginning of printable text that fits in `columns`. It never splits a code point. */
export function fitting(text: string, columns: number): string {
  let kept = ''
  let taken = 0
  for (const character of text) {
    taken += columnsOf(character)
    if (taken > columns) break
    kept += character
  }
  return kept
}

/** Returns text in at most `columns`, cut with an ellipsis where it is longer. */
export const inAtMost = (columns: number, text: string): string =>
  widthOf(text) <= columns ? text : `${fitting(text, columns - 1)}…`

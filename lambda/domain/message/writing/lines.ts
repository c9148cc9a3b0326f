import { fitting, widthOf } from '../../printable'

/** Columns of a line of plain text, as mail programs quote it. */
const lineColumns = 72

/**
 * Returns text in lines of 72 columns at most. A word that is longer comes apart.
 *
 * @param indent what the first line begins with; the others begin with as many spaces
 */
export function linesOf(text: string, indent = ''): string[] {
  const room = lineColumns - indent.length
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ').flatMap((one) => piecesOf(one, room))) {
    const longer = line === '' ? word : `${line} ${word}`
    if (widthOf(longer) <= room) line = longer
    else {
      lines.push(line)
      line = word
    }
  }
  return [...lines, line].map((one, at) => (at === 0 ? indent : ' '.repeat(indent.length)) + one)
}

function piecesOf(word: string, columns: number): string[] {
  const pieces: string[] = []
  let rest = word
  while (widthOf(rest) > columns) {
    const piece = fitting(rest, columns)
    pieces.push(piece)
    rest = rest.slice(piece.length)
  }
  return [...pieces, rest]
}

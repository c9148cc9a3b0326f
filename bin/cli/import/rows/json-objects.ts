/** The most characters of an object. */
const longestObject = 1_048_576

/**
 * Finds the objects that are rows in JSON of any layout (an array of them, one a line, or within what phpMyAdmin puts around
 * a table), as text of one character for each byte. A row is an object that stands in a list or on its own and has no such
 * object in it. Memory is bounded, and it goes on after what is no JSON.
 *
 * @returns a function that is fed bytes, and returns the rows that end in them; null in place of one that is too long or broken
 */
export function jsonObjects(): (bytes: string) => (string | null)[] {
  /** What is open, a character each. */
  let open = ''
  let [isText, isEscaped] = [false, false]
  /** The beginning of the row that is being read, null where it is too long; and how deep it lies. */
  let row: { text: string | null; depth: number } | null = null

  const add = (piece: string) => {
    if (row !== null && row.text !== null)
      row.text = row.text.length + piece.length > longestObject ? null : row.text + piece
  }

  return (bytes) => {
    const rows: (string | null)[] = []
    let [from, at] = [0, isEscaped ? 1 : 0]
    isEscaped = false
    const end = (to: number) => {
      add(bytes.slice(from, to))
      rows.push(row?.text ?? null)
      row = null
    }
    for (;;) {
      const mark = isText ? inText : outside
      mark.lastIndex = at
      const found = mark.exec(bytes)
      if (found === null) break
      const sign = found[0]
      at = found.index + 1
      if (sign === '"') isText = !isText
      else if (sign === '\\') {
        isEscaped = at === bytes.length
        at += 1
      } else if (sign === '\n') {
        // JSON has no line break within a text: a quote is missing. What follows is read as the next row.
        isText = false
        if (row === null) continue
        open = open.slice(0, row.depth - 1)
        row.text = null
        end(at)
      } else if (sign === '{' || sign === '[') {
        const isRow = sign === '{' && !open.endsWith('{')
        open = (open + sign).slice(-deepest)
        if (!isRow) continue
        row = { text: '', depth: open.length }
        from = found.index
      } else {
        open = open.slice(0, -1)
        if (row !== null && open.length < row.depth) end(at)
      }
    }
    add(bytes.slice(from))
    return rows
  }
}

/** More levels than any program writes; what is deeper is garbage. */
const deepest = 64
const inText = /["\\\n]/g
const outside = /["{}[\]]/g

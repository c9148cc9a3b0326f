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
  const reading: Reading = { open: '', isText: false, isEscaped: false, row: null }
  return (bytes) => {
    const rows: (string | null)[] = []
    let [from, at] = [0, reading.isEscaped ? 1 : 0]
    reading.isEscaped = false
    for (let found = nextMark(reading, bytes, at); found !== null; found = nextMark(reading, bytes, at)) {
      const [sign] = found
      at = found.index + (sign === '\\' ? 2 : 1)
      if (sign === '\\') reading.isEscaped = at > bytes.length
      const change = changeBy(reading, sign)
      if (change === 'begins') from = found.index
      if (change !== 'ends') continue
      add(reading, bytes.slice(from, at))
      rows.push(reading.row?.text ?? null)
      reading.row = null
    }
    add(reading, bytes.slice(from))
    return rows
  }
}

interface Reading {
  /** What is open, a character each. */
  open: string
  isText: boolean
  /** Whether the first character to come stands for itself. */
  isEscaped: boolean
  /** The beginning of the row that is being read, null where it is too long or broken; and how deep it lies. */
  row: { text: string | null; readonly depth: number } | null
}

function nextMark({ isText }: Reading, bytes: string, at: number): RegExpExecArray | null {
  const mark = isText ? inText : outside
  mark.lastIndex = at
  return mark.exec(bytes)
}

function add({ row }: Reading, piece: string): void {
  if (row !== null && row.text !== null)
    row.text = row.text.length + piece.length > longestObject ? null : row.text + piece
}

/** Takes a mark in. @returns whether a row begins or ends with it */
function changeBy(reading: Reading, sign: string): 'begins' | 'ends' | null {
  const { open, row } = reading
  if (sign === '\\') return null
  if (sign === '"') {
    reading.isText = !reading.isText
    return null
  }
  if (sign === '\n') {
    // JSON has no line break within a text: a quote is missing. What follows is read as the next row.
    reading.isText = false
    if (row === null) return null
    reading.open = open.slice(0, row.depth - 1)
    row.text = null
    return 'ends'
  }
  if (sign === '{' || sign === '[') {
    reading.open = (open + sign).slice(-deepest)
    if (sign === '[' || open.endsWith('{')) return null
    reading.row = { text: '', depth: reading.open.length }
    return 'begins'
  }
  reading.open = open.slice(0, -1)
  return row !== null && reading.open.length < row.depth ? 'ends' : null
}

/** More levels than any program writes; what is deeper is garbage. */
const deepest = 64
const inText = /["\\\n]/g
const outside = /["{}[\]]/g

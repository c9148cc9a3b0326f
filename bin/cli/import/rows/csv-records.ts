/**
 * The records of a CSV file, as text of one character for each byte: a line break within quotes ends none. The cells are
 * csv-parse's work; ours is to keep a record bounded, and to go on after one that is not.
 */
export interface CsvRecords {
  /** The records that end in these bytes. @returns null in place of one that is too long */
  feed(bytes: string): (string | null)[]
  /** The last one, where no line break follows. */
  end(): (string | null)[]
}

/** The most characters of a record. */
const longestRecord = 1_048_576

/** The character after which a quote within quotes stands for itself. */
export type Quoting = '"' | '\\'

export function csvRecords(quoting: Quoting): CsvRecords {
  const mark = quoting === '"' ? /["\n]/g : /["\n]|\\[\s\S]/g
  let rest = ''
  let [seen, isQuoted, isTooLong] = [0, false, false]

  function feed(bytes: string): (string | null)[] {
    const records: (string | null)[] = []
    let text = rest + bytes
    let [start, read] = [0, seen]
    mark.lastIndex = seen
    for (let found = mark.exec(text); found !== null; found = mark.exec(text)) {
      read = mark.lastIndex
      if (found[0] === '"') isQuoted = !isQuoted
      // Within one that is too long any line break is taken for its end: a quote that is never closed must not be all that follows.
      if (found[0] !== '\n' || (isQuoted && !isTooLong)) continue
      records.push(isTooLong ? null : recordIn(text.slice(start, found.index)))
      start = found.index + 1
      if (isTooLong) isQuoted = false
      isTooLong = false
    }
    // A backslash at the very end has its other half in the bytes to come.
    const isHalf = quoting === '\\' && read < text.length && text.endsWith('\\')
    text = text.slice(start)
    if (text.length > longestRecord) {
      isTooLong = true
      text = ''
    }
    seen = isHalf && text !== '' ? text.length - 1 : text.length
    rest = text
    return records
  }

  function end(): (string | null)[] {
    if (isTooLong) return [null]
    return rest === '' ? [] : [recordIn(rest)]
  }

  return { feed, end }
}

const recordIn = (text: string): string | null =>
  text.length > longestRecord ? null : text.replace(/\r$/, '')

import { parse } from 'csv-parse/sync'
import { csvRecords, type Quoting } from './csv-records'

/** The cells of a record; null where it is no CSV, or too long. */
export type CsvRow = readonly string[] | null

/** Rows of a CSV file, some at a time, in bounded memory. Blank lines are none. */
export async function* csvRows(
  text: AsyncIterable<Buffer>,
  quoting: Quoting = '"',
): AsyncGenerator<readonly CsvRow[]> {
  const records = csvRecords(quoting)
  let isFirst = true
  const read = (found: (string | null)[]) => {
    const [first] = found
    if (isFirst && first?.startsWith(byteOrderMark)) found[0] = first.slice(byteOrderMark.length)
    isFirst &&= found.length === 0
    return rowsOf(found, quoting)
  }
  for await (const bytes of text) yield read(records.feed(bytes.toString('latin1')))
  yield read(records.end())
}

const byteOrderMark = '\xef\xbb\xbf'

/** All at once where all are CSV, which is many times faster, or else one by one. */
function rowsOf(records: readonly (string | null)[], quoting: Quoting): CsvRow[] {
  const there = records.filter((record) => record === null || !/^\s*$/.test(record))
  if (there.includes(null)) return there.map((record) => cellsOf(record, quoting))
  const all = parsed(there.join('\n'), quoting)
  return all?.length === there.length ? all : there.map((record) => cellsOf(record, quoting))
}

function cellsOf(record: string | null, quoting: Quoting): CsvRow {
  const rows = record === null ? null : parsed(record, quoting)
  return rows?.length === 1 ? (rows[0] ?? null) : null
}

function parsed(text: string, quoting: Quoting): string[][] | null {
  try {
    return parse(Buffer.from(text, 'latin1'), {
      escape: quoting,
      relax_column_count: true,
      record_delimiter: '\n',
    })
  } catch {
    return null
  }
}

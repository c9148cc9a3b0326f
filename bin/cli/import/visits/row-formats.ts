import type { VisitAnswer } from '../../../../lambda/api/visits'
import { Failure } from '../../failure'
import type { TextFile } from '../files/log-file'
import { linesOf, longestLine } from '../files/log-file'
import { headOf } from '../files/unpack'
import { asObject, type JsonObject } from '../formats/json-line'
import { utf8 } from '../formats/text'
import { namedRows } from '../rows/named-rows'
import { fromParquet } from './parquet-rows'

/** A row of an export by the names of its columns, its values as NDJSON has them; null for what is no row. */
export type ExportedRow = JsonObject | null

/** Reads the rows of a file of one format, some at a time. @param text the file from its beginning, unpacked @param name of the file */
type RowReader = (text: AsyncIterable<Buffer>, name: string) => AsyncIterable<readonly ExportedRow[]>

interface RowFormat {
  /** Whether a file begins so. @param head a character for each byte */
  readonly begins: (head: string) => boolean
  /** How its rows are read, or why they are not. */
  readonly rows: RowReader | string
}

/** The formats of an export. A file's first bytes tell which it is; the first that fits wins. */
const rowFormats: Readonly<Record<string, RowFormat>> = {
  ndjson: { begins: (head) => /^\s*\{/.test(head), rows: fromNdjson },
  parquet: {
    begins: (head) => head.startsWith('PAR1'),
    rows: (_, name) => fromParquet(name),
  },
  excel: {
    begins: (head) => /^\xef\xbb\xbf/.test(head) || /^"?id"?[;\t]/.test(head),
    rows: 'it is an export for Excel, whose times have lost their zone: export as csv or ndjson',
  },
  csv: { begins: (head) => /^"?id"?,/.test(head), rows: fromCsv },
}

const tellingBytes = 16

/** @throws Failure when it is no export */
export async function* exportedRows({ name, text }: TextFile): AsyncGenerator<readonly ExportedRow[]> {
  const { head, all } = await headOf(text, tellingBytes)
  const start = head.subarray(0, tellingBytes).toString('latin1')
  if (start === '') return
  const format = Object.values(rowFormats).find(({ begins }) => begins(start))
  if (format === undefined)
    throw new Failure(`${name} is no export of visits: it begins with neither {"id": …} nor id,time,site`)
  if (typeof format.rows === 'string') throw new Failure(`${name} is not read: ${format.rows}`)
  yield* format.rows(all, name)
}

async function* fromNdjson(text: AsyncIterable<Buffer>): AsyncGenerator<readonly ExportedRow[]> {
  for await (const lines of linesOf(text))
    yield lines
      .filter((line) => /\S/.test(line))
      .map((line) => (line.length > longestLine ? null : parsed(line)))
}

function parsed(line: string): ExportedRow {
  try {
    return asObject(JSON.parse(utf8(line)))
  } catch {
    return null
  }
}

async function* fromCsv(text: AsyncIterable<Buffer>): AsyncGenerator<readonly ExportedRow[]> {
  for await (const rows of namedRows(text)) yield rows.map((row) => row && rowOf(row))
}

const rowOf = (cells: Readonly<Record<string, string>>): ExportedRow =>
  Object.fromEntries(Object.entries(cells).map(([name, cell]) => [name, valueIn(name, cell)]))

function valueIn(name: string, cell: string): string | number | boolean | null {
  if (cell === '') return null
  if (numbers.has(name)) return Number(cell)
  if (truths.has(name)) return cell === 'true'
  return asWritten(cell)
}

const numbers: ReadonlySet<string> = new Set<keyof VisitAnswer>(['asn', 'seconds', 'reach'])
const truths: ReadonlySet<string> = new Set<keyof VisitAnswer>(['acted', 'mine', 'scanned', 'fetched'])

const formula = '=+\\-@\\uff1d\\uff0b\\uff0d\\uff20'
const heldAtStart = new RegExp(`^'(?=[${formula}\\t\\r])`)
const heldWithin = new RegExp(`([;\\t\\r\\n]["' ]*)'(?=[${formula}])`, 'g')

/** A text without the apostrophes that keep a spreadsheet from taking it for a formula, see http/csv.ts. */
const asWritten = (cell: string): string => cell.replace(heldAtStart, '').replace(heldWithin, '$1')

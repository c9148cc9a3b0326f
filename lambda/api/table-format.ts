import * as v from 'valibot'
import { clockTimeOf } from '../domain/time/clock-time'
import type { Zone } from '../domain/time/zone'
import { csvTextOf, type Separator } from '../http/csv'
import { content, type Headers, type HttpResponse } from '../http/response'

/** Rows to write as CSV. */
export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly object[]
  /** Columns of instants, which format=excel tells by a clock. */
  readonly times: readonly string[]
}

/** Separators of cells by the names that they have in addresses and on the command line. */
export const separatorOf = { comma: ',', semicolon: ';', tab: '\t' } as const satisfies Record<
  string,
  Separator
>
export type SeparatorName = keyof typeof separatorOf
export const separatorNames = Object.keys(separatorOf) as SeparatorName[]

/** The media type of both csv and excel. */
export const csvType = 'text/csv; charset=utf-8; header=present'

/** What `?format=` means where it says excel. */
export const excelMeaning =
  'excel is CSV for spreadsheets that guess: times by the clock of tz, text that looks like a number after an apostrophe.'

/** `?separator=` */
export const separatorQuery = v.optional(
  v.pipe(
    v.picklist(separatorNames, `must be ${separatorNames.join(', ')}`),
    v.description(
      'What stands between the cells of format=excel; semicolon, as most of Europe has it, when left out.',
    ),
  ),
  'semicolon',
)

/** `?tz=`, where it says nothing but how times are told. */
export const excelZoneQuery = v.optional(
  v.pipe(
    v.string(),
    v.metadata({ format: 'time-zone' }),
    v.description('Time zone of the times in format=excel, such as Asia/Shanghai; UTC when left out.'),
  ),
  'UTC',
)

/** `?format=` and `?separator=` of an answer that is a table too. */
export const tableQuery = {
  format: v.optional(
    v.pipe(
      v.picklist(['json', 'csv', 'excel'], 'must be json, csv or excel'),
      v.description(`Form of the answer. ${excelMeaning}`),
    ),
    'json',
  ),
  separator: separatorQuery,
}

export interface ExcelOptions {
  readonly header?: boolean
  readonly separator: Separator
  /** By whose clock times are told. */
  readonly zone: Zone
}

/** See csv.ts. */
export const tableText = ({ columns, rows }: Table, { header = true } = {}): string =>
  csvTextOf(rows, { header, columns })

/**
 * CSV for a spreadsheet that guesses what a cell is: times are dates by the reader's clock, and text stays text. The
 * byte order mark before the header says that it is UTF-8.
 */
export function excelText(
  { columns, rows, times }: Table,
  { header = true, separator, zone }: ExcelOptions,
): string {
  const cells = rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        times.includes(name) ? clockTime(value, zone) : heldAsText(value),
      ]),
    ),
  )
  return `${header ? byteOrderMark : ''}${csvTextOf(cells, { header, separator, columns })}`
}

const byteOrderMark = '\ufeff'

/** A day is a date already. */
const clockTime = (value: unknown, zone: Zone): unknown =>
  typeof value === 'string' && value.includes('T') ? clockTimeOf(zone, Date.parse(value)) : value

/** What a spreadsheet reads as a number, a date or a time: 5e12, 007, 1-2, 3/4, 12:30, 50%. */
const numberLike = /^\d[\d.,:/\s-]*(?:e[\d+-]*)?%?$/i

const heldAsText = (value: unknown): unknown =>
  typeof value === 'string' && numberLike.test(value) ? `'${value}` : value

/** Answers a table as format=csv or format=excel. */
export const tableAnswer = (
  table: Table,
  { format, ...excel }: ExcelOptions & { readonly format: 'csv' | 'excel' },
  headers: Headers = {},
): HttpResponse<never> =>
  content(csvType, format === 'csv' ? tableText(table) : excelText(table, excel), headers)

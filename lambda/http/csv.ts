import { stringify } from 'csv-stringify/sync'

/** What may stand between the cells of a line. */
export type Separator = ',' | ';' | '\t'

export interface CsvOptions {
  readonly columns: readonly string[]
  /** Whether the names of the columns come first. */
  readonly header?: boolean
  readonly separator?: Separator
}

/**
 * Writes RFC 4180, with every text cell quoted. Cells that a spreadsheet would take for a formula get a leading
 * apostrophe, and so does what follows a line break or another separator within a cell: a spreadsheet that splits at
 * that one does not see where our quotes begin.
 */
export const csvTextOf = (
  rows: readonly object[],
  { columns, header = true, separator = ',' }: CsvOptions,
): string =>
  stringify([...rows], {
    header,
    columns: [...columns],
    delimiter: separator,
    record_delimiter: 'windows',
    escape_formulas: true,
    quoted_string: true, // said here: options for one cell are all looked through again
    quoted_empty: false,
    cast: {
      boolean: String, // the library's own are 1 and nothing
      string: (text, { header }) =>
        header ? { value: text, quoted_string: false } : defused(text, separator),
    },
  })

/** Matches the start of a cell after one of `breaks`, before what a formula begins with, also in full width. */
const formulaAfter = (breaks: string): RegExp =>
  new RegExp(`([${breaks}]["' ]*)(?=[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20])`, 'g')

const formulas: Readonly<Record<Separator, RegExp>> = {
  ',': formulaAfter(';\t\r\n'),
  ';': formulaAfter(',\t\r\n'),
  '\t': formulaAfter(',;\r\n'),
}

const defused = (text: string, separator: Separator): string => text.replace(formulas[separator], "$1'")

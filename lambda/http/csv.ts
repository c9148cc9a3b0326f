import { stringify } from 'csv-stringify/sync'

/**
 * RFC 4180. Cells that a spreadsheet would take for a formula are defused with a leading apostrophe, and so is whatever
 * follows a semicolon, a tab or a line break within a cell. Such cells are quoted, for spreadsheets that split at
 * commas and semicolons alike; one that splits at semicolons alone does not see where our quotes begin.
 */
export const csvTextOf = (
  rows: readonly object[],
  { header = true, columns }: { readonly header?: boolean; readonly columns: readonly string[] },
): string =>
  stringify([...rows], {
    header,
    columns: [...columns],
    record_delimiter: 'windows',
    quoted_match: /[\r\n;\t]/,
    escape_formulas: true,
    cast: { string: defused },
  })

/** A separator, what may stand before a cell's content, and what a formula begins with, also in full width. */
const formula = /([;\t\r\n]["' ]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g

const defused = (text: string): string => text.replace(formula, "$1'")

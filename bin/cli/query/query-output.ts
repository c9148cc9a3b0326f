import { csvTextOf } from '../../../lambda/http/csv'
import { terminalWidth } from '../terminal/terminal-width'
import { columnsOf } from '../terminal/text-table'
import type { QueryColumn, QueryResult } from './query-result'

/** How `query` prints. */
export const queryFormats = ['table', 'csv', 'json'] as const
export type QueryFormat = (typeof queryFormats)[number]

/** The least that columns keep on a narrow terminal. */
const narrowest = 6

/** A result as text, with a line break at its end. */
export const printers: Readonly<Record<QueryFormat, (result: QueryResult) => string>> = {
  table({ columns, rows }) {
    const heads = columns.map(({ name }) => name.toUpperCase())
    const elastic = Object.fromEntries(
      columns.map(({ name, type }) => [
        name.toUpperCase(),
        type === 'text' ? narrowest : Number.POSITIVE_INFINITY,
      ]),
    )
    return columnsOf({
      columns: heads,
      elastic,
      width: terminalWidth(),
    })(rows)
  },
  csv: (result) => csvTextOf(objectsOf(result), { columns: result.columns.map(({ name }) => name) }),
  json: (result) => `${JSON.stringify(objectsOf(result))}\n`,
}

const objectsOf = ({ columns, rows }: QueryResult): object[] =>
  rows.map((row) =>
    Object.fromEntries(columns.map((column, at) => [column.name, jsonOf(column, row[at] ?? null)])),
  )

/** A number that JSON's readers would round stays text. */
function jsonOf({ type }: QueryColumn, cell: string | null): string | number | boolean | null {
  if (cell === null) return null
  if (type === 'truth') return cell === 'true'
  const number = Number(cell)
  return type === 'number' && Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : cell
}

import { printable, widthOf } from '../../../lambda/domain/printable'
import { type Look, painted } from './paint'
import { inColumns } from './terminal-text'

/** Columns that shrink on a narrow terminal, and their minimum widths. */
export type Elastic<Column extends string> = Readonly<Partial<Record<Column, number>>>

export interface TableShape<Column extends string> {
  readonly columns: readonly Column[]
  /** What stands over a column, where that is not its name. */
  readonly heads?: Readonly<Partial<Record<Column, string>>>
  readonly elastic: Elastic<Column>
  /** The width of the terminal; null cuts nothing. */
  readonly width: number | null
}

type Row = readonly (string | null)[]

/** How a cell stands out where the terminal takes colours, by the number of its row. */
export type LookOf<Column> = (row: number, column: Column) => Look | null

const gap = '  '

/** Returns a printer of a table in parts: the first part has the head and settles the widths. Empty cells are `-`. */
export function columnsOf<Column extends string>({
  columns,
  heads,
  elastic,
  width,
}: TableShape<Column>): (rows: readonly Row[], lookOf?: LookOf<Column>) => string {
  let widths: number[] | null = null
  return (cells, lookOf = () => null) => {
    const rows = cells.map((row) => row.map((cell) => printable(cell ?? '') || '-'))
    const isFirst = widths === null
    const printed = isFirst ? [columns.map((column) => heads?.[column] ?? column), ...rows] : rows
    const least = columns.map((column) => elastic[column] ?? Number.POSITIVE_INFINITY)
    const settled = widths ?? narrowed(widest(printed), least, width)
    widths = settled
    return printed
      .map((row, at) => {
        const number = isFirst ? at - 1 : at
        return lineOf(row, {
          widths: settled,
          width,
          lookAt: (cell) => lookAt(number, columns[cell], lookOf),
        })
      })
      .join('')
  }
}

/** No head stands out. */
const lookAt = <Column>(row: number, column: Column | undefined, lookOf: LookOf<Column>): Look | null =>
  row < 0 || column === undefined ? null : lookOf(row, column)

const widest = (rows: readonly string[][]): number[] =>
  (rows[0] as string[]).map((_, at) => Math.max(...rows.map((row) => widthOf(row[at] as string))))

const totalOf = (widths: readonly number[]): number =>
  widths.reduce((sum, width) => sum + width, gap.length * (widths.length - 1))

/** Narrows the column with the most to spare until the line fits, or until every column is at its minimum. */
function narrowed(widths: readonly number[], least: readonly number[], width: number | null): number[] {
  const fitted = [...widths]
  while (width !== null && totalOf(fitted) > width) {
    const spare = fitted.map((one, at) => one - (least[at] as number))
    const most = Math.max(...spare)
    if (most <= 0) break
    fitted[spare.indexOf(most)] = (fitted[spare.indexOf(most)] as number) - 1
  }
  return fitted
}

interface Line {
  readonly widths: readonly number[]
  readonly width: number | null
  readonly lookAt: (cell: number) => Look | null
}

/** Colours take no columns. A line that is cut has none, as one could end within them. */
function lineOf(row: readonly string[], { widths, width, lookAt }: Line): string {
  const padded = row.map((cell, at) =>
    inColumns(cell, width === null ? Math.max(widths[at] as number, widthOf(cell)) : (widths[at] as number)),
  )
  const line = padded.join(gap)
  if (width !== null && widthOf(line.trimEnd()) > width) return `${inColumns(line, width).trimEnd()}\n`
  const looked = padded.map((cell, at) => (at === padded.length - 1 ? cell.trimEnd() : cell))
  return `${looked
    .map((cell, at) => paintedCell(cell, lookAt(at)))
    .join(gap)
    .trimEnd()}\n`
}

/** Only the text of a cell is painted: an underlined or dim gap shows on some terminals. */
function paintedCell(cell: string, look: Look | null): string {
  const text = cell.trimEnd()
  return `${painted(text, look, process.stdout)}${cell.slice(text.length)}`
}

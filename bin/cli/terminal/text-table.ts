import { printable, widthOf } from '../../../lambda/domain/printable'
import { inColumns } from './terminal-text'

/** Columns that shrink on a narrow terminal, and their minimum widths. */
export type Elastic<Column extends string> = Readonly<Partial<Record<Column, number>>>

export interface TableShape<Column extends string> {
  readonly columns: readonly Column[]
  readonly elastic: Elastic<Column>
  /** The width of the terminal; null cuts nothing. */
  readonly width: number | null
}

const gap = '  '

/** Returns a printer of a table in parts: the first part has the head and settles the widths. Empty cells are `-`. */
export function columnsOf<Column extends string>({
  columns,
  elastic,
  width,
}: TableShape<Column>): (rows: readonly (readonly (string | null)[])[]) => string {
  let widths: number[] | null = null
  return (cells) => {
    const rows = cells.map((row) => row.map((cell) => printable(cell ?? '') || '-'))
    const printed = widths === null ? [[...columns], ...rows] : rows
    const least = columns.map((column) => elastic[column] ?? Number.POSITIVE_INFINITY)
    const settled = widths ?? narrowed(widest(printed), least, width)
    widths = settled
    return printed.map((row) => lineOf(row, settled, width)).join('')
  }
}

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

function lineOf(row: readonly string[], widths: readonly number[], width: number | null): string {
  const padded = row.map((cell, at) =>
    inColumns(cell, width === null ? Math.max(widths[at] as number, widthOf(cell)) : (widths[at] as number)),
  )
  const line = padded.join(gap)
  return `${(width === null ? line : inColumns(line, width)).trimEnd()}\n`
}

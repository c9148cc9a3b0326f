import type { VisitAnswer } from '../../lambda/http/visit-answer'
import { inColumns, printable, widthOf } from './terminal-text'

type Column = 'TIME' | 'SITE' | 'PAGE' | 'REFERRER' | 'COUNTRY' | 'VISITOR' | 'TITLE'

const cells: Readonly<Record<Column, (visit: VisitAnswer) => string | null>> = {
  TIME: ({ time }) => time.slice(0, 16).replace('T', ' '),
  SITE: ({ site }) => site,
  PAGE: ({ page }) => page,
  REFERRER: ({ referrer }) => referrer,
  COUNTRY: ({ country }) => country,
  VISITOR: ({ visitor }) => visitor,
  TITLE: ({ title }) => title,
}
/** Those that give way on a narrow terminal, and what they keep at least. */
const elastic: Partial<Record<Column, number>> = { TITLE: 5, REFERRER: 8, SITE: 8, PAGE: 16, VISITOR: 7 }
const gap = '  '

/**
 * A table that is printed in parts: the first one has the head and settles the widths.
 *
 * @param width columns of the terminal; null cuts nothing
 * @param hidden columns that would say the same in every line
 */
export function tableOf(
  width: number | null,
  hidden: readonly Column[] = [],
): (visits: readonly VisitAnswer[]) => string {
  const columns = (Object.keys(cells) as Column[]).filter((column) => !hidden.includes(column))
  let widths: number[] | null = null
  return (visits) => {
    const rows = visits.map((visit) => columns.map((column) => printable(cells[column](visit) ?? '') || '-'))
    const printed = widths === null ? [columns, ...rows] : rows
    const settled = widths ?? narrowed(columns, widest(printed), width)
    widths = settled
    return printed.map((row) => lineOf(row, settled, width)).join('')
  }
}

const widest = (rows: readonly string[][]): number[] =>
  (rows[0] as string[]).map((_, at) => Math.max(...rows.map((row) => widthOf(row[at] as string))))

const totalOf = (widths: readonly number[]): number =>
  widths.reduce((sum, width) => sum + width, gap.length * (widths.length - 1))

/** Takes from the column that can spare most until the line fits, or until all are as narrow as may be. */
function narrowed(columns: readonly Column[], widths: readonly number[], width: number | null): number[] {
  const fitted = [...widths]
  while (width !== null && totalOf(fitted) > width) {
    const spare = columns.map(
      (column, at) => (fitted[at] as number) - (elastic[column] ?? Number.POSITIVE_INFINITY),
    )
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

import type { VisitAnswer } from '../../../lambda/api/visits'
import { columnsOf, type Elastic } from '../terminal/text-table'

type Column = 'TIME' | 'SITE' | 'PAGE' | 'ORGANISATION' | 'REFERRER' | 'COUNTRY' | 'VISITOR' | 'TITLE'

const cells: Readonly<Record<Column, (visit: VisitAnswer) => string | null>> = {
  TIME: ({ time }) => time.slice(0, 16).replace('T', ' '),
  SITE: ({ site, host }) => host ?? site,
  PAGE: ({ page }) => page,
  ORGANISATION: ({ organisation }) => organisation,
  REFERRER: ({ referrer, referrerGroup }) => (referrerGroup === 'internal' ? null : referrer),
  COUNTRY: ({ country }) => country,
  VISITOR: ({ visitor }) => visitor,
  TITLE: ({ title }) => title,
}
/** Those that give way on a narrow terminal, and what they keep at least. */
const elastic: Elastic<Column> = {
  TITLE: 5,
  REFERRER: 8,
  SITE: 8,
  PAGE: 16,
  ORGANISATION: 12,
  VISITOR: 7,
}

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
  const print = columnsOf({ columns, elastic, width })
  return (visits) => print(visits.map((visit) => columns.map((column) => cells[column](visit))))
}

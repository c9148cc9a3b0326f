import type { VisitAnswer } from '../../../lambda/api/visits'
import { columnsOf, type Elastic } from '../terminal/text-table'

type Column =
  | 'TIME'
  | 'SITE'
  | 'PAGE'
  | 'READ'
  | 'ORGANISATION'
  | 'REFERRER'
  | 'COUNTRY'
  | 'VISITOR'
  | 'TITLE'

const cells: Readonly<Record<Column, (visit: VisitAnswer) => string | null>> = {
  TIME: ({ time }) => time.slice(0, 16).replace('T', ' '),
  SITE: ({ site, host }) => host ?? site,
  PAGE: ({ page }) => page,
  READ: ({ seconds, reach }) => (isKnown(seconds) ? `${seconds} s, ${reach} %` : null),
  ORGANISATION: ({ organisation }) => organisation,
  REFERRER: ({ referrer, referrerGroup }) => (referrerGroup === 'internal' ? null : referrer),
  COUNTRY: ({ country }) => country,
  VISITOR: ({ visitor }) => visitor,
  TITLE: ({ title }) => title,
}
/** An older service says nothing of it. */
const isKnown = (seconds: number | null | undefined): seconds is number => typeof seconds === 'number'

/** Columns of a terminal from which on there is room for what was read. */
const widthOfReading = 100

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
 * A table that is printed in parts: the first one has the head and settles the columns and their widths. What was read has
 * a column where that is known of any visit, and where there is room.
 *
 * @param width columns of the terminal; null cuts nothing
 * @param hidden columns that would say the same in every line
 */
export function tableOf(
  width: number | null,
  hidden: readonly Column[] = [],
): (visits: readonly VisitAnswer[]) => string {
  let print: ((visits: readonly VisitAnswer[]) => string) | null = null
  return (visits) => {
    const isRead =
      visits.some(({ seconds }) => isKnown(seconds)) && (width ?? widthOfReading) >= widthOfReading
    print ??= printerOf(width, isRead ? hidden : [...hidden, 'READ'])
    return print(visits)
  }
}

function printerOf(
  width: number | null,
  hidden: readonly Column[],
): (visits: readonly VisitAnswer[]) => string {
  const columns = (Object.keys(cells) as Column[]).filter((column) => !hidden.includes(column))
  const print = columnsOf({ columns, elastic, width })
  return (visits) => print(visits.map((visit) => columns.map((column) => cells[column](visit))))
}

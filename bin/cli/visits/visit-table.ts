import type { VisitAnswer } from '../../../lambda/api/visits'
import type { Clock } from '../clock/clock'
import { organisationLook } from '../organisations/organisation-look'
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

const cells: Readonly<Record<Column, (visit: VisitAnswer, clock: Clock) => string | null>> = {
  TIME: ({ time }, clock) => clock.minute(time),
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

export interface ListTable<Hidden extends string> {
  /** Columns of the terminal; null cuts nothing. */
  readonly width: number | null
  readonly clock: Clock
  /** Columns that would say the same in every line. */
  readonly hidden?: readonly Hidden[]
}

/**
 * A table that is printed in parts: the first one has the head and settles the columns and their widths. What was read has
 * a column where that is known of any visit, and where there is room.
 */
export function tableOf({
  hidden = [],
  ...table
}: ListTable<Column>): (visits: readonly VisitAnswer[]) => string {
  let print: ((visits: readonly VisitAnswer[]) => string) | null = null
  return (visits) => {
    const isRead =
      visits.some(({ seconds }) => isKnown(seconds)) && (table.width ?? widthOfReading) >= widthOfReading
    print ??= printerOf({ ...table, hidden: isRead ? hidden : [...hidden, 'READ'] })
    return print(visits)
  }
}

function printerOf({
  width,
  clock,
  hidden = [],
}: ListTable<Column>): (visits: readonly VisitAnswer[]) => string {
  const columns = (Object.keys(cells) as Column[]).filter((column) => !hidden.includes(column))
  const print = columnsOf({ columns, heads: { TIME: clock.head('TIME') }, elastic, width })
  return (visits) =>
    print(
      visits.map((visit) => columns.map((column) => cells[column](visit, clock))),
      organisationLook((row) => visits[row]?.kind),
    )
}

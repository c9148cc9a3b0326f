import type { SittingAnswer } from '../../../lambda/api/sittings'
import type { Clock } from '../clock/clock'
import { organisationLook } from '../organisations/organisation-look'
import { columnsOf, type Elastic } from '../terminal/text-table'
import type { ListTable } from './visit-table'

type Column = 'BEGAN' | 'SITE' | 'ORGANISATION' | 'VIEWS' | 'LASTED' | 'FROM' | 'COUNTRY' | 'PAGES'

const cells: Readonly<Record<Column, (sitting: SittingAnswer, clock: Clock) => string | null>> = {
  BEGAN: ({ from }, clock) => clock.minute(from),
  SITE: ({ site }) => site,
  ORGANISATION: ({ organisation }) => organisation,
  VIEWS: ({ visits }) => String(visits.length),
  LASTED: (sitting) => durationOf(sitting),
  FROM: ({ referrer, referrerGroup }) => (referrerGroup === 'internal' ? null : referrer),
  COUNTRY: ({ country }) => country,
  PAGES: ({ pages }) => pages.map(({ page }) => page).join(' → '),
}

/** Those that give way on a narrow terminal, and what they keep at least. */
const elastic: Elastic<Column> = { PAGES: 12, FROM: 8, SITE: 8, ORGANISATION: 12 }

/** Seconds in front where they are known, and else from the first view to the last; nothing of a single view. */
function durationOf({ seconds, from, to, visits }: SittingAnswer): string | null {
  const known = seconds ?? (visits.length > 1 ? Math.round((Date.parse(to) - Date.parse(from)) / 1000) : null)
  if (known === null) return null
  return known < 60 ? `${known} s` : `${Math.round(known / 60)} min`
}

/** A table that is printed in parts. */
export function sittingTableOf({
  width,
  clock,
  hidden = [],
}: ListTable<Column>): (sittings: readonly SittingAnswer[]) => string {
  const columns = (Object.keys(cells) as Column[]).filter((column) => !hidden.includes(column))
  const print = columnsOf({ columns, heads: { BEGAN: clock.head('BEGAN') }, elastic, width })
  return (sittings) =>
    print(
      sittings.map((sitting) => columns.map((column) => cells[column](sitting, clock))),
      organisationLook((row) => sittings[row]?.kind),
    )
}

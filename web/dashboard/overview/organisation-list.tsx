import { Fragment, type JSX } from 'preact'
import * as words from '#words'
import { type Column, DataTable } from '../parts/data-table'
import { ShowAll } from '../parts/show-all'
import { useAppContext } from '../state/app-context'
import { OrganisationItem } from './organisation-item'
import { isPerhaps, isSought, type OrganisationRow } from './organisation-rows'

const shownFirst = 10

/** The most organisations that the API lists. */
const maxListed = 1000

interface Props {
  readonly rows: readonly OrganisationRow[]
  /** How many more there are than rows. */
  readonly others: number
  readonly isWhole: boolean
  readonly setIsWhole: (isWhole: boolean) => void
}

/** The table of organisations. */
export function OrganisationList({ rows, others, isWhole, setIsWhole }: Props): JSX.Element {
  const { view } = useAppContext()
  const count = rows.length + others
  const most = Math.max(...rows.map(({ visits }) => visits), 1)
  const hasMore = rows.some(({ more }) => more !== null)
  return (
    <>
      <DataTable
        class="organisations"
        caption={rows.every(isSought) ? words.organisationsFirst : words.organisationsThen}
        columns={hasMore ? allColumns : fewColumns}
      >
        {rows.slice(0, isWhole ? undefined : shownFirst).map((row, at, shown) => (
          <Fragment key={`${view.site} ${row.key}`}>
            {isPerhaps(row) && isFirstPerhaps(shown, at) && <PerhapsLine />}
            <OrganisationItem row={row} share={row.visits / most} hasMore={hasMore} />
          </Fragment>
        ))}
      </DataTable>
      {count > shownFirst && (
        <ShowAll count={count} most={maxListed} isWhole={isWhole} setIsWhole={setIsWhole} />
      )}
    </>
  )
}

const isFirstPerhaps = (rows: readonly OrganisationRow[], at: number): boolean =>
  rows.every(isSought) && !rows.slice(0, at).some(isPerhaps)

/** Stands above the rows of which only a score over names says that they are firms. */
const PerhapsLine = (): JSX.Element => (
  <tr class="between">
    <th colSpan={8} scope="rowgroup">
      {words.perhapsFirm}
    </th>
  </tr>
)

const name: Column = { name: words.organisation }
const counts: readonly Column[] = [
  { name: words.visits, class: 'count' },
  { name: words.visitors, class: 'count middle' },
]
const details: Column = { name: words.details, isUnseen: true }

/** The columns when rows come from /stats. */
const fewColumns = [name, ...counts, details]

/** The columns when rows come from /organisations. */
const allColumns = [
  name,
  { name: words.whatTheyRead, class: 'wide' },
  ...counts,
  { name: words.pages, class: 'count middle' },
  { name: words.firstSeen, class: 'date wide' },
  { name: words.lastSeen, class: 'date' },
  details,
]

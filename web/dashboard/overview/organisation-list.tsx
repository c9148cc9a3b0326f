import { Fragment, type JSX } from 'preact'
import * as words from '#words'
import { NothingFound } from '../find/find-field'
import { useFinder } from '../find/finding'
import { type Column, DataTable } from '../parts/data-table'
import { ShowAll } from '../parts/show-all'
import { useAppContext } from '../state/app-context'
import { titleOf } from '../state/titles'
import type { OrganisationSort, View } from '../state/view'
import { OrganisationItem } from './organisation-item'
import { sortedRows, sortOf } from './organisation-order'
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
  const isFound = useFinder()
  const found = rows.filter((row) => isFound(...textsOf(row, view.site)))
  const count = found.length + (found.length === rows.length ? others : 0)
  const most = Math.max(...rows.map(({ visits }) => visits), 1)
  const hasMore = rows.some(({ more }) => more !== null)
  const sort = sortOf(rows, view.sort)
  return (
    <>
      <DataTable
        class="organisations"
        caption={captionOf(rows, { ...view, sort })}
        columns={(hasMore ? allColumns : fewColumns).map((column) => sortable(column, sort, view))}
      >
        {sortedRows(found, view.sort)
          .slice(0, isWhole ? undefined : shownFirst)
          .map((row, at, shown) => (
            <Fragment key={`${view.site} ${row.key}`}>
              {isPerhaps(row) && isFirstPerhaps(shown, at) && <PerhapsLine />}
              <OrganisationItem row={row} share={row.visits / most} hasMore={hasMore} />
            </Fragment>
          ))}
      </DataTable>
      {found.length === 0 && <NothingFound />}
      {count > shownFirst && (
        <ShowAll count={count} most={maxListed} isWhole={isWhole} setIsWhole={setIsWhole} />
      )}
    </>
  )
}

/** What an organisation is found by. */
const textsOf = ({ name, more }: OrganisationRow, site: string | null): readonly string[] => [
  name,
  more?.domain ?? '',
  more?.note ?? '',
  ...(more?.asns ?? []).map((asn) => `AS${asn}`),
  ...(more?.pages ?? []).flatMap(({ page }) => [page, titleOf(page, site) ?? '']),
]

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

interface SortColumn extends Column {
  readonly sort?: OrganisationSort
}

const name: SortColumn = { name: words.organisation, sort: 'name' }
const counts: readonly SortColumn[] = [
  { name: words.visits, class: 'count', sort: 'visits' },
  { name: words.visitors, class: 'count middle', sort: 'visitors' },
]
const details: Column = { name: words.details, isUnseen: true }

/** The columns when rows come from /stats. */
const fewColumns: readonly SortColumn[] = [name, ...counts, details]

/** The columns when rows come from /organisations. */
const allColumns: readonly SortColumn[] = [
  name,
  { name: words.whatTheyRead, class: 'wide' },
  ...counts,
  { name: words.pages, class: 'count middle', sort: 'pages' },
  { name: words.firstSeen, class: 'date wide', sort: 'first' },
  { name: words.lastSeen, class: 'date', sort: 'last' },
  details,
]

/** A head that sorts by its column: names from A on, all else from the most or the newest on. */
function sortable({ sort, ...column }: SortColumn, now: OrganisationSort, view: View): Column {
  if (sort === undefined) return column
  const order = sort === 'name' ? 'ascending' : 'descending'
  return { ...column, to: { ...view, sort }, order: sort === now ? order : undefined }
}

function captionOf(rows: readonly OrganisationRow[], { sort }: Pick<View, 'sort'>): string {
  const by = allColumns.find((column) => column.sort === sort)
  if (by !== undefined && sort !== 'visits') return words.organisationsBy(by.name)
  return rows.every(isSought) ? words.organisationsFirst : words.organisationsThen
}

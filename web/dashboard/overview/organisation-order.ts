import type { OrganisationSort } from '../state/view'
import { isPerhaps, isSought, type OrganisationRow } from './organisation-rows'

/** While nobody came more often than this, the order by visits says little, and who came last stands first. */
const smallCount = 5

/** Columns that only /organisations fills. */
const ofList: readonly OrganisationSort[] = ['pages', 'first', 'last']

/** What the rows are sorted by: what the reader asks for where it can be had, else what tells most. */
export function sortOf(rows: readonly OrganisationRow[], asked: OrganisationSort | null): OrganisationSort {
  const hasMore = rows.every(({ more }) => more !== null)
  if (asked !== null && (hasMore || !ofList.includes(asked))) return asked
  return hasMore && rows.every(({ visits }) => visits <= smallCount) ? 'last' : 'visits'
}

/** Sorts rows; those that are but perhaps firms stay below, and without a wish of the reader's so do other networks. */
export function sortedRows(
  rows: readonly OrganisationRow[],
  asked: OrganisationSort | null,
): readonly OrganisationRow[] {
  const sort = sortOf(rows, asked)
  if (asked === null && sort === 'visits') return rows // as they are answered
  const areSought = rows.every(isSought)
  const rankOf = (row: OrganisationRow): number => {
    if (areSought) return Number(isPerhaps(row))
    return Number(asked === null && !isSought(row))
  }
  return rows.toSorted((a, b) => rankOf(a) - rankOf(b) || comparisons[sort](a, b))
}

type Comparison = (a: OrganisationRow, b: OrganisationRow) => number

const most =
  (count: (row: OrganisationRow) => number): Comparison =>
  (a, b) =>
    count(b) - count(a)
const newest = (moment: (row: OrganisationRow) => string | null | undefined): Comparison =>
  most((row) => Date.parse(moment(row) ?? '') || 0)

const comparisons: Readonly<Record<OrganisationSort, Comparison>> = {
  name: (a, b) => a.name.localeCompare(b.name),
  visits: most(({ visits }) => visits),
  visitors: most(({ visitors }) => visitors),
  pages: most(({ more }) => more?.pages.length ?? 0),
  first: newest(({ more }) => more?.firstSeen),
  last: newest(({ more }) => more?.lastSeen),
}

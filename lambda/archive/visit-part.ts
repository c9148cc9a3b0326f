import { type Kind, kinds } from '../domain/organisation/organisation'
import { type Column, parquetOf, type Value } from './parquet-file'
import { type ArchivedVisit, columnsVersion, visitColumns } from './visit-columns'

/** Visits on their way into one file. */
export interface VisitPart {
  add(visit: ArchivedVisit): void
  size(): number
  /** The file: rows in order of kind, network, time and id. */
  bytes(): Uint8Array
}

/**
 * Holds the cells of the file. Texts that come again are held once: what a million visits leave behind is then little for
 * the garbage collector to copy.
 */
export function visitPart(): VisitPart {
  const cells = visitColumns.map((): Value[] => [])
  const once = onlyOnce()
  const columns: readonly Column<number>[] = visitColumns.map((column, at) => ({
    ...column,
    of: (row) => (cells[at] as Value[])[row] as Value,
  }))
  const size = () => (cells[0] as Value[]).length
  return {
    size,
    add(visit) {
      for (let at = 0; at < visitColumns.length; at++) {
        const cell = (visitColumns[at] as Column<ArchivedVisit>).of(visit)
        ;(cells[at] as Value[]).push(typeof cell === 'string' && !unique[at] ? once(cell) : cell)
      }
    },
    bytes: () => parquetOf(columns, rowsInOrder(cells, size()), { version: columnsVersion }),
  }
}

/** Columns whose texts hardly ever come again. */
const unique = visitColumns.map(({ name }) => name === 'visit_id' || name === 'visitor')

/** The most texts that are known. */
const mostTexts = 50_000

function onlyOnce(): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    const first = known.get(text)
    if (first !== undefined) return first
    if (known.size < mostTexts) known.set(text, text)
    return text
  }
}

const placeOf = (name: string): number => visitColumns.findIndex((column) => column.name === name)
const [kindAt, networkAt, timeAt, idAt] = ['organisation_kind', 'network_id', 'visited_at', 'visit_id'].map(
  placeOf,
) as [number, number, number, number]

/**
 * Sorts rows by kind, network and time, so that the statistics of a file tell engines which parts of it they need not
 * read. What is not known comes first.
 */
function rowsInOrder(cells: readonly (readonly Value[])[], size: number): number[] {
  const [kind, network, time, id] = [kindAt, networkAt, timeAt, idAt].map(
    (at) => cells[at] as readonly Value[],
  ) as unknown as Cells
  const ranks = kind.map((one) => kinds.indexOf(one as Kind))
  const compare = (one: Value, other: Value): number => {
    if (one === other) return 0
    if (one === null || other === null) return one === null ? -1 : 1
    return one < other ? -1 : 1
  }
  return Array.from({ length: size }, (_, row) => row).sort(
    (a, b) =>
      (ranks[a] as number) - (ranks[b] as number) ||
      compare(network[a] as Value, network[b] as Value) ||
      Number(time[a]) - Number(time[b]) ||
      compare(id[a] as Value, id[b] as Value),
  )
}

type Cells = readonly [readonly Value[], readonly Value[], readonly Value[], readonly Value[]]

import { type CsvRow, csvRows } from './csv-rows'

/** A row by the names of its columns; null where it is no CSV, too long, or has another number of cells than there are names. */
export type NamedRow = Readonly<Record<string, string>> | null

/** The rows of a CSV file below its line of names. @param checked is told the names as they are, and returns those to go by */
export async function* namedRows(
  text: AsyncIterable<Buffer>,
  checked: (names: readonly string[]) => readonly string[] = (names) => names,
): AsyncGenerator<readonly NamedRow[]> {
  let names: readonly string[] | null = null
  for await (const some of csvRows(text)) {
    const [first, ...others] = some
    if (first === undefined) continue
    const rows: readonly CsvRow[] = names === null ? others : some
    const known: readonly string[] = names ?? checked(first ?? [])
    names = known
    yield rows.map((cells) =>
      cells === null || cells.length !== known.length
        ? null
        : Object.fromEntries(known.map((name, at) => [name, cells[at] ?? ''])),
    )
  }
}

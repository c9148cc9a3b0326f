/** How a column is written as JSON: as a number, as true or false, or as text. An instant is text such as `2026-11-22T15:45:50.123Z`. */
export type ColumnType = 'number' | 'truth' | 'time' | 'text'

export interface QueryColumn {
  readonly name: string
  readonly type: ColumnType
}

export interface QueryResult {
  readonly columns: readonly QueryColumn[]
  /** Cells as text, in the order of the columns; null where there is no value. */
  readonly rows: readonly (readonly (string | null)[])[]
}

/** What asks an engine one question after the other. */
export interface QueryEngine {
  /** @throws Failure with what the engine said */
  run(sql: string): Promise<QueryResult>
  close(): void
}

const types: readonly (readonly [ColumnType, RegExp])[] = [
  ['number', /^(tinyint|smallint|integer|int|bigint|u\w+int\w*|hugeint|float|real|double|decimal)\b/i],
  ['truth', /^boolean\b/i],
  ['time', /^timestamp\b/i],
]

/** What an engine calls a type, such as `BIGINT` or `decimal(9,2)`, in our words. Lists and structures are text. */
export const typeOf = (name: string): ColumnType =>
  name.endsWith(']') ? 'text' : (types.find(([, pattern]) => pattern.test(name))?.[0] ?? 'text')

/** Writes an instant, `2026-11-22 15:45:50.123` or shorter in UTC, as all answers do. What is none stays as it is. */
function instantText(text: string): string {
  const [, day, time, fraction = ''] =
    /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(?:\.(\d+))?(?:\+00(?::?00)?|Z| UTC)?$/.exec(text) ?? []
  return day === undefined ? text : `${day}T${time}.${fraction.padEnd(3, '0').slice(0, 3)}Z`
}

/** A result of which cells of instants are written alike, whatever the engine. */
export const withInstants = ({ columns, rows }: QueryResult): QueryResult => ({
  columns,
  rows: rows.map((row) =>
    row.map((cell, at) => (cell !== null && columns[at]?.type === 'time' ? instantText(cell) : cell)),
  ),
})

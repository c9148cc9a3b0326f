import { Failure } from '../../failure'
import { utf8 } from '../formats/text'
import type { OldRow } from './old-row'
import { type Lexing, nextToken, type SqlToken } from './sql-lexer'

type Next = () => Lexing<SqlToken | null>

/** A column of a table, and its type in capitals. */
interface Column {
  readonly name: string
  readonly type: string
}

/** Rows of the old server's table in a dump, some at a time, in bounded memory. Other tables are passed over. */
export async function* sqlRows(text: AsyncIterable<Buffer>): AsyncGenerator<readonly OldRow[]> {
  const rows: OldRow[] = []
  const reading = dumpReader((row) => rows.push(row))
  reading.next()
  for await (const bytes of text) {
    reading.next(bytes.toString('latin1'))
    yield rows.splice(0)
  }
  while (!reading.next(null).done) {}
  yield rows.splice(0)
}

/** Reads a whole dump, a statement after the other. */
function* dumpReader(found: (row: OldRow) => void): Lexing<void> {
  const dump = { text: '', at: 0 }
  const next = () => nextToken(dump)
  const tables = new Map<string, readonly Column[]>()
  let zone: string | null = null
  for (;;) {
    const first = yield* next()
    if (first === null) return
    const word = wordOf(first)
    if (word === 'CREATE') yield* readTable(next, tables)
    else if (word === 'SET') zone = yield* readZone(next, zone)
    else if (word === 'INSERT' || word === 'REPLACE') yield* readInsert(next, { tables, zone, found })
    else yield* toEnd(next, first)
  }
}

/** What a word is in capitals; nothing for what is none. */
const wordOf = (token: SqlToken | null): string => (token?.is === 'word' ? token.text.toUpperCase() : '')

const isMark = (token: SqlToken | null, mark: string): boolean => token?.is === 'mark' && token.text === mark

/** Skips what is left of a statement. @param last its last token that was read */
function* toEnd(next: Next, last: SqlToken | null): Lexing<void> {
  for (let token = last; token !== null && !isMark(token, ';'); ) token = yield* next()
}

/** The names of tables as people write them: with their database or without, in any quotes or none. */
function* readName(next: Next, first: SqlToken | null): Lexing<{ name: string; after: SqlToken | null }> {
  let [name, after] = [nameIn(first), yield* next()]
  // `lamp`.`record`: the dot is a word of its own, or begins one.
  while (after?.is === 'word' && after.text.startsWith('.')) {
    const rest = after.text.slice(1)
    name = rest === '' ? nameIn(yield* next()) : rest
    after = yield* next()
  }
  return { name, after }
}

const nameIn = (token: SqlToken | null): string => utf8(token?.text ?? '').replace(/^.*\./, '')

/** `CREATE TABLE name (…)`: notes its columns. */
function* readTable(next: Next, tables: Map<string, readonly Column[]>): Lexing<void> {
  let token = yield* next()
  if (wordOf(token) !== 'TABLE') return yield* toEnd(next, token)
  token = yield* next()
  while (/^(?:IF|NOT|EXISTS)$/.test(wordOf(token))) token = yield* next()
  const { name, after } = yield* readName(next, token)
  const columns: Column[] = []
  let [depth, isFirst] = [0, false]
  for (token = after; token !== null && !isMark(token, ';'); token = yield* next()) {
    if (isMark(token, '(')) {
      depth += 1
      isFirst = depth === 1
    } else if (isMark(token, ')')) depth -= 1
    else if (isMark(token, ',')) isFirst = depth === 1
    else if (isFirst) {
      isFirst = false
      const type: SqlToken | null = yield* next()
      if (token.is !== 'word' || !keyWords.test(token.text))
        columns.push({ name: nameIn(token).toLowerCase(), type: wordOf(type) })
      if (isMark(type, '(')) depth += 1
    }
  }
  if (columns.length > 0) tables.set(name, columns)
}

/** What a definition within a table begins with when it is no column, unless it is in quotes. */
const keyWords = /^(?:PRIMARY|KEY|UNIQUE|INDEX|CONSTRAINT|FULLTEXT|SPATIAL|FOREIGN|CHECK)$/i

/** `SET TIME_ZONE = '+00:00'`: in what zone the times of TIMESTAMP columns follow. */
function* readZone(next: Next, before: string | null): Lexing<string | null> {
  let zone = before
  for (let token = yield* next(); token !== null && !isMark(token, ';'); token = yield* next()) {
    if (!/^(?:@@(?:SESSION\.)?)?TIME_ZONE$/.test(wordOf(token))) continue
    token = yield* next()
    if (isMark(token, '=')) token = yield* next()
    if (token?.is === 'text') zone = token.text
    else if (token === null || isMark(token, ';')) break
    else zone = null
  }
  return zone
}

interface Inserting {
  readonly tables: ReadonlyMap<string, readonly Column[]>
  /** As `SET TIME_ZONE` said last. */
  readonly zone: string | null
  readonly found: (row: OldRow) => void
}

/** `INSERT INTO name (columns) VALUES (…), (…);` */
function* readInsert(next: Next, { tables, zone, found }: Inserting): Lexing<void> {
  let token = yield* next()
  while (/^(?:INTO|IGNORE|DELAYED|LOW_PRIORITY)$/.test(wordOf(token))) token = yield* next()
  const { name, after } = yield* readName(next, token)
  const known = tables.get(name)
  token = after
  let listed: string[] | null = null
  if (isMark(token, '(')) {
    listed = (yield* readValues(next)).map((value) => nameIn(value).toLowerCase())
    token = yield* next()
  }
  if (!/^VALUES?$/.test(wordOf(token))) return yield* toEnd(next, token)
  const names = listed ?? known?.map((column) => column.name) ?? null
  const places = placesIn(names, known ?? [])
  for (token = yield* next(); token !== null && !isMark(token, ';'); token = yield* next()) {
    if (!isMark(token, '(')) continue
    const values = yield* readValues(next)
    const row = places === null ? null : places(values)
    if (row !== null) found({ ...row, zone: row.isStamp ? zone : null })
  }
}

/** A token of each value up to the closing bracket: `_binary 'x'` and `CAST('x' AS JSON)` are their text. */
function* readValues(next: Next): Lexing<(SqlToken | null)[]> {
  const values: (SqlToken | null)[] = [null]
  for (let [token, depth] = [yield* next(), 1]; token !== null; token = yield* next()) {
    if (isMark(token, '(')) depth += 1
    else if (isMark(token, ')')) depth -= 1
    else if (isMark(token, ',') && depth === 1) values.push(null)
    else if (values.at(-1)?.is !== 'text') values[values.length - 1] = token
    if (depth === 0) return values
  }
  throw new Failure('the dump ends within a row, so it is cut short')
}

type RowIn = (values: readonly (SqlToken | null)[]) => (Omit<OldRow, 'zone'> & { isStamp: boolean }) | null

/**
 * Where the three columns stand; null in a table that lacks them. A dump without `CREATE TABLE` and without names of
 * columns is taken for the old table when it has as many values.
 */
function placesIn(names: readonly string[] | null, columns: readonly Column[]): RowIn | null {
  const order = names ?? ['id', 'info', 'create_time']
  const [id, info, time] = ['id', 'info', 'create_time'].map((name) => order.indexOf(name)) as [
    number,
    number,
    number,
  ]
  if (info < 0 || time < 0) return null
  const isStamp = columns.some(({ name, type }) => name === 'create_time' && type.startsWith('TIMESTAMP'))
  return (values) => {
    if (names === null && values.length !== order.length) return null
    const [one, told] = [values[id] ?? null, values[info] ?? null]
    return {
      id: valueIn(one),
      info: valueIn(told),
      time: valueIn(values[time] ?? null),
      isTooLong: told?.is === 'text' && told.text === null,
      isStamp,
    }
  }
}

function valueIn(token: SqlToken | null): string | null {
  if (token === null || token.text === null) return null
  if (token.is === 'text') return utf8(token.text)
  if (/^0x[\da-f]+$/i.test(token.text)) return Buffer.from(token.text.slice(2), 'hex').toString('utf8')
  return token.text.toUpperCase() === 'NULL' ? null : token.text
}

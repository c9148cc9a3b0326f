import { Failure } from '../../failure'
import { headOf } from '../files/unpack'
import { asObject, type JsonObject } from '../formats/json-line'
import { utf8 } from '../formats/text'
import type { Quoting } from '../rows/csv-records'
import { csvRows } from '../rows/csv-rows'
import { jsonObjects } from '../rows/json-objects'
import type { OldRow } from './old-row'
import { sqlRows } from './sql-rows'

type Rows = AsyncGenerator<readonly OldRow[]>

/** Enough to see what a file is, behind the comments that a dump begins with. */
const tellingBytes = 4096

/** The rows of the old server's table, whatever the file's name: SQL, JSON or CSV, as it begins. */
export async function* lampRows(text: AsyncIterable<Buffer>): Rows {
  const { head, all } = await headOf(text, tellingBytes)
  const start = head.toString('latin1').replace(/^\xef\xbb\xbf/, '')
  if (/^\s*[[{]/.test(start)) yield* fromJson(all)
  else if (/^\s*(?:--|#|\/\*|(?:insert|replace|create|drop|set|use|lock|start|begin)\b)/i.test(start))
    yield* sqlRows(all)
  else yield* fromCsv(all, /\{\\"/.test(start) ? '\\' : '"')
}

async function* fromJson(text: AsyncIterable<Buffer>): Rows {
  const objectsIn = jsonObjects()
  for await (const bytes of text) {
    const rows: OldRow[] = []
    for (const object of objectsIn(bytes.toString('latin1'))) {
      const row = object === null ? unread : rowIn(parsed(object))
      if (row !== null) rows.push(row)
    }
    yield rows
  }
}

const unread: OldRow = { id: null, info: null, time: null, zone: null, isTooLong: true }

/** phpMyAdmin puts objects of a `type` around the rows: they are none. */
function rowIn(object: JsonObject | null): OldRow | null {
  if (object === null) return { ...unread, isTooLong: false }
  const { id, info, create_time: time } = object
  if (info === undefined && object.type !== undefined) return null
  return {
    id: textOf(id),
    info: textOf(info) ?? JSON.stringify(info ?? null),
    time: textOf(time),
    zone: null,
    isTooLong: false,
  }
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : null

function parsed(text: string): JsonObject | null {
  try {
    return asObject(JSON.parse(utf8(text)))
  } catch {
    return null
  }
}

const columns = ['id', 'info', 'create_time']

/** With a line of names first, or without as phpMyAdmin and `INTO OUTFILE` write it. */
async function* fromCsv(text: AsyncIterable<Buffer>, quoting: Quoting): Rows {
  let names: readonly string[] | null = null
  for await (const some of csvRows(text, quoting)) {
    const rows: OldRow[] = []
    for (const cells of some) {
      if (names === null && cells !== null) {
        names = namesIn(cells)
        if (names !== columns) continue
      }
      rows.push(cells === null ? unread : rowOf(cells, names ?? columns))
    }
    yield rows
  }
}

/** @throws Failure when it is another table */
function namesIn(cells: readonly string[]): readonly string[] {
  const names = cells.map((cell) => cell.trim().toLowerCase())
  if (names.includes('info') && names.includes('create_time')) return names
  if (cells.length === columns.length && /^\d+$/.test(cells[0] ?? '')) return columns
  throw new Failure('its first line has neither the columns id, info and create_time nor a row of them')
}

function rowOf(cells: readonly string[], names: readonly string[]): OldRow {
  const cell = (name: string) => {
    const text = cells[names.indexOf(name)]
    return text === undefined || text === '' || text === 'NULL' || text === '\\N' ? null : text
  }
  return { id: cell('id'), info: cell('info'), time: cell('create_time'), zone: null, isTooLong: false }
}

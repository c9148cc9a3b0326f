import { execFile } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb'
import { markerItem } from '../../lambda/store/items/day-marker'
import { toItem } from '../../lambda/store/items/visit-item'
import { dayKey, siteKey } from '../../lambda/store/keys'
import { type Database, openDatabase } from '../../local/engine/database'
import { databaseFile, dynoxidePath } from '../../local/engine/engine-process'
import { type DayFigures, type DayOfVisits, reportSite } from './report-visits'

/** 2100-01-01, in seconds: nothing of the table is to expire. */
const expiry = 4_102_444_800

/** Items of a file of the export: about 25 MB of JSON. */
const itemsOfFile = 50_000

export interface SeededTable {
  readonly database: Database
  readonly figures: readonly DayFigures[]
  readonly last: DayOfVisits
}

interface SeededVisits {
  readonly days: Iterable<DayOfVisits>
  readonly isIndexed: (asn: number) => boolean
}

/**
 * Opens a table that holds visits, with the marks of site and days that the record function would have put.
 * dynoxide takes about 1,200 puts a second, so they are written as an export of DynamoDB and imported.
 *
 * @param folder one that is not there yet
 */
export async function seededTable(folder: string, visits: SeededVisits): Promise<SeededTable> {
  const [source, data, schema] = ['export', 'data', 'schema.json'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  const tableName = await writeSchema(join(folder, 'empty'), schema)
  const files = join(source, tableName, 'data')
  mkdirSync(files, { recursive: true })
  mkdirSync(data)
  const written = await writeExport(files, visits)
  await promisify(execFile)(dynoxidePath() as string, [
    'import',
    ...['--source', source, '--schema', schema, '--output', databaseFile(data)],
  ])
  rmSync(source, { recursive: true })
  return { database: await openDatabase(data, 'dynoxide'), ...written }
}

const compressed = promisify<string, { level: number }, Buffer>(gzip)

/** Writes files of visits, and one of marks. */
async function writeExport(
  folder: string,
  { days, isIndexed }: SeededVisits,
): Promise<Omit<SeededTable, 'database'>> {
  const write = async (name: string, items: readonly Item[]) =>
    writeFileSync(join(folder, `${name}.json.gz`), await compressed(items.map(line).join('\n'), { level: 1 }))
  let writing = Promise.resolve() // one file is compressed beside the next one's making

  const figures: DayFigures[] = []
  const marks: Item[] = [siteKey(reportSite)]
  let last: DayOfVisits | undefined
  for (const one of days) {
    const { day, all, ...counts } = one
    for (let at = 0; at < all.length; at += itemsOfFile) {
      const items = all
        .slice(at, at + itemsOfFile)
        .map((visit) => toItem(visit, { expiry, indexed: visit.asn !== null && isIndexed(visit.asn) }))
      const writingNext = write(`${day}-${at}`, items)
      await writing
      writing = writingNext
    }
    marks.push(
      markerItem(dayKey(reportSite, day), {
        ttl: expiry,
        first: expiry,
        shards: 1,
        hasDomains: true,
      })[0] as Item,
    )
    figures.push({ day, ...counts })
    last = one
  }
  await writing
  await write('marks', marks)
  if (last === undefined) throw new Error('no day of visits was given')
  return { figures, last }
}

type Item = Readonly<Record<string, string | number | boolean>>

/** An item as exports of DynamoDB have it. */
const line = (item: Item): string =>
  JSON.stringify({
    Item: Object.fromEntries(Object.entries(item).map(([name, value]) => [name, typed(value)])),
  })

function typed(value: string | number | boolean): object {
  if (typeof value === 'string') return { S: value }
  return typeof value === 'number' ? { N: String(value) } : { BOOL: value }
}

/** The table's own description, from one that is empty. @returns its name */
async function writeSchema(folder: string, file: string): Promise<string> {
  const { client, tableName: TableName, close } = await openDatabase(folder, 'dynoxide')
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }))
    writeFileSync(file, JSON.stringify({ Table }))
    return TableName
  } finally {
    await close()
  }
}

import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { networksName } from '../../../lambda/archive/archive-files'
import { visitColumns } from '../../../lambda/archive/visit-columns'
import { archiveFolder } from '../../../local/archive/local-archive'
import { Failure } from '../failure'
import { askYes } from '../terminal/prompt'
import { type DuckdbConnection, duckdbIn, duckdbPackage, installDuckdb, isDuckdbIn } from './duckdb-package'
import { readViews } from './query-file'
import { type QueryEngine, type QueryResult, typeOf, withInstants } from './query-result'
import { fillIn, sqlText } from './query-text'

/** The sites in the archive of a data folder. @throws Failure if it has none */
export function localSites(data: string): readonly string[] {
  const folder = join(archiveFolder(data), 'visits')
  const sites = existsSync(folder)
    ? readdirSync(folder).flatMap((name) =>
        name.startsWith('site=') ? decodeURIComponent(name.slice(5)) : [],
      )
    : []
  if (sites.length > 0 && existsSync(join(archiveFolder(data), networksName))) return sites.toSorted()
  throw new Failure(`there is no archive in ${data} yet; write it with ./visitbook archive`)
}

/** Has DuckDB installed into the data folder once, after asking. @throws Failure if nobody agrees */
export async function requireDuckdb(
  data: string,
  { yes = false }: { readonly yes?: boolean },
): Promise<void> {
  if (isDuckdbIn(data)) return
  const size = `${duckdbPackage.megabytes} MB`
  const what = `DuckDB, ${size} from the npm registry, into ${data}`
  if (!yes && !(await askYes(`Queries need ${what}. Install it?`, `--yes, which installs DuckDB (${size})`)))
    throw new Failure('DuckDB was not installed, and nothing was asked')
  mkdirSync(data, { recursive: true, mode: 0o700 })
  console.error(`visitbook: installing ${what}; from then on queries need no network`)
  await installDuckdb(data)
}

/** DuckDB in this process, with the archive of a data folder. */
export async function localEngine(data: string): Promise<QueryEngine> {
  // Left alone it would fetch what it lacks.
  const offline = { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' }
  const instance = await duckdbIn(data).DuckDBInstance.create(':memory:', offline)
  const connection = await instance.connect()
  for (const sql of setUp(archiveFolder(data))) await connection.run(sql)
  return {
    run: (sql) => resultOf(connection, sql),
    close() {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

/** What DuckDB calls the types of columns. That of times is left to the files, which all have them. */
const duckdbTypes = { text: 'VARCHAR', integer: 'BIGINT', truth: 'BOOLEAN', time: null } as const

/** No row with every column: where all files are from before a column was added, it is there and null, too. */
const noVisit = `SELECT ${visitColumns
  .flatMap(({ name, type }) =>
    duckdbTypes[type] === null ? [] : `CAST(NULL AS ${duckdbTypes[type]}) AS ${name}`,
  )
  .join(', ')} WHERE FALSE`

/** What makes the tables and views of an archive. Files from before a column was added have null there. */
function setUp(folder: string): readonly string[] {
  const visits = sqlText(join(folder, 'visits/*/*/*.parquet'))
  const partitions = 'hive_partitioning = true, hive_types = {site: VARCHAR, day: VARCHAR}'
  const views = readViews().map(({ name, sql }) => [name, fillIn(sql, nothingAsked)] as const)
  return [
    "SET TimeZone = 'UTC'",
    ...[
      [
        'visits',
        `SELECT * FROM read_parquet(${visits}, union_by_name = true, ${partitions}) UNION ALL BY NAME ${noVisit}`,
      ] as const,
      ['networks', `SELECT * FROM read_parquet(${sqlText(join(folder, networksName))})`] as const,
      ...views,
    ].map(([name, sql]) => `CREATE VIEW ${name} AS ${sql}`),
  ]
}

const nothingAsked = { sites: [], first_day: '', last_day: '', organisation: null }

async function resultOf(connection: DuckdbConnection, sql: string): Promise<QueryResult> {
  const reader = await connection.runAndReadAll(sql).catch((error: Error) => {
    throw new Failure(`DuckDB: ${error.message}`, 1, { cause: error })
  })
  const types = reader.columnTypes()
  const columns = reader.columnNames().map((name, at) => ({ name, type: typeOf(String(types[at])) }))
  const rows = reader.getRowsJson().map((row) => row.map(cellText))
  return withInstants({ columns, rows })
}

function cellText(value: unknown): string | null {
  if (value === null || value === undefined) return null
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { localEngine } from '../../bin/cli/query/local-engine'
import { readViews } from '../../bin/cli/query/query-file'
import { printers } from '../../bin/cli/query/query-output'
import { withViews } from '../../bin/cli/query/query-text'
import { archiveFolder } from '../../local/archive/local-archive'
import { root } from '../support/clone'
import { giveDuckdb } from '../support/duckdb'
import { installPythonTool } from '../support/python-tool'
import { askAthena } from './athena'
import type { DataSet } from './data-sets'

export type Rows = readonly Readonly<Record<string, unknown>>[]

/** Answers by the names of the queries. */
export type Answers = ReadonlyMap<string, Rows>

/** Queries with their values in them, by name. */
export type Queries = ReadonlyMap<string, string>

export interface Judge {
  readonly name: string
  /** @throws Error where something that it needs is not on this machine */
  prepare(): void
  ask(set: DataSet, queries: Queries, folder: string): Promise<Answers>
}

const duckdb: Judge = {
  name: 'DuckDB, views',
  prepare: () => {},
  async ask({ data }, queries) {
    await giveDuckdb(data)
    const engine = await localEngine(data)
    const answers = new Map<string, Rows>()
    for (const [name, sql] of queries) answers.set(name, JSON.parse(printers.json(await engine.run(sql))))
    engine.close()
    return answers
  },
}

const duckdbPrinted: Judge = {
  ...duckdb,
  name: 'DuckDB, --print',
  ask: (set, queries, folder) => duckdb.ask(set, printed(queries), folder),
}

/** As `--print` prints them. */
const printed = (queries: Queries): Queries =>
  new Map([...queries].map(([name, sql]) => [name, withViews(sql, readViews())]))

/** By default each step of a query has 200 parts, which for so little data are mostly empty. */
const sparkOptions = '--conf spark.sql.shuffle.partitions=4 pyspark-shell'

export const sparkEnvironment = () => ({ ...process.env, PYSPARK_SUBMIT_ARGS: sparkOptions })

/** Runs a script of `engines/` that leaves a file for each query. */
function byScript(command: readonly string[], queries: Queries, folder: string): Answers {
  mkdirSync(folder, { recursive: true })
  const files = [...printed(queries)].map(([name, sql]) => {
    const file = join(folder, `${name}.sql`)
    writeFileSync(file, sql)
    return file
  })
  const [program = '', ...args] = command
  const { status, stderr } = spawnSync(program, [...args, ...files, '--out', folder], {
    encoding: 'utf8',
    env: sparkEnvironment(),
  })
  if (status !== 0) throw new Error(stderr.slice(-3000))
  return new Map(
    [...queries.keys()].map((name) => [name, JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'))]),
  )
}

const pyspark = { name: 'pyspark', version: '4.3.0', program: 'python' }
const sparkScript = join(root, 'engines/spark/query.py')

export const sparkPython = (): string => installPythonTool(pyspark)

function requireSpark(): void {
  if (spawnSync('java', ['-version']).status !== 0) throw new Error('there is no Java')
  installPythonTool(pyspark)
}

const sparkCommand = (data: string) => [sparkPython(), sparkScript, archiveFolder(data)]

const spark: Judge = {
  name: 'Spark, folder',
  prepare: requireSpark,
  ask: async ({ data }, queries, folder) => byScript(sparkCommand(data), queries, folder),
}

const hive: Judge = {
  name: 'Hive’s tables',
  prepare: requireSpark,
  ask: async ({ data }, queries, folder) =>
    byScript([...sparkCommand(data), '--hive', join(folder, 'hive')], queries, folder),
}

const athena: Judge = {
  name: 'Athena’s API',
  ...askAthena,
}

/** The folder of an unpacked Trino, 800 MB, which no test fetches by itself. */
const trinoFolder = process.env.VISITBOOK_TRINO

const trino: Judge = {
  name: 'Trino',
  prepare() {
    if (trinoFolder === undefined) throw new Error('VISITBOOK_TRINO names no unpacked server')
    execFileSync('python3', ['--version'], { stdio: 'pipe' })
  },
  async ask({ data }, queries, folder) {
    const command = ['python3', join(root, 'engines/trino/query.py'), trinoFolder ?? '', archiveFolder(data)]
    const inFolders = new Map([...queries].map(([name, sql]) => [name, sql.replaceAll("'*.", "'%2A.")]))
    const answers = byScript(command, inFolders, folder)
    return new Map([...answers].map(([name, rows]) => [name, rows.map(withSite)]))
  },
}

/** Trino finds a site by the name of its folder, as Athena does. */
const withSite = (row: Rows[number]): Rows[number] => ({
  ...row,
  site: String(row.site).replace(/^%2A/, '*'),
})

/** The first is who the others are held against. */
export const judges: readonly Judge[] = [duckdb, duckdbPrinted, spark, hive, athena, trino]

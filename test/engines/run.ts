import { deepStrictEqual } from 'node:assert'
import { join } from 'node:path'
import { localSites } from '../../bin/cli/query/local-engine'
import { queryNames, readQuery } from '../../bin/cli/query/query-file'
import { fillIn } from '../../bin/cli/query/query-text'
import { temporaryFolder } from '../store/fixtures'
import { countedLog, oddDays } from './counted-sets'
import { type DataSet, oddArchive, replayedLog } from './data-sets'
import { type Answers, type Judge, judges, type Queries } from './judges'
import { judgeCounts } from './spark-counts'

/**
 * `npm run test:engines`: one test, many judges. Every query of `queries/` gives the same rows, to the digit and in the same
 * order, by each engine; its totals are those of `GET /stats`, and of a plain count. With words after it, such as `-- athena`,
 * only engines whose names have one of them are held against DuckDB.
 */
async function main(): Promise<void> {
  const asked = judges.filter(
    ({ name }, at) => at === 0 || words.some((word) => name.toLowerCase().includes(word)),
  )
  const able = (words.length === 0 ? judges : asked).filter(isAble)
  const { folder, remove } = temporaryFolder()
  try {
    await judgeAll(await replayedLog(join(folder, 'log')), able, folder)
    await judgeAll(await oddArchive(join(folder, 'odd'), 100_000), able, folder)
    if (able.some(({ name }) => name.startsWith('Spark'))) await countBySpark(folder)
  } finally {
    remove()
  }
}

const words = process.argv.slice(2).map((word) => word.toLowerCase())

/** Says in one line what is missing. */
function isAble(judge: Judge): boolean {
  try {
    judge.prepare()
    return true
  } catch (error) {
    console.log(`${judge.name} skipped: ${String((error as Error).message).split('\n', 1)[0]}`)
    return false
  }
}

/** A day of a million visits, in full size, has partial counts of many pieces. */
async function countBySpark(folder: string): Promise<void> {
  await judgeCounts(await countedLog(join(folder, 'import')), join(folder, 'log-counts'))
  await judgeCounts(oddDays(100_000, 20_000), join(folder, 'odd-counts'))
  if (process.env.VISITBOOK_TESTS === 'all')
    await judgeCounts(oddDays(1_000_000, 200_000), join(folder, 'large-counts'))
}

function queriesOf({ data, organisation }: DataSet): Queries {
  const values = { sites: localSites(data), first_day: '2020-01-01', last_day: '2099-12-31', organisation }
  return new Map(queryNames().map((name) => [name, fillIn(readQuery(name), values)]))
}

async function judgeAll(set: DataSet, able: readonly Judge[], folder: string): Promise<void> {
  const queries = queriesOf(set)
  let first: Answers | null = null
  for (const [at, judge] of able.entries()) {
    const started = performance.now()
    const answers = await judge.ask(set, queries, join(folder, `${set.data.split('/').at(-1)}-${at}`))
    if (first === null) compareTotals(set, answers)
    first ??= answers
    for (const [name, rows] of first)
      deepStrictEqual(answers.get(name), rows, `${judge.name} answers ${name} otherwise`)
    const rows = [...answers.values()].reduce((sum, one) => sum + one.length, 0)
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    console.log(`✓ ${set.name}: ${judge.name}, ${answers.size} queries, ${rows} rows (${seconds} s)`)
  }
}

function compareTotals({ stats, plain, byCode, bySection, name }: DataSet, answers: Answers): void {
  const days = (answers.get('days') ?? []).map(({ site, day, visits, visitors, bots }) => ({
    ...{ site, day, visits, visitors, bots },
  }))
  deepStrictEqual(days, stats, `the days of ${name} are not those of GET /stats`)
  const all = stats.map(({ visits, bots }) => visits + bots)
  deepStrictEqual(all, plain, `the visits of ${name} are not as many as there are`)
  const codes = (answers.get('recipients') ?? []).map((row) => [
    `${row.site} ${row.recipient_code}`,
    row.visits,
  ])
  deepStrictEqual(Object.fromEntries(codes), byCode, `the recipients of ${name} are not as many as there are`)
  const seconds = (answers.get('sections') ?? []).map((row) => [
    `${row.site} ${row.page} ${row.section_name}`,
    row.seconds_in_view,
  ])
  deepStrictEqual(
    Object.fromEntries(seconds),
    bySection,
    `the sections of ${name} are not as long as they are`,
  )
  for (const [query, rows] of answers)
    if (rows.length === 0 && !['campaigns', 'recipients', 'sections'].includes(query))
      throw new Error(`${query} of ${name} found nothing`)
}

main().catch((error) => {
  console.error(error)
  process.exitCode = 1
})

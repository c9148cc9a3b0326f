import { dayOf } from '../../../lambda/domain/time/day'
import { canonicalHost } from '../../../lambda/domain/visit/host'
import { settingsOf } from '../api/server'
import { Failure, wrongUsage } from '../failure'
import { write } from '../terminal/output'
import type { QueryOptions } from './query-command'
import { readQuery, readViews } from './query-file'
import { printers } from './query-output'
import type { QueryResult } from './query-result'
import { fillIn, type QueryValues, withViews, wordsIn } from './query-text'

/** Asks the archive, and prints rows to stdout. @throws Failure saying what is wrong */
export async function askArchive(asked: string, options: QueryOptions): Promise<void> {
  const { from, to, format } = options
  if (from !== undefined && to !== undefined && from > to) throw wrongUsage('--from must not be after --to')
  const sql = readQuery(asked)
  if (wordsIn(sql).includes('organisation') && options.organisation === undefined)
    throw wrongUsage('add --organisation with the key of one, such as university-of-cambridge')
  const text = options.print
    ? await sqlFor(sql, options)
    : printers[format](await (options.stack === undefined ? askLocal(sql, options) : askStack(sql, options)))
  await write(process.stdout, text)
}

/** The query for another engine, with its values and views in it. */
async function sqlFor(sql: string, options: QueryOptions): Promise<string> {
  const { stack } = options
  if (stack !== undefined) {
    const { stackQuery } = await import('./stack-query')
    return `${(await stackQuery(stack, sql, (there) => valuesOf(options, there))).text}\n`
  }
  const { localSites } = await import('./local-engine')
  return `${withViews(fillIn(sql, valuesOf(options, localSites(dataOf(options)))), readViews())}\n`
}

async function askStack(sql: string, options: QueryOptions): Promise<QueryResult> {
  const { askStack } = await import('./stack-query')
  return askStack(options.stack ?? '', sql, (there) => valuesOf(options, there))
}

async function askLocal(sql: string, options: QueryOptions): Promise<QueryResult> {
  const { localEngine, localSites, requireDuckdb } = await import('./local-engine')
  const data = dataOf(options)
  const values = valuesOf(options, localSites(data))
  await requireDuckdb(data, options)
  const engine = await localEngine(data)
  try {
    return await engine.run(fillIn(sql, values))
  } finally {
    engine.close()
  }
}

const dataOf = ({ data }: QueryOptions): string => data ?? settingsOf(process.env).data

/** What is asked for, of the sites that there are. @throws Failure for a site that is not there */
function valuesOf(options: Partial<QueryOptions>, there: readonly string[]): QueryValues {
  const sites = options.site?.split(',').map(siteNamed) ?? there
  const missing = sites.find((site) => !there.includes(site))
  if (missing !== undefined)
    throw new Failure(`the archive has no site ${missing}; it has ${there.join(', ')}`)
  return {
    sites,
    first_day: options.from ?? '0001-01-01',
    last_day: options.to ?? dayOf(new Date().toISOString()),
    organisation: options.organisation ?? null,
  }
}

/** A wildcard is a site too. */
function siteNamed(text: string): string {
  const [, wildcard = '', host = ''] = /^(\*\.)?(.*)$/.exec(text.trim()) ?? []
  const name = canonicalHost(host)
  if (name === null) throw wrongUsage('--site must be hosts such as you.github.io,www.you.dev')
  return wildcard + name
}

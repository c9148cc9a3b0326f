import { existsSync, statSync } from 'node:fs'
import { separatorOf } from '../../../lambda/api/table-format'
import { csvOf, excelOf, ndjsonOf } from '../../../lambda/api/visit-format'
import type { VisitAnswer } from '../../../lambda/api/visits'
import { type ApiClient, apiClient } from '../api/api-client'
import { serverOf } from '../api/server'
import { zoneFor } from '../clock/clock'
import { Failure, wrongUsage } from '../failure'
import { withKeys } from '../organisations/organisation-name'
import { write } from '../terminal/output'
import { type FetchPage, pageFetcher } from '../visits/visit-pages'
import type { ExportFormat, ExportOptions } from './export-command'
import { exportProgress, type Reached } from './export-progress'
import { askedOf, pinnedQuery } from './export-query'
import { dropPart, openPart, type PartFile, type Stage } from './part-file'

/** The text of a page of visits; the first begins with what the file begins with. */
type TextOf = (visits: readonly VisitAnswer[], first: boolean) => string

const formats: Readonly<Record<ExportFormat, (options: ExportOptions) => TextOf>> = {
  csv: () => (visits, first) => csvOf(visits, { header: first }),
  excel: ({ separator, ...options }) => {
    const dialect = { separator: separatorOf[separator], zone: zoneFor(options) }
    return (visits, first) => excelOf(visits, { header: first, ...dialect })
  },
  ndjson: () => (visits) => ndjsonOf(visits),
  parquet: () => (visits) => ndjsonOf(visits), // which becomes Parquet once all are there
}

/** Writes all visits of a period to a file, or to stdout. */
export async function exportVisits(typed: ExportOptions): Promise<void> {
  const server = serverOf(typed.url, process.env)
  const ask = apiClient(server)
  const options = await withKeys(ask, typed)
  const textOf = formats[options.format](options)
  const isParquet = options.format === 'parquet'
  if (options.output === '-' && isParquet)
    throw wrongUsage('Parquet is written to a file: add --output visits.parquet')
  if (options.output === '-') return toStdout(ask, options, textOf)
  checkFree(options)
  if (options.restart) dropPart(options.output)
  const part = await openFor(server.url, options, textOf([], true))
  try {
    await fill(part, ask, textOf)
  } finally {
    await part.close()
  }
  await part.finish(isParquet ? (await import('./parquet-export')).makeParquet : undefined)
  const { visits } = part.stage()
  console.error(`${options.output}: ${visits} visits, ${statSync(options.output).size} bytes`)
}

async function toStdout(ask: ApiClient, options: ExportOptions, textOf: TextOf): Promise<void> {
  const fetchPage = pageFetcher(ask, pinnedQuery(options, new Date()))
  let cursor: string | null = null
  let first = true
  do {
    const page = await fetchPage(cursor)
    await write(process.stdout, textOf(page.visits, first))
    cursor = page.cursor
    first = false
  } while (cursor !== null)
}

function checkFree({ output, force }: ExportOptions): void {
  if (existsSync(output) && !force)
    throw wrongUsage(`${output} is there already; choose another --output, or --force`)
}

async function openFor(url: string, options: ExportOptions, head: string): Promise<PartFile> {
  const now = new Date()
  try {
    return await openPart(options.output, {
      asked: askedOf(url, options),
      head,
      fresh: () => pinnedQuery(options, now),
    })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined || error instanceof Failure) throw error
    throw new Failure(`cannot write ${options.output}: ${(error as Error).message}`, 1, { cause: error })
  }
}

/** Fetches what is missing, a page at a time. */
async function fill(part: PartFile, ask: ApiClient, textOf: TextOf): Promise<void> {
  const { query, pages, visits } = part.stage()
  if (pages > 0) console.error(`going on after ${visits} visits`)
  const fetchPage = pageFetcher(ask, query)
  const progress = await exportProgress(ask, query)
  try {
    while (!isComplete(part.stage())) progress.update(await nextPage(part, fetchPage, textOf))
  } finally {
    progress.stop()
  }
}

const isComplete = ({ pages, cursor }: Stage): boolean => pages > 0 && cursor === null

async function nextPage(part: PartFile, fetchPage: FetchPage, textOf: TextOf): Promise<Reached> {
  const { cursor, pages, visits } = part.stage()
  const page = await fetchPage(cursor)
  const total = visits + page.visits.length
  await part.append(textOf(page.visits, pages === 0), { visits: total, cursor: page.cursor })
  return { visits: total, time: page.visits.at(-1)?.time ?? null }
}

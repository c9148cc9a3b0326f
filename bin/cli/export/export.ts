import { existsSync } from 'node:fs'
import { csvOf, ndjsonOf } from '../../../lambda/api/visit-format'
import type { VisitAnswer } from '../../../lambda/api/visits'
import { type ApiClient, apiClient } from '../api/api-client'
import { serverOf } from '../api/server'
import { Failure, wrongUsage } from '../failure'
import { write } from '../terminal/output'
import { type FetchPage, pageFetcher } from '../visits/visit-pages'
import type { ExportFormat, ExportOptions } from './export-command'
import { exportProgress, type Reached } from './export-progress'
import { askedOf, pinnedQuery } from './export-query'
import { dropPart, openPart, type PartFile, type Stage } from './part-file'

const formats: Readonly<Record<ExportFormat, (visits: readonly VisitAnswer[], first: boolean) => string>> = {
  csv: (visits, first) => csvOf(visits, { header: first }),
  ndjson: (visits) => ndjsonOf(visits),
}

/** Writes all visits of a period to a file, or to stdout. */
export async function exportVisits(options: ExportOptions): Promise<void> {
  const server = serverOf(options.url, process.env)
  const ask = apiClient(server)
  if (options.output === '-') return toStdout(ask, options)
  checkFree(options)
  if (options.restart) dropPart(options.output)
  const part = await openFor(server.url, options)
  try {
    await fill(part, ask, options.format)
  } finally {
    await part.close()
  }
  await part.finish()
  const { visits, bytes } = part.stage()
  console.error(`${options.output}: ${visits} visits, ${bytes} bytes`)
}

async function toStdout(ask: ApiClient, options: ExportOptions): Promise<void> {
  const fetchPage = pageFetcher(ask, pinnedQuery(options, new Date()))
  let cursor: string | null = null
  let first = true
  do {
    const page = await fetchPage(cursor)
    await write(process.stdout, formats[options.format](page.visits, first))
    cursor = page.cursor
    first = false
  } while (cursor !== null)
}

function checkFree({ output, force }: ExportOptions): void {
  if (existsSync(output) && !force)
    throw wrongUsage(`${output} is there already; choose another --output, or --force`)
}

async function openFor(url: string, options: ExportOptions): Promise<PartFile> {
  const now = new Date()
  try {
    const head = formats[options.format]([], true)
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
async function fill(part: PartFile, ask: ApiClient, format: ExportFormat): Promise<void> {
  const { query, pages, visits } = part.stage()
  if (pages > 0) console.error(`going on after ${visits} visits`)
  const fetchPage = pageFetcher(ask, query)
  const progress = await exportProgress(ask, query)
  try {
    while (!isComplete(part.stage())) progress.update(await nextPage(part, fetchPage, format))
  } finally {
    progress.stop()
  }
}

const isComplete = ({ pages, cursor }: Stage): boolean => pages > 0 && cursor === null

async function nextPage(part: PartFile, fetchPage: FetchPage, format: ExportFormat): Promise<Reached> {
  const { cursor, pages, visits } = part.stage()
  const page = await fetchPage(cursor)
  const total = visits + page.visits.length
  await part.append(formats[format](page.visits, pages === 0), { visits: total, cursor: page.cursor })
  return { visits: total, time: page.visits.at(-1)?.time ?? null }
}

import { basename } from 'node:path'
import { canonicalHost } from '../../../lambda/domain/host'
import { awsFailure } from '../aws-failure'
import { Failure, wrongUsage } from '../failure'
import { interruption } from '../interruption'
import { type Progress, progressBar } from '../progress'
import type { ImportOptions } from './import-command'
import { openTable } from './import-table'
import { complain, countsOf, newTally, summaryOf, type Tally } from './import-tally'
import { type LogFile, openLog } from './log-file'
import { parseLogLine } from './log-line'
import type { LoggedView } from './log-visit'
import { occurrences } from './occurrences'
import { type PageViewOf, pageViews } from './page-view'
import { eachAtMost } from './pool'
import { type RecordView, recorder } from './visit-recorder'

const putsAtOnce = 32

/** Records every page view of a log once. @throws Failure saying how far it came */
export async function importAccessLog(
  file: string,
  { site: name, ...options }: ImportOptions,
): Promise<void> {
  const site = canonicalHost(name)
  if (site === null) throw wrongUsage('--site must be a host such as you.github.io')
  const log = openLog(file)
  const tally = newTally()
  const table = options.dryRun ? null : await openTable(options)
  try {
    const views = pageViews(options.documents ?? [])
    await run(log, views, tally, table && recorder(table, site, options), interruption())
  } catch (error) {
    throw interrupted(error, tally)
  } finally {
    await table?.close()
  }
  console.error(summaryOf(tally, basename(file), options.dryRun === true))
  if (options.json) console.log(JSON.stringify(countsOf(tally)))
  const { lines } = countsOf(tally)
  if (lines > 0 && lines === tally.skipped.notUnderstood)
    throw new Failure(`no line of ${file} is in combined format; is it an access log of Apache or nginx?`)
}

async function run(
  log: LogFile,
  pageViewOf: PageViewOf,
  tally: Tally,
  record: RecordView | null,
  stop: AbortSignal,
): Promise<void> {
  const progress = await progressBar('{bar} {percentage}% | {visits} visits | {eta_formatted} left', log.size)
  try {
    await eachAtMost(putsAtOnce, viewsOf(log, pageViewOf, tally, progress), async (view) => {
      stop.throwIfAborted()
      if (record === null) tally.counted += 1
      else if (await record(view)) tally.recorded += 1
      else tally.alreadyThere += 1
    })
  } finally {
    progress.stop()
  }
}

/** The page views of a log; all other lines are counted on the way. */
async function* viewsOf(
  log: LogFile,
  pageViewOf: PageViewOf,
  tally: Tally,
  progress: Progress,
): AsyncGenerator<LoggedView> {
  const occurrenceOf = occurrences()
  let lineNumber = 0
  for await (const line of log.lines) {
    lineNumber += 1
    const entry = parseLogLine(line)
    const view = entry === null ? ({ skipped: 'notUnderstood' } as const) : pageViewOf(entry)
    if (entry !== null && 'page' in view)
      yield { line, entry, page: view.page, occurrence: occurrenceOf(entry.time, line) }
    else if ('skipped' in view) {
      tally.skipped[view.skipped] += 1
      if (view.skipped === 'notUnderstood') complain(tally, lineNumber, line)
    }
    if (lineNumber % 100 === 0) progress.update(log.bytesRead(), { visits: countsOf(tally).pageViews })
  }
  progress.update(log.bytesRead(), { visits: countsOf(tally).pageViews })
}

function interrupted(error: unknown, { recorded }: Tally): Failure {
  const { message } = awsFailure(error) as Error
  return new Failure(`${message}; ${recorded} visits were recorded, and running it again is safe`, 1, {
    cause: error,
  })
}

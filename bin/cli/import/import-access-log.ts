import { basename } from 'node:path'
import { canonicalHost } from '../../../lambda/domain/visit/host'
import { Failure, wrongUsage } from '../failure'
import { interruption } from '../terminal/interruption'
import { type Progress, progressBar } from '../terminal/progress'
import { onceAddressed } from './address-gate'
import { assetWatch } from './asset-watch'
import { type LogFiles, logFiles } from './files/log-files'
import { formatNames } from './import-choices'
import type { ImportOptions } from './import-command'
import { interrupted } from './import-failure'
import { openTable } from './import-table'
import { countsOf, newTally, summaryOf, type Tally } from './import-tally'
import { type LogReading, viewsIn } from './log-reader'
import type { LoggedView } from './log-visit'
import { pageAddresses, pageViews } from './page-view'
import { eachAtMost } from './pool'
import { type RecordView, recorder } from './visit-recorder'

const putsAtOnce = 32

/** Records every page view of the logs once. @throws Failure that says how far it came */
export async function importAccessLog(paths: readonly string[], given: ImportOptions): Promise<void> {
  const site = canonicalHost(given.site)
  if (site === null) throw wrongUsage('--site must be a host such as you.github.io')
  const options = { ...given, site }
  const files = await logFiles(paths)
  const tally = newTally()
  const table = options.dryRun ? null : await openTable(options)
  try {
    await run({ files, tally, options, record: table && recorder(table, site, options) })
  } catch (error) {
    throw interrupted(error, tally)
  } finally {
    await table?.close()
  }
  tell(tally, nameOf(files), options)
}

interface Import {
  readonly files: LogFiles
  readonly tally: Tally
  readonly options: ImportOptions
  /** Null in a dry run. */
  readonly record: RecordView | null
}

async function run({ files, tally, options, record }: Import): Promise<void> {
  const stop = interruption()
  const progress = await progressBar(
    '{bar} {percentage}% | {visits} visits | {eta_formatted} left',
    files.size,
  )
  const met = { address: false }
  const watch = assetWatch(pageAddresses(options.site))
  const views = viewsOf({ files, tally, options, met, watch, progress })
  const addressed = onceAddressed(views, { met, place: options.address })
  try {
    await eachAtMost(putsAtOnce, watch.told(addressed), async (view) => {
      stop.throwIfAborted()
      if (record === null) tally.counted += 1
      else if (await record(view)) tally.recorded += 1
      else tally.alreadyThere += 1
    })
  } finally {
    progress.stop()
  }
}

type Viewing = Pick<Import, 'files' | 'tally' | 'options'> &
  Pick<LogReading, 'met' | 'watch'> & { progress: Progress }

/** The page views of all files, one file after the other. */
async function* viewsOf({
  files,
  tally,
  options,
  met,
  watch,
  progress,
}: Viewing): AsyncGenerator<LoggedView> {
  const { site, address, format, documents = [] } = options
  const pageViewOf = pageViews({ site, documents, now: Date.now() })
  let readBefore = 0
  for (const log of files.open()) {
    const progressed = () =>
      progress.update(readBefore + log.bytesRead(), { visits: countsOf(tally).pageViews })
    yield* viewsIn(log, { tally, pageViewOf, address, met, watch, format, progressed })
    readBefore += log.bytesRead()
  }
}

function nameOf({ names }: LogFiles): string {
  const [name = '', ...more] = names
  if (more.length > 0) return `${names.length} files`
  return name === '-' ? 'stdin' : basename(name)
}

function tell(tally: Tally, name: string, { dryRun, json }: ImportOptions): void {
  console.error(summaryOf(tally, name, dryRun === true))
  if (json) console.log(JSON.stringify(countsOf(tally)))
  if (tally.formats.size > 0 || tally.strangers.length === 0) return
  const known = formatNames.join(', ')
  throw new Failure(`no line of ${name} is in a format that is known (${known}); is it an access log?`)
}

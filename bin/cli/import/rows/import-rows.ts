import { statSync } from 'node:fs'
import { basename } from 'node:path'
import { canonicalHost } from '../../../../lambda/domain/visit/host'
import { Failure, wrongUsage } from '../../failure'
import { interruption } from '../../terminal/interruption'
import { progressBar } from '../../terminal/progress'
import { cannotRead } from '../files/log-file'
import { interrupted } from '../import-failure'
import { openTable } from '../import-table'
import { eachAtMost } from '../pool'
import { type RecordVisit, type VisitToRecord, visitRecorder } from '../visit-recorder'
import type { RowOptions } from './row-options'
import type { RowSource } from './row-source'
import { countRow, newRowTally, type RowTally, rowCountsOf, rowSummaryOf } from './row-tally'

const putsAtOnce = 32

/** @throws Failure when `--site` names no host */
export function siteOf({ site }: { readonly site: string }): string {
  const host = canonicalHost(site)
  if (host === null) throw wrongUsage('--site must be a host such as you.github.io')
  return host
}

/** Records every visit of a file once. @throws Failure that says how far it came */
export async function importRows(file: string, source: RowSource, options: RowOptions): Promise<void> {
  const size = sizeOf(file)
  const tally = newRowTally(source)
  const table = options.dryRun ? null : await openTable(options)
  try {
    await run({ source, size, tally, record: table && visitRecorder(table, options) })
  } catch (error) {
    throw interrupted(error, tally)
  } finally {
    await table?.close()
  }
  const { reasons, notes, what } = source
  const name = file === '-' ? 'stdin' : basename(file)
  console.error(rowSummaryOf(tally, { name, isDry: options.dryRun === true, reasons, notes }))
  if (options.json) console.log(JSON.stringify(rowCountsOf(tally)))
  if (tally.rows === 0) throw new Failure(`there are no ${what} in ${name}`)
}

interface Run {
  readonly source: RowSource
  readonly size: number
  readonly tally: RowTally
  /** Null in a dry run. */
  readonly record: RecordVisit | null
}

async function run({ source, size, tally, record }: Run): Promise<void> {
  const stop = interruption()
  const progress = await progressBar('{bar} {percentage}% | {visits} visits | {eta_formatted} left', size)
  const progressed = () => progress.update(source.bytesRead(), { visits: rowCountsOf(tally).visits })
  try {
    await eachAtMost(putsAtOnce, visitsOf(source, tally, progressed), async (visit) => {
      stop.throwIfAborted()
      if (record === null) tally.counted += 1
      else if (await record(visit)) tally.recorded += 1
      else tally.alreadyThere += 1
    })
  } finally {
    progress.stop()
  }
}

async function* visitsOf(
  source: RowSource,
  tally: RowTally,
  progressed: () => void,
): AsyncGenerator<VisitToRecord> {
  for await (const outcomes of source.outcomes()) {
    for (const outcome of outcomes) {
      countRow(tally, outcome)
      if (!('skipped' in outcome)) yield outcome
    }
    progressed()
  }
}

/** Bytes of a file; 0 of stdin, of which nobody knows. */
function sizeOf(file: string): number {
  if (file === '-') return 0
  try {
    return statSync(file).size
  } catch (error) {
    throw cannotRead(file, error)
  }
}

import type { AssetWatch } from './asset-watch'
import { complaintOf } from './complaint'
import { type LogFile, longestLine } from './files/log-file'
import type { LogEntry } from './formats/log-entry'
import { formatOfLines, parsers } from './formats/log-format'
import type { AddressPlace, FormatName } from './import-choices'
import { skip, type Tally } from './import-tally'
import { addressOf, isAddressed } from './log-address'
import { keyOf, type LoggedView } from './log-visit'
import { occurrences } from './occurrences'
import type { PageView, Skipped } from './page-view'

export interface LogReading {
  readonly tally: Tally
  readonly pageViewOf: (entry: LogEntry) => PageView
  readonly address: AddressPlace
  /** Whether any line so far had an address. */
  readonly met: { address: boolean }
  readonly watch: Pick<AssetWatch, 'seen'>
  /** When left out, the first lines of each file tell. */
  readonly format?: FormatName | undefined
  /** Called after each piece of a file. */
  readonly progressed: () => void
}

/** The page views of a log, in its order; all other lines are counted on the way. */
export async function* viewsIn(log: LogFile, reading: LogReading): AsyncGenerator<LoggedView> {
  const pieces = log.lines[Symbol.asyncIterator]()
  const first = await firstOf(pieces)
  const format = reading.format ?? formatOfLines(first.flat().slice(0, tellingLines)) ?? 'combined'
  const { viewIn, end } = lineReader(log.name, format, reading)
  for await (const lines of joined(first, pieces)) {
    for (const line of lines) {
      const view = viewIn(line)
      if (view !== null) yield view
    }
    reading.progressed()
  }
  end()
}

/** The number of lines that decide the format of a file. */
const tellingLines = 100

/** The first pieces of a file, with enough lines to decide its format. */
async function firstOf(pieces: AsyncIterator<readonly string[]>): Promise<(readonly string[])[]> {
  const first: (readonly string[])[] = []
  for (let count = 0; count < tellingLines; ) {
    const { done, value } = await pieces.next()
    if (done) break
    first.push(value)
    count += value.length
  }
  return first
}

async function* joined<T>(first: readonly T[], rest: AsyncIterator<T>): AsyncGenerator<T> {
  try {
    yield* first
    yield* { [Symbol.asyncIterator]: () => rest }
  } finally {
    await rest.return?.()
  }
}

/** The most lines of an import that are shown when they are not understood. */
const shownLines = 3

/** Reads the lines of a file one after the other. */
function lineReader(
  file: string,
  format: FormatName,
  { tally, pageViewOf, address, met, watch }: LogReading,
) {
  const parse = parsers[format]()
  const occurrenceOf = occurrences()
  let [number, understood, strange] = [0, 0, 0]

  function viewOf(entry: LogEntry, from: string | null, page: string): LoggedView {
    const { time, referrer, userAgent, optsOut } = entry
    const content = { time, address: from, page, referrer, userAgent, optsOut }
    const key = keyOf(content)
    if (content.address === null) tally.withoutAddress += 1
    if (userAgent === null) tally.withoutAgent += 1
    return { ...content, key, occurrence: occurrenceOf(key), assets: null }
  }

  function dismiss({ skipped, host }: Skipped, line: string): null {
    skip(tally, skipped, host)
    if (skipped !== 'notUnderstood') return null
    strange += 1
    if (tally.skipped.notUnderstood <= shownLines)
      console.error(complaintOf(file === '-' ? 'stdin' : file, number, line))
    return null
  }

  return {
    /** The page view that a line tells of; null where it was counted as none. */
    viewIn(line: string): LoggedView | null {
      number += 1
      const entry = line.length > longestLine ? null : parse(line)
      if (entry === null) return dismiss({ skipped: isComment(line) ? 'comment' : 'notUnderstood' }, line)
      understood += 1
      met.address ||= isAddressed(entry, address)
      const view = pageViewOf(entry)
      if (!('page' in view || view.part !== undefined)) return dismiss(view, line)
      const from = addressOf(entry, address)
      watch.seen(entry, from, view)
      return 'page' in view ? viewOf(entry, from, view.page) : dismiss(view, line)
    },
    end(): void {
      if (understood > 0) tally.formats.add(format)
      else if (strange > 0) tally.strangers.push(file)
    },
  }
}

/** As a header is, which CloudFront and IIS write even where nobody came. */
const isComment = (line: string): boolean => /^(?:#|\s*$)/.test(line)

import { printable } from '../terminal-text'
import type { SkipReason } from './page-view'

/** What became of the lines: each is counted as exactly one of these. */
export interface Tally {
  recorded: number
  alreadyThere: number
  /** Page views that were only counted, in a dry run. */
  counted: number
  readonly skipped: Record<SkipReason, number>
}

export const newTally = (): Tally => ({
  recorded: 0,
  alreadyThere: 0,
  counted: 0,
  skipped: { notGet: 0, notSuccessful: 0, asset: 0, partial: 0, notUnderstood: 0 },
})

/** The counts as `--json` prints them. */
export function countsOf({ recorded, alreadyThere, counted, skipped }: Tally) {
  const pageViews = recorded + alreadyThere + counted
  const lines = pageViews + Object.values(skipped).reduce((sum, count) => sum + count, 0)
  return { lines, pageViews, recorded, alreadyThere, skipped }
}

/** The counts for people. */
export function summaryOf(tally: Tally, file: string, isDry: boolean): string {
  const { lines, pageViews, recorded, alreadyThere, skipped } = countsOf(tally)
  const outcome = isDry ? 'dry run, nothing recorded' : `${recorded} recorded, ${alreadyThere} already there`
  return [
    `${file}: ${lines} lines, ${pageViews} page views: ${outcome}`,
    `skipped: ${skipped.asset} assets, ${skipped.partial} parts of documents, ${skipped.notSuccessful} not answered 2xx or 304, ${skipped.notGet} not GET, ${skipped.notUnderstood} not understood`,
  ].join('\n')
}

const shownLines = 3
const shownLength = 80

/** Shows the first lines that were not understood, without their address, which nobody should find in a build's log. */
export function complain({ skipped }: Tally, lineNumber: number, line: string): void {
  if (skipped.notUnderstood > shownLines) return
  const text = Buffer.from(line.slice(0, 2 * shownLength), 'latin1').toString('utf8')
  const shown = printable(text.replace(/^\S+/, '…')).slice(0, shownLength)
  console.error(`line ${lineNumber} is not understood: ${shown}`)
}

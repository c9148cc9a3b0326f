import { printable } from '../../../../lambda/domain/printable'
import type { RowOutcome, RowSource } from './row-source'

/** What became of the rows; each is counted exactly once. */
export interface RowTally {
  rows: number
  recorded: number
  alreadyThere: number
  /** Visits that were only counted, in a dry run. */
  counted: number
  /** Visits among them that have no address, and so no organisation. */
  withoutAddress: number
  /** By reason. */
  readonly skipped: Map<string, Skipped>
}

interface Skipped {
  count: number
  /** Numbers of the first few rows. */
  readonly first: number[]
}

export const newRowTally = ({ reasons }: Pick<RowSource, 'reasons'>): RowTally => ({
  ...{ rows: 0, recorded: 0, alreadyThere: 0, counted: 0, withoutAddress: 0 },
  skipped: new Map(Object.keys(reasons).map((reason) => [reason, { count: 0, first: [] }])),
})

/** The most rows of a reason that are named by their number. A row itself is not shown: it may have an address in it. */
const namedRows = 3

/** Counts a row. What becomes of a visit is counted when it is recorded. */
export function countRow(tally: RowTally, outcome: RowOutcome): void {
  tally.rows += 1
  if (!('skipped' in outcome)) {
    if (!isPlaced(outcome)) tally.withoutAddress += 1
    return
  }
  const one = tally.skipped.get(outcome.skipped) ?? { count: 0, first: [] }
  one.count += 1
  if (one.first.length < namedRows) one.first.push(tally.rows)
  tally.skipped.set(outcome.skipped, one)
}

const isPlaced = ({ visit, caller }: Exclude<RowOutcome, { skipped: string }>): boolean =>
  caller === undefined ? visit.asn !== null || visit.ip !== null : caller.ip !== ''

/** The counts as `--json` prints them. */
export function rowCountsOf({ rows, recorded, alreadyThere, counted, withoutAddress, skipped }: RowTally) {
  const reasons = Object.fromEntries([...skipped].map(([reason, { count }]) => [reason, count]))
  const visits = recorded + alreadyThere + counted
  return { rows, visits, recorded, alreadyThere, withoutAddress, skipped: reasons }
}

interface Told extends Pick<RowSource, 'reasons' | 'notes'> {
  readonly name: string
  readonly isDry: boolean
}

/** The counts for people. */
export function rowSummaryOf(tally: RowTally, { name, isDry, reasons, notes }: Told): string {
  const { rows, visits, recorded, alreadyThere, withoutAddress } = rowCountsOf(tally)
  const outcome = isDry ? 'dry run, nothing recorded' : `${recorded} recorded, ${alreadyThere} already there`
  const skipped = [...tally.skipped].map(
    ([reason, { count, first }]) => `${count} ${reasons[reason] ?? reason}${rowsOf(first, count)}`,
  )
  return [
    `${printable(name)}: ${rows} rows, ${visits} visits: ${outcome}; ${withoutAddress} without an address`,
    `skipped: ${skipped.join(', ')}`,
    ...notes(),
  ].join('\n')
}

function rowsOf(first: readonly number[], count: number): string {
  if (count === 0) return ''
  return ` (row${count === 1 ? '' : 's'} ${first.join(', ')}${count > first.length ? ', …' : ''})`
}

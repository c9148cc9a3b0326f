import type { VisitToRecord } from '../visit-recorder'

/** What became of a row of a file: a visit, or the reason why it is none, as the source names it. */
export type RowOutcome = VisitToRecord | { readonly skipped: string }

/** The visits that another program kept, in a file of its own. */
export interface RowSource {
  /** What its rows are, for a file that has none: `rows of the columns id, info and create_time`. */
  readonly what: string
  /** What each reason says of the rows that were skipped for it: `with broken JSON`. */
  readonly reasons: Readonly<Record<string, string>>
  /** Some rows at a time, in the order of the file. Nothing but these is held in memory. */
  outcomes(): AsyncIterable<readonly RowOutcome[]>
  /** Bytes read so far, as they lie on the disk. */
  bytesRead(): number
  /** Hints, once all is read, that something may not be as intended. */
  notes(): readonly string[]
}

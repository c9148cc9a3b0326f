import type { ArchivedDayToCount } from '../../lambda/counting/archived/archived-day'
import type { Correction } from '../../lambda/domain/organisation/organisation'
import type { Day } from '../../lambda/domain/time/day'
import type { Pages } from '../../lambda/domain/visit/page-key'

/** What each process is told that counts visits of a day. All are told the same, whatever is corrected meanwhile. */
export interface CountOrder {
  readonly site: string
  readonly day: Day
  readonly pages: Pages
  readonly corrections: readonly Correction[]
}

/** What is told of a day before it is counted. */
export type CheckedDay =
  | { readonly day: Day; readonly refused: string }
  | {
      readonly day: Day
      readonly visits: number
      readonly files: readonly string[]
      /** Those that are read of the files. */
      readonly columns: readonly string[]
      readonly order: CountOrder
      /** Given back when the day is put. */
      readonly asked: ArchivedDayToCount
    }

import type { Day, Instant } from '../domain/time/day'

/** A day whose visits lie in the archive. */
export interface ArchivedDay {
  readonly visits: number
  /** When reading the visits for its files last began. */
  readonly at: Instant
}

/** Visits that were erased since the files of their day were made, and may never be made anew. */
export interface Withdrawal {
  readonly day: Day
  readonly id: string
  readonly visits: readonly string[]
}

/** The port to what is known of the archive. Throws Unavailable when the table is throttled or out of reach. */
export interface ArchiveStore {
  archivedDays(site: string): Promise<ReadonlyMap<Day, ArchivedDay>>
  /** Null says that the day's files are not, or no longer, those of its visits. */
  putArchivedDay(site: string, day: Day, archived: ArchivedDay | null): Promise<void>
  withdrawals(site: string): Promise<readonly Withdrawal[]>
  /** Keeps ids of erased visits until their day's files are made anew. */
  withdraw(site: string, day: Day, visits: readonly string[]): Promise<void>
  endWithdrawal(site: string, withdrawal: Withdrawal): Promise<void>
  /** Sites that were removed and whose files may still be there. */
  removedSites(): Promise<readonly string[]>
  noteRemoval(site: string): Promise<void>
  endRemoval(site: string): Promise<void>
  /** What the file of networks was made of; null if there is none. */
  networksMadeOf(): Promise<string | null>
  putNetworksMadeOf(sources: string): Promise<void>
}

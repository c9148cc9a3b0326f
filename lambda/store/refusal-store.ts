import type { RefusalRecord } from '../domain/refusal/refusal-record'
import type { Period } from '../domain/time/period'

/** The port by which refusals get into the table. Throws Unavailable when the table is throttled or out of reach. */
export interface RefusalRecordStore {
  /** @param id what was sent under this id is kept once, however often it comes; null keeps each by itself */
  add(refusal: RefusalRecord, id?: string | null): Promise<void>
}

/** The port by which refusals are read. Throws Unavailable when the table is throttled or out of reach. */
export interface RefusalQueryStore {
  /** Refusals of all sites, newest first, across days. Expired ones are left out. */
  refusalsOf(period: Period): AsyncIterable<RefusalRecord>
}

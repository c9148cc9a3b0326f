import type { RefusalRecord } from '../domain/refusal/refusal-record'
import type { Period } from '../domain/time/period'

/** The port that puts refusals into the table. Throws Unavailable when the table is throttled or out of reach. */
export interface RefusalRecordStore {
  /** @param id a message with this id is kept once, however often it is sent; null keeps every refusal */
  add(refusal: RefusalRecord, id?: string | null): Promise<void>
}

/** The port that reads refusals. Throws Unavailable when the table is throttled or out of reach. */
export interface RefusalQueryStore {
  /** Refusals of all sites, newest first, across days. Expired ones are left out. */
  refusalsOf(period: Period): AsyncIterable<RefusalRecord>
}

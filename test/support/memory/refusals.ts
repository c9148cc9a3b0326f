import type { RefusalRecord } from '../../../lambda/domain/refusal/refusal-record'
import type { RefusalQueryStore, RefusalRecordStore } from '../../../lambda/store/refusal-store'

/** A beacon from an unlisted host, refused at a moment such as `2026-11-22T15:45:50.123Z`. */
export const refusalAt = (time: string, fields: Partial<RefusalRecord> = {}): RefusalRecord => ({
  time: new Date(time).toISOString(),
  reason: 'origin not listed',
  host: 'www.example.org',
  listable: true,
  site: null,
  page: null,
  route: 'POST /visits',
  field: null,
  detail: 'origin host "www.example.org" is not listed in the setting sites',
  ...fields,
})

export interface MemoryRefusals extends RefusalRecordStore, RefusalQueryStore {
  /** Everything in it, as it was added. */
  readonly refusals: RefusalRecord[]
}

/** The ports of refusals over an array, for tests of what stands in front of them. */
export function memoryRefusals(...refusals: RefusalRecord[]): MemoryRefusals {
  return {
    refusals,
    async add(refusal) {
      refusals.push(refusal)
    },
    async *refusalsOf({ start, end }) {
      yield* refusals
        .filter(({ time }) => time >= start && time < end)
        .toSorted((a, b) => (a.time > b.time ? -1 : 1))
    },
  }
}

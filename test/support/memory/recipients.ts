import type { Recipient } from '../../../lambda/domain/recipient/recipient'
import type { Visit } from '../../../lambda/domain/visit/visit'
import type { LinkStore, RecipientStore } from '../../../lambda/store/recipient-store'

export interface MemoryRecipients extends LinkStore, RecipientStore {
  readonly fetches: Visit[]
  /** How often one was looked up. */
  readonly lookups: () => number
}

/** The ports to recipients over a map, for tests of what stands in front of them. */
export function memoryRecipients(...given: Recipient[]): MemoryRecipients {
  const kept = new Map(given.map((one) => [one.code, one]))
  const fetches: Visit[] = []
  let lookups = 0
  return {
    fetches,
    lookups: () => lookups,
    recipients: async () => [...kept.values()],
    async recipient(code) {
      lookups += 1
      return kept.get(code) ?? null
    },
    async addFetch(fetch) {
      if (fetch.recipient !== null) fetches.push(fetch)
    },
    async addRecipient(recipient) {
      const isNew = !kept.has(recipient.code)
      if (isNew) kept.set(recipient.code, recipient)
      return isNew
    },
    async replaceRecipient(recipient) {
      const isThere = kept.has(recipient.code)
      if (isThere) kept.set(recipient.code, recipient)
      return isThere
    },
    async removeRecipient(code) {
      fetches.splice(0, fetches.length, ...fetches.filter((one) => one.recipient !== code))
      return kept.delete(code)
    },
    fetchesOf: async ({ site, code, period, most }) =>
      fetches
        .filter((one) => one.site === site && one.recipient === code)
        .filter(({ time }) => time >= period.start && time < period.end)
        .toSorted((a, b) => (a.time > b.time ? -1 : 1))
        .slice(0, most),
  }
}

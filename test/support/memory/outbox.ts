import type { OutboxEntry } from '../../../lambda/domain/message/outbox-entry'
import type { WrittenMessage } from '../../../lambda/domain/message/written-message'
import type { OutboxStore } from '../../../lambda/store/outbox-store'

export type MemoryOutbox = Pick<OutboxStore, 'add' | 'decided' | 'entry' | 'page' | 'remove' | 'replace'>

/** The port to the outbox as the query function uses it, over a map. */
export function memoryOutbox(...given: readonly OutboxEntry[]): MemoryOutbox {
  const kept = new Map(given.map((entry) => [entry.message.id, entry]))
  const placeOf = ({ message }: OutboxEntry) => `${message.at}#${message.id}`
  return {
    async add(entry) {
      const isNew = !kept.has(entry.message.id)
      if (isNew) kept.set(entry.message.id, entry)
      return isNew
    },
    entry: async (id) => kept.get(id) ?? null,
    async *decided(from, to) {
      for (const entry of kept.values()) if (entry.message.at >= from && entry.message.at < to) yield entry
    },
    async remove({ message }) {
      kept.delete(message.id)
    },
    async replace(entry) {
      const isNext = kept.get(entry.message.id)?.version === entry.version - 1
      if (isNext) kept.set(entry.message.id, entry)
      return isNext
    },
    async page({ after, most }) {
      const rest = [...kept.values()]
        .toSorted((a, b) => (placeOf(a) > placeOf(b) ? -1 : 1))
        .filter((entry) => after === null || placeOf(entry) < after)
      const entries = rest.slice(0, most)
      const last = entries.at(-1)
      return { entries, next: last === undefined || rest.length === entries.length ? null : placeOf(last) }
    },
  }
}

/** What the query function is told where there is no setting `notify`. */
export const noMessages = {
  ...{ outbox: memoryOutbox(), messages: false, mailTrouble: async () => null },
  write: (): WrittenMessage => {
    throw new Error('there is no message to write')
  },
}

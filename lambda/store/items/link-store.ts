import { dayOf } from '../../domain/time/day'
import { type ItemTable, isNew } from '../item-table'
import { recipientKey } from '../keys'
import type { LinkStore } from '../recipient-store'
import { fetchItem } from './fetch-item'
import { recipientIn } from './recipient-item'
import { expiryOf } from './visit-expiry'

export interface LinkStoreParts {
  readonly table: ItemTable
  /** Days that a fetch is kept after its own. */
  readonly retentionDays: number
  readonly now: () => Date
}

/** Finds the recipient of a link by one read, and keeps who asked for it by one write. */
export function dynamoLinkStore({ table, retentionDays, now }: LinkStoreParts): LinkStore {
  return {
    async recipient(code) {
      const item = await table.get(recipientKey(code))
      return item === null ? null : recipientIn(item)
    },

    async addFetch(fetch) {
      const { recipient } = fetch
      if (recipient === null) return
      const expiry = expiryOf(dayOf(fetch.time), { now, retentionDays })
      await table.put(fetchItem({ ...fetch, recipient }, expiry), isNew) // the first of a browser's tells most
    },
  }
}

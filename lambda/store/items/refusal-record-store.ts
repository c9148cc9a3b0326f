import { randomBytes } from 'node:crypto'
import { refusalDays } from '../../domain/refusal/refusal-record'
import type { ItemTable } from '../item-table'
import type { RefusalRecordStore } from '../refusal-store'
import { toItem } from './refusal-item'

const daySeconds = 86_400

/** Puts refusals into the table: one write unit each. */
export function dynamoRefusalRecordStore(items: ItemTable, now: () => Date): RefusalRecordStore {
  return {
    async add(refusal, sentAs = null) {
      const expiry = Math.floor(now().getTime() / 1000) + refusalDays * daySeconds
      const id = sentAs ?? randomBytes(6).toString('hex')
      await items.put(toItem(refusal, { id, expiry }))
    },
  }
}

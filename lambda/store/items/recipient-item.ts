import type { Recipient } from '../../domain/recipient/recipient'
import type { Item } from '../item-table'
import { recipientKey } from '../keys'

/** A recipient as the table holds it. What is null or false is left out. It does not expire. */
export const recipientItem = ({ code, withdrawn, muted, ...recipient }: Recipient): Item => ({
  ...recipientKey(code),
  ...recipient,
  ...(withdrawn !== null && { withdrawn }),
  ...(muted && { muted }),
})

export const recipientIn = ({ sk, ...item }: Item): Recipient => ({
  code: sk,
  name: String(item.name),
  page: String(item.page),
  created: String(item.created),
  withdrawn: typeof item.withdrawn === 'string' ? item.withdrawn : null,
  muted: item.muted === true,
})

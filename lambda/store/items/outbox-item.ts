import { table } from '../../contract'
import type { Message, MessageVisit } from '../../domain/message/message'
import {
  type Delivery,
  type OutboxEntry,
  type OutboxState,
  outboxDays,
} from '../../domain/message/outbox-entry'
import { dayLength, dayOf, endOf } from '../../domain/time/day'
import type { Item } from '../item-table'
import { outboxKey, readOutboxKey, summaryIndexKey, waitingIndexKey } from '../keys'
import { messageAttributes, messageIn } from './message-attributes'

/** Counts changes of an entry. */
export const versionName = 'version'

/** When an entry that waits is due; no other has it. The stream tells by it which changes to look at. */
export const dueName = 'due'

/** When a message expires, in seconds since 1970: after some months, or with the first of the visits that it tells of. */
export function outboxExpiry(message: Message, retentionDays: number): number {
  const keptMs = retentionDays * dayLength
  const told = visitsTold(message)
  const ends =
    told.length === 0
      ? [Date.parse(message.at) + keptMs]
      : told.map(({ time }) => endOf(dayOf(time)) + keptMs)
  return Math.ceil(Math.min(Date.parse(message.at) + outboxDays * dayLength, ...ends) / 1000)
}

function visitsTold(message: Message): readonly MessageVisit[] {
  if (message.kind === 'summary') return message.merged.map(({ visit }) => visit)
  return 'visit' in message ? [message.visit] : []
}

/** An entry as the table holds it. While it waits it is in the index by when it is due, and once merged by its summary. */
export function outboxItem(entry: OutboxEntry, retentionDays: number): Item {
  const { message, state, due, deliveries, summary, version } = entry
  const { id, at } = message
  return {
    ...outboxKey(at, id),
    [table.timeToLive]: outboxExpiry(message, retentionDays),
    at,
    ...messageAttributes(message),
    state,
    ...(due !== null && { [dueName]: due }),
    ...(state === 'waiting' && due !== null && waitingIndexKey(due, id)),
    ...(state === 'merged' && summary !== null && summaryIndexKey(summary, at, id)),
    ...(summary !== null && { summary }),
    ...(deliveries.length > 0 && { deliveries: JSON.stringify(deliveries) }),
    [versionName]: version,
  }
}

export function outboxEntryIn(item: Item): OutboxEntry {
  const { at, state, due, summary, version } = item
  return {
    message: messageIn(item, { id: readOutboxKey(item), at: String(at) }),
    state: String(state) as OutboxState,
    due: typeof due === 'string' ? due : null,
    deliveries: deliveriesIn(item),
    summary: typeof summary === 'string' ? summary : null,
    version: Number(version),
  }
}

function deliveriesIn({ deliveries }: Item): readonly Delivery[] {
  return typeof deliveries === 'string' ? JSON.parse(deliveries) : []
}

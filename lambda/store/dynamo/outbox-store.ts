import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { table } from '../../contract'
import { type OutboxEntry, outboxDays } from '../../domain/message/outbox-entry'
import { dayLength } from '../../domain/time/day'
import { type Item, isNew } from '../item-table'
import { outboxEntryIn, outboxExpiry, outboxItem, versionName } from '../items/outbox-item'
import { messageKey, outboxKey, outboxPartition, summaryPartition, waitingPartition } from '../keys'
import type { NotifyStore } from '../notify-store'
import type { OutboxStore } from '../outbox-store'
import { putIf, translateErrors } from './client'
import { type ItemRange, itemReader, type TableParts } from './item-reader'
import { dynamoToldStore } from './told-store'

/** The most messages that one look at what is due takes: more wait for the next look. */
const dueAtOnce = 200

/** Entries in one read where all of a time are looked through. */
const readAtOnce = 500

/** Before and after every moment. */
const [first, last] = ['0', '~']

export interface OutboxParts extends TableParts {
  readonly retentionDays: number
}

/** Keeps messages in one partition, in the order in which they were decided on. */
export function dynamoOutboxStore(parts: OutboxParts): NotifyStore {
  const reader = outboxReader(parts)
  return { ...changes(parts, reader), ...lists(reader), ...dynamoToldStore(parts) }
}

type OutboxReader = ReturnType<typeof outboxReader>

/** Reads entries that have not expired, as they were stored and by the current setting, which may have been lowered since. */
function outboxReader(parts: OutboxParts) {
  const reader = itemReader({ ...parts, retentionDays: undefined }) // an entry's key has no day of visits
  const isKept = ({ message }: OutboxEntry) =>
    outboxExpiry(message, parts.retentionDays) > parts.now().getTime() / 1000
  return { ...reader, isKept }
}

/** What an item of a message's id says: when it was decided on, and whether it was removed since. */
const decidedName = 'at'
const removedName = 'gone'

/** When messages were decided on, by their ids. */
function decisions({ client, tableName: TableName, now }: OutboxParts, { itemAt }: OutboxReader) {
  const isKept = (ttl: unknown): boolean => Number(ttl) > now().getTime() / 1000
  const itemOf = ({ id, at }: OutboxEntry['message']) => ({
    ...messageKey(id),
    [decidedName]: at,
    [table.timeToLive]: Math.ceil((Date.parse(at) + outboxDays * dayLength) / 1000),
  })

  /** When a message was decided on; null where it never was, was removed, or has expired. */
  async function decidedAt(id: string): Promise<string | null> {
    const item = await itemAt(messageKey(id), true)
    const isThere = item !== null && isKept(item.ttl) && item[removedName] === undefined
    return isThere ? String(item[decidedName]) : null
  }

  return {
    decidedAt,

    /** Notes when a message was decided on, unless it was before. @returns when it was; null where it was removed */
    async decide(message: OutboxEntry['message']): Promise<string | null> {
      const put = {
        TableName,
        Item: itemOf(message),
        ConditionExpression: `${isNew.expression} OR #ttl <= :now`, // DynamoDB may delete days late
        ExpressionAttributeNames: { '#ttl': table.timeToLive },
        ExpressionAttributeValues: { ':now': Math.floor(now().getTime() / 1000) },
      }
      return (await putIf(client.send(new PutCommand(put)))) ? message.at : decidedAt(message.id)
    },

    async forbid(message: OutboxEntry['message']): Promise<void> {
      const Item = { ...itemOf(message), [removedName]: true }
      await translateErrors(client.send(new PutCommand({ TableName, Item })))
    },
  }
}

type Changes = Pick<OutboxStore, 'add' | 'entry' | 'replace' | 'remove'>

function changes(parts: OutboxParts, reader: OutboxReader): Changes {
  const { client, tableName: TableName, retentionDays } = parts
  const { decidedAt, decide, forbid } = decisions(parts, reader)
  return {
    async add(added) {
      const at = await decide(added.message) // before the entry: a function that ends in between has not lost it
      if (at === null) return false
      const Item = outboxItem({ ...added, message: { ...added.message, at } }, retentionDays)
      return putIf(client.send(new PutCommand({ TableName, Item, ConditionExpression: isNew.expression })))
    },

    async entry(id) {
      const at = await decidedAt(id)
      if (at === null) return null
      const get = new GetCommand({ TableName, Key: outboxKey(at, id), ConsistentRead: true })
      const { Item: item } = await translateErrors(client.send(get))
      const entry = item === undefined ? null : outboxEntryIn(item as Item)
      return entry !== null && reader.isKept(entry) ? entry : null
    },

    async remove({ message }) {
      await forbid(message) // first: a record that comes again finds it
      const Key = outboxKey(message.at, message.id)
      await translateErrors(client.send(new DeleteCommand({ TableName, Key })))
    },

    async replace(replaced) {
      const put = {
        TableName,
        Item: outboxItem(replaced, retentionDays),
        ConditionExpression: '#version = :before',
        ExpressionAttributeNames: { '#version': versionName },
        ExpressionAttributeValues: { ':before': replaced.version - 1 },
      }
      return putIf(client.send(new PutCommand(put)))
    },
  }
}

function lists(reader: OutboxReader): Pick<OutboxStore, 'page' | 'decided' | 'due' | 'mergedInto'> {
  async function entriesIn(range: ItemRange, most: number, isForward: boolean): Promise<OutboxEntry[]> {
    const entries: OutboxEntry[] = []
    for await (const item of reader.range(range, { isForward })) {
      const entry = outboxEntryIn(item)
      if (reader.isKept(entry)) entries.push(entry)
      if (entries.length === most) break
    }
    return entries
  }

  return {
    async page({ after, most }) {
      const range = { pk: outboxPartition, from: first, to: after ?? last, atOnce: most + 2 }
      const found = await entriesIn(range, most + 2, false)
      const entries = found.filter(({ message }) => placeOf(message) !== after).slice(0, most + 1)
      const shown = entries.slice(0, most)
      const end = shown.at(-1)
      return {
        entries: shown,
        next: entries.length > most && end !== undefined ? placeOf(end.message) : null,
      }
    },

    async *decided(from, to) {
      const range = { pk: outboxPartition, from, to, atOnce: readAtOnce }
      for await (const item of reader.range(range, { isForward: true, isConsistent: true }))
        yield outboxEntryIn(item)
    },

    due: (at) => {
      const range = { pk: waitingPartition, from: first, to: at + last, atOnce: dueAtOnce, indexed: true }
      return entriesIn(range, dueAtOnce, true)
    },

    mergedInto: (summary) => {
      const range = { pk: summaryPartition(summary), from: first, to: last, atOnce: 1000, indexed: true }
      return entriesIn(range, Number.POSITIVE_INFINITY, true)
    },
  }
}

const placeOf = ({ at, id }: OutboxEntry['message']): string => outboxKey(at, id).sk

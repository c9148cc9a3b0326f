import { DeleteCommand, PutCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb'
import { dayOf } from '../../domain/time/day'
import type { Visit } from '../../domain/visit/visit'
import { type Item, isNew } from '../item-table'
import { fetchIn } from '../items/fetch-item'
import { recipientIn, recipientItem } from '../items/recipient-item'
import { fetchSortKey, type Key, recipientKey, recipientPartition, recipientsPartition } from '../keys'
import type { RecipientStore } from '../recipient-store'
import { batchWriter } from './batch-write'
import { putIf } from './client'
import { type ItemReader, itemReader, type TableParts } from './item-reader'
import { queryAll } from './query-pages'

const isThere = 'attribute_exists(pk)'

/** Keeps recipients in one partition, and who asked for their links in one for each site and code. */
export function dynamoRecipientStore(table: TableParts): RecipientStore {
  const { client, tableName: TableName } = table
  const reader = itemReader(table)
  const { fetchesOf, removeFetches } = fetchLists(table, reader)
  const all: QueryCommandInput = {
    TableName,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': recipientsPartition },
    ConsistentRead: true, // a link that was made has its name at once
  }
  const put = (Item: Item, ConditionExpression: string) =>
    putIf(client.send(new PutCommand({ TableName, Item, ConditionExpression })))

  return {
    fetchesOf,
    recipients: async () => (await queryAll<Item>(client, all)).map(recipientIn),
    async recipient(code) {
      const item = await reader.itemAt(recipientKey(code), true)
      return item === null ? null : recipientIn(item)
    },
    addRecipient: (recipient) => put(recipientItem(recipient), isNew.expression),
    replaceRecipient: (recipient) => put(recipientItem(recipient), isThere),

    async removeRecipient(code, sites) {
      for (const site of sites) await removeFetches(recipientPartition(site, code)) // first: it is found by the recipient
      const Key = recipientKey(code)
      return putIf(client.send(new DeleteCommand({ TableName, Key, ConditionExpression: isThere })))
    },
  }
}

/** Who asked for links, a list for each site and code. */
function fetchLists(
  table: TableParts,
  reader: ItemReader,
): Pick<RecipientStore, 'fetchesOf'> & { removeFetches(pk: string): Promise<void> } {
  const write = batchWriter(table)
  return {
    async fetchesOf({ site, code, period, most }) {
      const [from, to] = [fetchSortKey(dayOf(period.start)), fetchSortKey(`${dayOf(period.end)}~`)]
      const fetches: Visit[] = []
      for await (const item of reader.range({ pk: recipientPartition(site, code), from, to, atOnce: most })) {
        const fetch = fetchIn(item, site)
        if (fetch.time >= period.start && fetch.time < period.end) fetches.push(fetch)
        if (fetches.length === most) break
      }
      return fetches
    },

    async removeFetches(pk) {
      const keys: Key[] = []
      const range = { pk, from: fetchSortKey(''), to: fetchSortKey('~'), atOnce: 1000 }
      for await (const item of reader.range(range)) keys.push({ pk, sk: item.sk })
      await write(keys.map((Key) => ({ DeleteRequest: { Key } })))
    },
  }
}

import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb'
import { table as names } from '../../lambda/contract'
import type { Item, UpdatableTable } from '../../lambda/store/item-table'
import { secondsName } from '../../lambda/store/items/engagement-attributes'
import { dueName } from '../../lambda/store/items/outbox-item'
import { recipientName } from '../../lambda/store/items/visit-item'
import { isOutboxKey, isVisitKey, type Key } from '../../lambda/store/keys'
import type { Database } from '../engine/database'

/** An item that was put, or the key of one that was changed. */
export type Changed = Item | Key

/**
 * The database of the server's functions, which tells of the changes that a stream's filter would let through. dynalite has no
 * stream. dynoxide has one, and is not asked for it: it keeps every record for ever, those of erased visits too, and looks
 * through all of them at each put, which cost half the visits a second after 2,400 and five sixths after 11,000.
 */
export const watchedDatabase = (database: Database, onChange: (changed: Changed) => void): Database => ({
  ...database,
  items: watchedTable(database.items, onChange),
  client: watchedClient(database.client, onChange),
})

/** What records: visits of networks in the index, and what was read by a recipient's link or may have been. */
function watchedTable(table: UpdatableTable, onChange: (changed: Changed) => void): UpdatableTable {
  return {
    get: (key) => table.get(key),
    async put(item, condition) {
      const isPut = await table.put(item, condition)
      if (isPut && isWanted(item)) onChange(item)
      return isPut
    },
    async update(key, change, condition) {
      const isDone = await table.update(key, change, condition)
      if (isDone && secondsName in change.set && isVisitKey(key)) onChange(key)
      return isDone
    },
  }
}

const isWanted = (item: Item): boolean =>
  isVisitKey(item) && (item[names.index.partitionKey] !== undefined || item[recipientName] !== undefined)

/** What the owner does: a message to be sent once more, or to try the ways. */
function watchedClient(
  client: DynamoDBDocumentClient,
  onChange: (changed: Changed) => void,
): DynamoDBDocumentClient {
  const watched: DynamoDBDocumentClient = Object.create(client)
  const send = client.send.bind(client) as (command: unknown) => Promise<unknown>
  watched.send = async (command: unknown) => {
    const answer = await send(command)
    const item = command instanceof PutCommand ? (command.input.Item as Item) : null
    if (item !== null && isOutboxKey(item) && item[dueName] !== undefined) onChange(item)
    return answer
  }
  return watched
}

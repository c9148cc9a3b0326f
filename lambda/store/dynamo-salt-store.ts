import { createHmac, randomBytes } from 'node:crypto'
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import type { Day } from '../domain/day'
import { conditional, settled } from './dynamo-client'
import { importSaltKey, type Key, todaysSaltKey } from './keys'
import type { SaltStore } from './salt-store'

interface Salt {
  readonly day: Day
  readonly salt: Uint8Array
}

/** The salt of the current day, read once a day by each running function. */
export function dynamoSaltStore(client: DynamoDBDocumentClient, tableName: string): SaltStore {
  let known: Salt | null = null
  return {
    async saltOf(day) {
      if (known === null || known.day < day) known = await currentSalt(client, tableName, todaysSaltKey, day)
      return known.salt
    },
  }
}

/**
 * One lasting salt for imported logs: their owner holds the addresses anyway, and a log that is imported in two
 * halves must not make two visitors of one.
 */
export function dynamoImportSaltStore(client: DynamoDBDocumentClient, tableName: string): SaltStore {
  let known: Promise<Salt> | null = null
  return {
    async saltOf(day) {
      known ??= currentSalt(client, tableName, importSaltKey, '').catch((error) => {
        known = null // the next visit asks again
        throw error
      })
      const { salt } = await known
      return createHmac('sha256', salt).update(day).digest() // a visitor is known for one day here too
    },
  }
}

/** The stored salt, or a new one where the stored one is older than `day`. Of two functions that try at once, one wins. */
async function currentSalt(
  client: DynamoDBDocumentClient,
  TableName: string,
  key: Key,
  day: Day,
): Promise<Salt> {
  const stored = await readSalt(client, TableName, key)
  if (stored !== null && stored.day >= day) return stored
  const fresh: Salt = { day, salt: randomBytes(32) }
  const put = new PutCommand({
    TableName,
    Item: { ...key, ...fresh },
    ConditionExpression: 'attribute_not_exists(pk) OR #day < :day',
    ExpressionAttributeNames: { '#day': 'day' },
    ExpressionAttributeValues: { ':day': day },
  })
  if (await conditional(client.send(put))) return fresh
  return (await readSalt(client, TableName, key)) ?? fresh
}

async function readSalt(client: DynamoDBDocumentClient, TableName: string, Key: Key): Promise<Salt | null> {
  const { Item } = await settled(client.send(new GetCommand({ TableName, Key, ConsistentRead: true })))
  return Item === undefined ? null : { day: Item.day, salt: Item.salt }
}

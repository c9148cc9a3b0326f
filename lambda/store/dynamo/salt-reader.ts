import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb'
import type { Day } from '../../domain/time/day'
import { todaysSaltKey } from '../keys'
import type { SaltReader } from '../salt-store'
import { translateErrors } from './client'

/** Reads the salt of a day once. It makes none: where there is none yet, nobody has come that day. */
export function dynamoSaltReader(client: DynamoDBDocumentClient, TableName: string): SaltReader {
  let known: { day: Day; salt: Uint8Array } | null = null
  return async (day) => {
    if (known === null || known.day < day) {
      const get = new GetCommand({ TableName, Key: todaysSaltKey, ConsistentRead: true })
      const { Item } = await translateErrors(client.send(get))
      known = Item === undefined ? null : { day: Item.day as Day, salt: Item.salt as Uint8Array }
    }
    return known !== null && known.day >= day ? known.salt : null
  }
}

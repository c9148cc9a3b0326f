import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb'
import { type Day, dayOf } from '../domain/day'
import { conditional, settled } from './dynamo-client'
import { dayKey, siteKey } from './keys'
import { toItem } from './visit-item'
import type { RecordStore } from './visit-store'

export interface RecordStoreParts {
  readonly client: DynamoDBDocumentClient
  readonly tableName: string
  /** Days from storing a visit until it expires. */
  readonly retentionDays: number
  readonly now: () => Date
  /** Whether visits of a network go into the index of organisations. */
  readonly isIndexed?: (asn: number) => boolean
}

const daySeconds = 86_400

/** Puts visits into DynamoDB: one write unit each, and one for the day's marker once per running function. */
export function dynamoRecordStore({
  client,
  tableName: TableName,
  retentionDays,
  now,
  isIndexed = () => false,
}: RecordStoreParts): RecordStore {
  const marked = new Set<string>()

  /** Notes the day and the site before the first visit of the day that this function sees, so that none is unlisted. */
  async function mark(site: string, day: Day, ttl: number): Promise<void> {
    const mark = `${site} ${day}`
    if (marked.has(mark)) return
    const outlives = {
      ConditionExpression: 'attribute_not_exists(#ttl) OR #ttl < :ttl',
      ExpressionAttributeNames: { '#ttl': 'ttl' },
      ExpressionAttributeValues: { ':ttl': ttl },
    }
    await Promise.all([
      conditional(
        client.send(new PutCommand({ TableName, Item: { ...dayKey(site, day), ttl }, ...outlives })),
      ),
      settled(client.send(new PutCommand({ TableName, Item: siteKey(site) }))),
    ])
    marked.add(mark)
  }

  return {
    async add(visit) {
      const expiry = Math.floor(now().getTime() / 1000) + retentionDays * daySeconds
      await mark(visit.site, dayOf(visit.time), expiry + 2 * daySeconds)
      const Item = toItem(visit, { expiry, indexed: visit.asn !== null && isIndexed(visit.asn) })
      return conditional(
        client.send(new PutCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' })),
      )
    },
  }
}

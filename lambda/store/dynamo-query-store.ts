import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb'
import { type Day, dayOf } from '../domain/day'
import { type Position, positionOf } from '../domain/listing'
import { conditional, settled } from './dynamo-client'
import { daysPartition, sitesPartition, visitKey, visitSortKey, visitsPartition } from './keys'
import { fromItem, type VisitItem } from './visit-item'
import type { QueryStore, VisitRange } from './visit-store'

export interface QueryStoreParts {
  readonly client: DynamoDBDocumentClient
  readonly tableName: string
  readonly now: () => Date
}

const daysAtOnce = 31

/** Reads visits from DynamoDB and erases them. */
export function dynamoQueryStore({ client, tableName: TableName, now }: QueryStoreParts): QueryStore {
  const isLive = (item: VisitItem) => Number(item.ttl) > now().getTime() / 1000 // DynamoDB may delete days late

  /** The items of one partition between two sort keys, both included, last first. */
  async function* backwards(pk: string, from: string, to: string, Limit: number): AsyncIterable<VisitItem> {
    const query: QueryCommandInput = {
      TableName,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: { ':pk': pk, ':from': from, ':to': to },
      ScanIndexForward: false,
      Limit,
    }
    let ExclusiveStartKey: QueryCommandInput['ExclusiveStartKey']
    do {
      const page = await settled(client.send(new QueryCommand({ ...query, ExclusiveStartKey })))
      yield* (page.Items ?? []) as VisitItem[]
      ExclusiveStartKey = page.LastEvaluatedKey
    } while (ExclusiveStartKey !== undefined)
  }

  async function edgeDay(site: string, ScanIndexForward: boolean): Promise<Day | null> {
    const { Items } = await settled(
      client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': daysPartition(site) },
          ScanIndexForward,
          Limit: 1,
        }),
      ),
    )
    return Items?.[0]?.sk ?? null
  }

  return {
    async *visitsOf({ site, period, before, atOnce }: VisitRange) {
      const end: Position = before !== null && before < period.end ? before : period.end
      const days = backwards(daysPartition(site), dayOf(period.start), dayOf(end), daysAtOnce)
      for await (const { sk: day } of days) {
        const items = backwards(
          visitsPartition(site, day),
          visitSortKey(period.start),
          visitSortKey(end),
          atOnce,
        )
        for await (const item of items) {
          const visit = isLive(item) ? fromItem(item) : null
          if (visit !== null && positionOf(visit) !== before) yield visit
        }
      }
    },

    async visit(site, id) {
      const { Item } = await settled(client.send(new GetCommand({ TableName, Key: visitKey(site, id) })))
      return Item !== undefined && isLive(Item as VisitItem) ? fromItem(Item as VisitItem) : null
    },

    async erase(site, id) {
      const Key = visitKey(site, id)
      return conditional(
        client.send(new DeleteCommand({ TableName, Key, ConditionExpression: 'attribute_exists(pk)' })),
      )
    },

    async sites() {
      const { Items = [] } = await settled(
        client.send(
          new QueryCommand({
            TableName,
            KeyConditionExpression: 'pk = :pk',
            ExpressionAttributeValues: { ':pk': sitesPartition },
          }),
        ),
      )
      return Promise.all(
        Items.map(async ({ sk: site }) => ({
          site,
          firstDay: await edgeDay(site, true),
          lastDay: await edgeDay(site, false),
        })),
      )
    },
  }
}

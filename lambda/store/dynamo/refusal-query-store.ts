import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb'
import { refusalDays } from '../../domain/refusal/refusal-record'
import { dayLength, dayOf, daysBetween, instantOf } from '../../domain/time/day'
import type { Item } from '../item-table'
import { fromItem } from '../items/refusal-item'
import { refusalsPartition } from '../keys'
import type { RefusalQueryStore } from '../refusal-store'
import type { TableParts } from './item-reader'
import { queryPages } from './query-pages'

/** Reads refusals from DynamoDB: one partition per day, skipping days that cannot have any left. */
export function dynamoRefusalQueryStore({
  client,
  tableName: TableName,
  now,
}: TableParts): RefusalQueryStore {
  const isExpired = ({ ttl }: Item) => Number(ttl) <= now().getTime() / 1000 // DynamoDB may delete days late

  async function* itemsOf(query: QueryCommandInput): AsyncIterable<Item> {
    for await (const items of queryPages<Item>(client, query)) yield* items.filter((item) => !isExpired(item))
  }

  return {
    async *refusalsOf({ start, end }) {
      const oldest = instantOf(now().getTime() - (refusalDays + 1) * dayLength)
      const latest = instantOf(now().getTime() + dayLength) // a function's clock may be ahead of ours
      const first = dayOf(start > oldest ? start : oldest)
      const last = dayOf(end < latest ? end : latest)
      for (const day of daysBetween(first, last).toReversed()) {
        const items = itemsOf({
          TableName,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :start AND :end',
          // A sort key is longer than its time, so `end` itself is left out.
          ExpressionAttributeValues: { ':pk': refusalsPartition(day), ':start': start, ':end': end },
          ScanIndexForward: false,
          Limit: atOnce,
        })
        for await (const item of items) yield fromItem(item)
      }
    },
  }
}

const atOnce = 1000

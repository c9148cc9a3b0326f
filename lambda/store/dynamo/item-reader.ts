import { type DynamoDBDocumentClient, GetCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb'
import { table } from '../../contract'
import type { VisitorShare } from '../../domain/count/visitor-share'
import type { Allowance } from '../../domain/visit/allowance'
import { type Retention, type RetentionParts, retention } from '../items/retention'
import { erasedName, isErased, type VisitItem, visitorName } from '../items/visit-item'
import type { Key } from '../keys'
import { translateErrors } from './client'
import { queryPages } from './query-pages'

export interface TableParts extends RetentionParts {
  readonly client: DynamoDBDocumentClient
  readonly tableName: string
}

/** The items of one partition between two sort keys, both included. */
export interface ItemRange {
  readonly pk: string
  readonly from: string
  readonly to: string
  /** Items per read. */
  readonly atOnce: number
  /** Read from the index, by its keys. */
  readonly indexed?: boolean
  /** Read only this share of the visitors; DynamoDB leaves out the others. */
  readonly share?: VisitorShare | undefined
  /** Read only these visitors, at most 100; DynamoDB leaves out the others. */
  readonly visitors?: readonly string[] | undefined
  /** Taken from by what DynamoDB looks at. Reading throws AllowanceSpent where nothing is left. */
  readonly allowance?: Allowance | undefined
}

export interface RangeOptions {
  /** In ascending order; descending when left out. */
  readonly isForward?: boolean
  /** Yield erased items too. */
  readonly withErased?: boolean
  /** See every write that was made before, which costs twice as much and no index can. */
  readonly isConsistent?: boolean
}

/** Reads items that have not expired. */
export interface ItemReader extends Retention {
  range(range: ItemRange, options?: RangeOptions): AsyncIterable<VisitItem>
  /** Returns what is at a key, even if it is erased or expired. */
  itemAt(key: Key, isConsistent?: boolean): Promise<VisitItem | null>
}

export function itemReader({ client, tableName: TableName, ...parts }: TableParts): ItemReader {
  const kept = retention(parts)
  const { isExpired } = kept
  return {
    ...kept,

    async *range(range, { isForward = false, withErased = false, isConsistent = false } = {}) {
      const order = { ScanIndexForward: isForward, ...(isConsistent && { ConsistentRead: true }) }
      const query = { TableName, ...order, ...queryOf(range) }
      for await (const items of queryPages<VisitItem>(client, query, range.allowance))
        yield* items.filter((item) => !isExpired(item) && (withErased || !isErased(item)))
    },

    async itemAt(Key, ConsistentRead = false) {
      const { Item } = await translateErrors(client.send(new GetCommand({ TableName, Key, ConsistentRead })))
      return (Item as VisitItem | undefined) ?? null
    },
  }
}

/** The key conditions of a range, in the table and in its index. */
const inTable = { KeyConditionExpression: keyCondition(table) }
const inIndex = { IndexName: table.index.name, KeyConditionExpression: keyCondition(table.index) }

function keyCondition({ partitionKey, sortKey }: { partitionKey: string; sortKey: string }): string {
  return `${partitionKey} = :pk AND ${sortKey} BETWEEN :from AND :to`
}

const everyone: VisitorShare = { from: null, to: null }

function queryOf({
  pk,
  from,
  to,
  atOnce,
  indexed,
  share = everyone,
  visitors,
}: ItemRange): Omit<QueryCommandInput, 'TableName'> {
  const filter = visitors === undefined ? filterOf(share) : filterBy(visitors)
  return {
    ...(indexed ? inIndex : inTable),
    ...filter.query,
    ExpressionAttributeValues: { ':pk': pk, ':from': from, ':to': to, ...filter.values },
    Limit: atOnce,
  }
}

/**
 * Leaves out the visits of other shares before they are sent. Erased ones go to every share: another shard may still
 * hold them.
 */
function filterOf({ from, to }: VisitorShare) {
  const bounds = [
    ...(from === null ? [] : ['#visitor >= :first']),
    ...(to === null ? [] : ['#visitor < :end']),
  ]
  if (bounds.length === 0) return { values: {} }
  const withoutVisitor = from === null ? 'attribute_not_exists(#visitor) OR ' : '' // these visits are in the first share
  return {
    query: {
      FilterExpression: `attribute_exists(#erased) OR ${withoutVisitor}${bounds.join(' AND ')}`,
      ExpressionAttributeNames: { '#visitor': visitorName, '#erased': erasedName },
    },
    values: { ...(from !== null && { ':first': from }), ...(to !== null && { ':end': to }) },
  }
}

/** Leaves out the visits of other visitors before they are sent, but no erased ones, as above. */
function filterBy(visitors: readonly string[]) {
  const values = Object.fromEntries(visitors.map((visitor, at) => [`:visitor${at}`, visitor]))
  return {
    query: {
      FilterExpression: `attribute_exists(#erased) OR #visitor IN (${Object.keys(values).join(', ')})`,
      ExpressionAttributeNames: { '#visitor': visitorName, '#erased': erasedName },
    },
    values,
  }
}

import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb'
import { table } from '../contract'
import { type Day, dayOf } from '../domain/day'
import { type Position, positionOf } from '../domain/listing'
import { conditional, settled } from './dynamo-client'
import { dynamoCorrectionStore } from './dynamo-correction-store'
import {
  daysPartition,
  organisationPartition,
  sitesPartition,
  visitKey,
  visitSortKey,
  visitsPartition,
} from './keys'
import { fromItem, type VisitItem } from './visit-item'
import type { OrganisationRange, QueryStore, RecordedSite, VisitRange } from './visit-store'

export interface QueryStoreParts {
  readonly client: DynamoDBDocumentClient
  readonly tableName: string
  readonly now: () => Date
}

const daysAtOnce = 31

/** Hosts are printable ASCII. */
const everySite: Range = { pk: sitesPartition, from: ' ', to: '~', atOnce: 1000 }

interface Range {
  readonly pk: string
  readonly from: string
  readonly to: string
  /** Items of one read. */
  readonly atOnce: number
  /** Read from the index, by its keys. */
  readonly indexed?: boolean
}

/** What the bounds of a range are named, in the table and in its index. */
const inTable = { KeyConditionExpression: condition(table) }
const inIndex = { IndexName: table.index.name, KeyConditionExpression: condition(table.index) }

function condition({ partitionKey, sortKey }: { partitionKey: string; sortKey: string }): string {
  return `${partitionKey} = :pk AND ${sortKey} BETWEEN :from AND :to`
}

/** Where a range ends. DynamoDB refuses one that ends before it begins. */
const endOf = ({ period, before }: Pick<VisitRange, 'period' | 'before'>): Position =>
  before !== null && before < period.end ? before : period.end

/** Reads visits from DynamoDB and erases them. */
export function dynamoQueryStore({ client, tableName: TableName, now }: QueryStoreParts): QueryStore {
  const isExpired = (item: VisitItem) => Number(item.ttl) <= now().getTime() / 1000 // DynamoDB may delete days late

  /** The items of one partition between two sort keys, both included, that have not expired; last first. */
  async function* between(
    { pk, from, to, atOnce: Limit, indexed = false }: Range,
    ScanIndexForward = false,
  ): AsyncIterable<VisitItem> {
    const query: QueryCommandInput = {
      TableName,
      ...(indexed ? inIndex : inTable),
      ExpressionAttributeValues: { ':pk': pk, ':from': from, ':to': to },
      ScanIndexForward,
      Limit,
    }
    let ExclusiveStartKey: QueryCommandInput['ExclusiveStartKey']
    do {
      const page = await settled(client.send(new QueryCommand({ ...query, ExclusiveStartKey })))
      yield* ((page.Items ?? []) as VisitItem[]).filter((item) => !isExpired(item))
      ExclusiveStartKey = page.LastEvaluatedKey
    } while (ExclusiveStartKey !== undefined)
  }

  const daysOf = (site: string, from: Day, to: Day, atOnce: number): Range => ({
    pk: daysPartition(site),
    from,
    to,
    atOnce,
  })

  async function edgeDay(site: string, firstOne: boolean): Promise<Day | null> {
    for await (const { sk: day } of between(daysOf(site, '0000', '9999-12-31', 1), firstOne)) return day
    return null
  }

  return {
    ...dynamoCorrectionStore(client, TableName),

    async *visitsOf({ site, period, before, atOnce }: VisitRange) {
      const end = endOf({ period, before })
      if (end < period.start) return
      const [from, to] = [visitSortKey(period.start), visitSortKey(end)]
      for await (const { sk: day } of between(daysOf(site, dayOf(period.start), dayOf(end), daysAtOnce))) {
        for await (const item of between({ pk: visitsPartition(site, day), from, to, atOnce })) {
          const visit = fromItem(item)
          if (positionOf(visit) !== before) yield visit
        }
      }
    },

    async *visitsOfOrganisation({ site, asn, period, before, atOnce }: OrganisationRange) {
      const [from, to] = [period.start, endOf({ period, before })]
      if (to < from) return
      const pk = organisationPartition(site, asn)
      for await (const item of between({ pk, from, to, atOnce, indexed: true })) {
        const visit = fromItem(item)
        if (positionOf(visit) !== before) yield visit
      }
    },

    async visit(site, id) {
      const { Item } = await settled(client.send(new GetCommand({ TableName, Key: visitKey(site, id) })))
      return Item !== undefined && !isExpired(Item as VisitItem) ? fromItem(Item as VisitItem) : null
    },

    async erase(site, id) {
      const Key = visitKey(site, id)
      return conditional(
        client.send(new DeleteCommand({ TableName, Key, ConditionExpression: 'attribute_exists(pk)' })),
      )
    },

    async sites() {
      const sites: RecordedSite[] = []
      for await (const { sk: site } of between(everySite, true)) {
        sites.push({ site, firstDay: await edgeDay(site, true), lastDay: await edgeDay(site, false) })
      }
      return sites
    },
  }
}

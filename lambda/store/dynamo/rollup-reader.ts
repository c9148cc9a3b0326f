import {
  type DynamoDBDocumentClient,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb'
import { table } from '../../contract'
import type { Day, Hour, Instant } from '../../domain/time/day'
import { breakdownsIn } from '../items/rollup/breakdown-part'
import { sumsIn, timesIn } from '../items/rollup/engagement-part'
import {
  attendanceIn,
  attendancePart,
  clockPart,
  clocksIn,
  engagementPart,
  erasureIn,
  failureIn,
  firstSeenIn,
  partOfDimension,
  type RollupItem,
  refusalClockIn,
  timesPart,
  totalPart,
  totalsIn,
} from '../items/rollup-item'
import {
  erasureKey,
  failureKey,
  lateKey,
  organisationsPartition,
  readNetworkId,
  readRollupSpan,
  recountSortKey,
  refusalRollupKey,
  refusalRollupPartition,
  rollupPartition,
  rollupSortKey,
} from '../keys'
import type { RollupReader, Spans } from '../rollup-store'
import { translateErrors } from './client'
import { queryAll } from './query-pages'

const { partitionKey, sortKey } = table

export interface RollupStoreParts {
  readonly client: DynamoDBDocumentClient
  readonly tableName: string
  readonly now: () => Date
}

type Between = (pk: string, from: string, to: string) => Promise<RollupItem[]>

/** Reads rollups from DynamoDB, and marks days for recounting. */
export function dynamoRollupReader(table: RollupStoreParts): RollupReader {
  const itemsOf = (asked: Omit<QueryCommandInput, 'TableName'>): Promise<RollupItem[]> =>
    queryAll(table.client, { TableName: table.tableName, ...asked })

  const between: Between = async (pk, from, to) => (to < from ? [] : itemsOf(spanQuery(pk, from, to)))

  return {
    ...countReader(between),

    async firstDay(site) {
      const [from, to] = [rollupSortKey('day', totalPart, ''), rollupSortKey('day', totalPart, '~')]
      const { Items = [] } = await translateErrors(
        table.client.send(
          new QueryCommand({
            TableName: table.tableName,
            ...spanQuery(rollupPartition(site), from, to),
            Limit: 1,
          }),
        ),
      )
      return Items[0] === undefined ? null : readRollupSpan(Items[0] as RollupItem)
    },
    ...recountMarks(table, between),

    async firstSeen(site) {
      const items = await itemsOf({
        KeyConditionExpression: `${partitionKey} = :pk`,
        ExpressionAttributeValues: { ':pk': organisationsPartition(site) },
      })
      return new Map(items.map((item) => [readNetworkId(item), firstSeenIn(item)]))
    },

    async refusalClocks({ from, to }) {
      const items = await between(refusalRollupPartition, refusalRollupKey(from).sk, refusalRollupKey(to).sk)
      return new Map(items.map((item) => [readRollupSpan(item) as Day, refusalClockIn(item)]))
    },
  }
}

const spanQuery = (pk: string, from: string, to: string) => ({
  KeyConditionExpression: `${partitionKey} = :pk AND ${sortKey} BETWEEN :from AND :to`,
  ExpressionAttributeValues: { ':pk': pk, ':from': from, ':to': to },
})

type Counts = 'totals' | 'breakdowns' | 'clocks' | 'dayOrganisations' | 'engagement' | 'timesInFront'

/** Each part of a rollup is an item of its own. */
function countReader(between: Between): Pick<RollupReader, Counts> {
  async function parts<T>(
    part: string,
    { site, grain, from, to }: Spans,
    read: (item: RollupItem) => T,
  ): Promise<Map<Day | Hour, T>> {
    const keyOf = (span: Day | Hour) => rollupSortKey(grain, part, span)
    const items = await between(rollupPartition(site), keyOf(from), keyOf(to))
    return new Map(items.map((item) => [readRollupSpan(item), read(item)]))
  }

  return {
    totals: (spans) => parts(totalPart, spans, totalsIn),
    breakdowns: (dimension, spans, of) =>
      parts(partOfDimension(dimension), spans, (item) => breakdownsIn(dimension, item, of)),
    clocks: (days) => parts(clockPart, { ...days, grain: 'day' }, clocksIn),
    dayOrganisations: (days) => parts(attendancePart, { ...days, grain: 'day' }, attendanceIn),
    engagement: (days) => parts(engagementPart, { ...days, grain: 'day' }, sumsIn),
    timesInFront: (days) => parts(timesPart, { ...days, grain: 'day' }, timesIn),
  }
}

type Marks = 'markForRecount' | 'recountMarks' | 'lateDays' | 'failures' | 'erasures'

/** The marks of days to recount, and of days that could not be counted. */
function recountMarks(
  { client, tableName: TableName, now }: RollupStoreParts,
  between: Between,
): Pick<RollupReader, Marks> {
  return {
    async markForRecount(site, day) {
      const key = { [partitionKey]: rollupPartition(site), [sortKey]: recountSortKey(day) }
      const Item = { ...key, said: now().toISOString() }
      await translateErrors(client.send(new PutCommand({ TableName, Item })))
    },

    async recountMarks({ site, from, to }) {
      const items = await between(rollupPartition(site), recountSortKey(from), recountSortKey(to))
      return new Map(items.map((item) => [readRollupSpan(item) as Day, String(item.said) as Instant]))
    },

    async lateDays({ site, from, to }) {
      const items = await between(rollupPartition(site), lateKey(site, from).sk, lateKey(site, to).sk)
      return new Set(items.map((item) => readRollupSpan(item) as Day))
    },

    async erasures({ site, from, to }) {
      const items = await between(rollupPartition(site), erasureKey(site, from).sk, erasureKey(site, to).sk)
      return new Map(items.map((item) => [readRollupSpan(item) as Day, erasureIn(item)]))
    },

    async failures({ site, from, to }) {
      const items = await between(rollupPartition(site), failureKey(site, from).sk, failureKey(site, to).sk)
      return new Map(items.map((item) => [readRollupSpan(item) as Day, failureIn(item)]))
    },
  }
}

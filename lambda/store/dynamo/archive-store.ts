import { DeleteCommand, type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { table } from '../../contract'
import type { Day } from '../../domain/time/day'
import type { ArchiveStore } from '../archive-store'
import {
  archivedKey,
  archivedNetworksKey,
  archivePartition,
  type Key,
  readRemovedSite,
  readRollupSpan,
  readWithdrawalKey,
  removedSiteKey,
  withdrawalKey,
} from '../keys'
import { translateErrors } from './client'
import { queryAll } from './query-pages'

export interface ArchiveStoreParts {
  readonly client: DynamoDBDocumentClient
  readonly tableName: string
}

const { partitionKey, sortKey } = table

/** Sorts after every day. */
const last = '~'

/** Reads items between two keys, both included, as they are now: a file goes unless a mark says that it stays. */
const markReader =
  ({ client, tableName: TableName }: ArchiveStoreParts) =>
  (from: Key, to: Key): Promise<readonly (Key & Readonly<Record<string, unknown>>)[]> =>
    queryAll(client, {
      TableName,
      ConsistentRead: true,
      KeyConditionExpression: `${partitionKey} = :pk AND ${sortKey} BETWEEN :from AND :to`,
      ExpressionAttributeValues: { ':pk': from.pk, ':from': from.sk, ':to': to.sk },
    })

/** Keeps what is known of the archive in DynamoDB. */
export function dynamoArchiveStore({ client, tableName: TableName }: ArchiveStoreParts): ArchiveStore {
  const between = markReader({ client, tableName: TableName })
  const put = async (Key: Key, attributes: object): Promise<void> => {
    await translateErrors(client.send(new PutCommand({ TableName, Item: { ...Key, ...attributes } })))
  }
  const drop = async (Key: Key): Promise<void> => {
    await translateErrors(client.send(new DeleteCommand({ TableName, Key })))
  }

  return {
    async archivedDays(site) {
      const items = await between(archivedKey(site, ''), archivedKey(site, last))
      return new Map(
        items.map((item) => [
          readRollupSpan(item) as Day,
          { visits: Number(item.visits), at: String(item.at) },
        ]),
      )
    },
    putArchivedDay: (site, day, archived) =>
      archived === null ? drop(archivedKey(site, day)) : put(archivedKey(site, day), archived),

    async withdrawals(site) {
      const items = await between(withdrawalKey(site, '', ''), withdrawalKey(site, last, ''))
      return items.map((item) => ({ ...readWithdrawalKey(item), visits: item.visits as string[] }))
    },
    withdraw: (site, day, visits) => put(withdrawalKey(site, day, crypto.randomUUID()), { visits }),
    endWithdrawal: (site, { day, id }) => drop(withdrawalKey(site, day, id)),

    async removedSites() {
      const items = await between(removedSiteKey(''), { pk: archivePartition, sk: removedSiteKey(last).sk })
      return items.map(readRemovedSite)
    },
    noteRemoval: (site) => put(removedSiteKey(site), {}),
    endRemoval: (site) => drop(removedSiteKey(site)),

    async networksMadeOf() {
      const { Item } = await translateErrors(
        client.send(new GetCommand({ TableName, Key: archivedNetworksKey })),
      )
      return Item === undefined ? null : String(Item.sources)
    },
    putNetworksMadeOf: (sources) => put(archivedNetworksKey, { sources }),
  }
}

import { DeleteCommand, type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb'
import { table } from '../../contract'
import type { ShardRound } from '../../domain/rollup/shard-round'
import { type PartialItem, partialIn, toPartialItems } from '../items/partial-item'
import { stateIn, toCountedItem, toRoundItem } from '../items/round-item'
import { countedShardKey, type Key, partialKey, partialsOfRound, partialsPartition, roundKey } from '../keys'
import type { ShardStore } from '../shard-store'
import { batchWriter } from './batch-write'
import { putIf, translateErrors } from './client'
import { queryAll, queryPages } from './query-pages'

export interface ShardStoreParts {
  readonly client: DynamoDBDocumentClient
  readonly tableName: string
  readonly now: () => Date
}

/** Seconds after which what is left of a round goes by itself: when it was stopped, and nobody went on with it. */
const keptFor = 3 * 86_400

const { partitionKey, sortKey } = table

/** Keeps rounds and partial counts in DynamoDB. */
export function dynamoShardStore(parts: ShardStoreParts): ShardStore {
  const { client, tableName: TableName, now } = parts
  const write = batchWriter(parts)
  const expiry = () => Math.floor(now().getTime() / 1000) + keptFor

  return {
    async stateOf(site, day) {
      const { pk, sk } = roundKey(site, day)
      const items = await queryAll<Key>(client, { ...between(TableName, pk, sk), ConsistentRead: true })
      return stateIn(items, site, day)
    },

    putRound(site, round, before) {
      const Item = toRoundItem(site, round, expiry())
      return putIf(client.send(new PutCommand({ TableName, Item, ...isStill(before) })))
    },

    async endRound(site, round) {
      const Key = roundKey(site, round.day)
      await putIf(client.send(new DeleteCommand({ TableName, Key, ...hasId(round) })))
      for (let number = 0; number < round.shards; number++) {
        const pk = partialsPartition(site, round.day, number)
        const keys = { ...between(TableName, pk, partialsOfRound(round.id)), ...onlyKeys }
        for await (const page of queryPages<Key>(client, keys))
          await write(page.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } })))
        const counted = countedShardKey(site, round.day, number)
        await putIf(client.send(new DeleteCommand({ TableName, Key: counted, ...isOfRound(round) })))
      }
    },

    async putCounted(site, round, counted) {
      const Item = toCountedItem(site, round, counted, expiry())
      await translateErrors(client.send(new PutCommand({ TableName, Item })))
    },

    async putPartial(name, partial) {
      const items = toPartialItems(name, partial, expiry())
      for (const Item of items) await translateErrors(client.send(new PutCommand({ TableName, Item })))
      return items.length
    },

    async partial(name, pieces) {
      const [first, last] = [partialKey(name, 0), partialKey(name, pieces - 1)]
      const items = await queryAll<PartialItem>(client, {
        ...range(TableName, first.pk, [first.sk, last.sk]),
        ConsistentRead: true,
      })
      return items.length < pieces ? null : partialIn(items, name.round.day)
    },
  }
}

const range = (TableName: string, pk: string, [from, to]: readonly [string, string]) => ({
  TableName,
  KeyConditionExpression: `${partitionKey} = :pk AND ${sortKey} BETWEEN :from AND :to`,
  ExpressionAttributeValues: { ':pk': pk, ':from': from, ':to': to },
})

/** All that begins with a text. */
const between = (TableName: string, pk: string, begin: string) => range(TableName, pk, [begin, `${begin}~`])

const onlyKeys = { ProjectionExpression: `${partitionKey}, ${sortKey}` }

const isStill = (before: ShardRound | null) =>
  before === null
    ? { ConditionExpression: `attribute_not_exists(${partitionKey})` }
    : {
        ConditionExpression: '#id = :id AND #called = :called',
        ExpressionAttributeNames: { '#id': 'id', '#called': 'called' }, // a reserved word
        ExpressionAttributeValues: { ':id': before.id, ':called': before.called },
      }

const hasId = ({ id }: ShardRound) => nameIs('id', id)
const isOfRound = ({ id }: ShardRound) => nameIs('round', id)

const nameIs = (attribute: string, id: string) => ({
  ConditionExpression: '#name = :id',
  ExpressionAttributeNames: { '#name': attribute },
  ExpressionAttributeValues: { ':id': id },
})

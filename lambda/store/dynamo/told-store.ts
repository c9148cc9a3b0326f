import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { table } from '../../contract'
import { outboxDays } from '../../domain/message/outbox-entry'
import { dayLength, startOfHour } from '../../domain/time/day'
import { type Item, isNew } from '../item-table'
import { placesKey, stoppedKey, stoppedPartition, toldKey } from '../keys'
import type { NotifyStore } from '../notify-store'
import { putIf, translateErrors } from './client'
import { itemReader, type TableParts } from './item-reader'
import { queryAll } from './query-pages'

interface ToldParts extends TableParts {
  readonly retentionDays: number
}

/** Ids of the messages that took places. */
const takenName = 'ids'

type Remembered = Pick<NotifyStore, 'isTold' | 'noteTold' | 'takePlace' | 'stoppedWays' | 'setStopped'>

/** Remembers whom the owner was told of, how many messages an hour had, and which ways stopped. */
export function dynamoToldStore(parts: ToldParts): Remembered {
  const { client, tableName: TableName, now, retentionDays } = parts
  const { itemAt } = itemReader(parts)
  const toldDays = Math.max(retentionDays, outboxDays) + 1

  return {
    isTold: async (about) => (await itemAt(toldKey(about), true)) !== null,

    async noteTold({ id, ...about }) {
      const ttl = Math.ceil((now().getTime() + toldDays * dayLength) / 1000)
      const Item = { ...toldKey(about), [table.timeToLive]: ttl, id }
      return putIf(client.send(new PutCommand({ TableName, Item, ConditionExpression: isNew.expression })))
    },

    takePlace: ({ hour, id, most }) => {
      const update = {
        TableName,
        Key: placesKey(hour),
        UpdateExpression: 'ADD #taken :ids SET #ttl = :ttl',
        ConditionExpression: 'attribute_not_exists(#taken) OR contains(#taken, :id) OR size(#taken) < :most',
        ExpressionAttributeNames: { '#taken': takenName, '#ttl': table.timeToLive },
        ExpressionAttributeValues: {
          ':ids': new Set([id]),
          ':id': id,
          ':most': most,
          ':ttl': (startOfHour(hour) + 2 * dayLength) / 1000,
        },
      }
      return putIf(client.send(new UpdateCommand(update)))
    },

    async stoppedWays() {
      const query = {
        TableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': stoppedPartition },
      }
      return new Set((await queryAll<Item>(client, query)).map(({ sk }) => sk))
    },

    async setStopped(way, isStopped) {
      const Key = stoppedKey(way)
      if (isStopped) await translateErrors(client.send(new PutCommand({ TableName, Item: Key })))
      else await translateErrors(client.send(new DeleteCommand({ TableName, Key })))
    },
  }
}

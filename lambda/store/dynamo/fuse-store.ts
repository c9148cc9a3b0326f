import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import type { FuseStore } from '../fuse-store'
import type { Item } from '../item-table'
import { fuseIn, fuseItem } from '../items/fuse-item'
import { fuseKey } from '../keys'
import { translateErrors } from './client'
import type { TableParts } from './item-reader'

export function dynamoFuseStore({ client, tableName: TableName }: Omit<TableParts, 'now'>): FuseStore {
  return {
    async fuse() {
      const get = new GetCommand({ TableName, Key: fuseKey, ConsistentRead: true })
      const { Item: item } = await translateErrors(client.send(get))
      return item === undefined ? null : fuseIn(item as Item)
    },

    async putFuse(fuse) {
      await translateErrors(client.send(new PutCommand({ TableName, Item: fuseItem(fuse) })))
    },
  }
}

import { DeleteCommand, PutCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb'
import { type Item, isNew } from '../item-table'
import { tokenIn, tokenItem } from '../items/token-item'
import { tokenKey, tokensPartition } from '../keys'
import type { TokenStore } from '../token-store'
import { putIf } from './client'
import type { TableParts } from './item-reader'
import { queryAll } from './query-pages'

/** Keeps tokens in one partition and reads it whole, so that guesses cost no read each. */
export function dynamoTokenStore({ client, tableName: TableName }: Omit<TableParts, 'now'>): TokenStore {
  const query: QueryCommandInput = {
    TableName,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': tokensPartition },
    ConsistentRead: true, // a token that was made is good at once
  }
  return {
    async tokens() {
      return (await queryAll<Item>(client, query)).map(tokenIn)
    },

    async addToken(token) {
      const put = { TableName, Item: tokenItem(token), ConditionExpression: isNew.expression }
      return putIf(client.send(new PutCommand(put)))
    },

    async removeToken(id) {
      const Key = tokenKey(id)
      return putIf(
        client.send(new DeleteCommand({ TableName, Key, ConditionExpression: 'attribute_exists(pk)' })),
      )
    },
  }
}

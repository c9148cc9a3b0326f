import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { putIf, translateErrors } from '../../lambda/store/dynamo/client'
import type { Item, UpdatableTable } from '../../lambda/store/item-table'

/** The table of items through the SDK's document client: what the record function had before. */
export const sdkItemTable = (client: DynamoDBDocumentClient, TableName: string): UpdatableTable => ({
  put: (item, condition) =>
    putIf(
      client.send(
        new PutCommand({
          TableName,
          Item: item,
          ConditionExpression: condition?.expression,
          ExpressionAttributeNames: condition?.names,
          ExpressionAttributeValues: condition?.values,
        }),
      ),
    ),
  async get(key) {
    const { Item } = await translateErrors(
      client.send(new GetCommand({ TableName, Key: key, ConsistentRead: true })),
    )
    return (Item as Item | undefined) ?? null
  },
  update: () => Promise.reject(new Error('what it had before had no reports')),
})

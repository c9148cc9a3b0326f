import type { Attribute, Condition, Item, ItemTable } from '../item-table'
import type { Key } from '../keys'
import type { Dynamo } from './client'

export interface ItemTableParts {
  readonly dynamo: Pick<Dynamo, 'request'>
  readonly tableName: string
}

/** An attribute as DynamoDB's JSON has it. */
type Marshalled = { S: string } | { N: string } | { BOOL: boolean } | { B: string }

/** The table of items in DynamoDB. */
export function dynamoItemTable({ dynamo, tableName: TableName }: ItemTableParts): ItemTable {
  return {
    async put(item, condition) {
      return dynamo.request('PutItem', putInput(TableName, item, condition)).then(
        () => true,
        (error: Error) => {
          if (error.name === 'ConditionalCheckFailedException') return false
          throw error
        },
      )
    },

    async get(key: Key) {
      const found = await dynamo.request('GetItem', {
        TableName,
        Key: marshalledAll(key),
        ConsistentRead: true,
      })
      return found.Item === undefined ? null : unmarshalledAll(found.Item as Record<string, Marshalled>)
    },
  }
}

/** The input of PutItem, and of each put of a transaction. */
export const putInput = (TableName: string, item: Item, condition?: Condition): object => ({
  TableName,
  Item: marshalledAll(item),
  ...(condition && conditionOf(condition)),
})

const conditionOf = ({ expression, names, values }: Condition) => ({
  ConditionExpression: expression,
  ...(names && { ExpressionAttributeNames: names }),
  ...(values && { ExpressionAttributeValues: marshalledAll(values) }),
})

function marshalledAll(attributes: Readonly<Record<string, Attribute>>): Record<string, Marshalled> {
  const marshalledOnes: Record<string, Marshalled> = {}
  for (const name in attributes) marshalledOnes[name] = marshalled(attributes[name] as Attribute)
  return marshalledOnes
}

function marshalled(value: Attribute): Marshalled {
  if (typeof value === 'string') return { S: value }
  if (typeof value === 'number') return { N: String(value) }
  if (typeof value === 'boolean') return { BOOL: value }
  return { B: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64') }
}

function unmarshalledAll(attributes: Readonly<Record<string, Marshalled>>): Item {
  const entries = Object.entries(attributes).map(([name, value]) => [name, unmarshalled(name, value)])
  return Object.fromEntries(entries)
}

function unmarshalled(name: string, value: Marshalled): Attribute {
  if ('S' in value) return value.S
  if ('N' in value) return Number(value.N)
  if ('BOOL' in value) return value.BOOL
  if ('B' in value) return Buffer.from(value.B, 'base64')
  throw new Error(`attribute ${name} is of a type that no item of ours has: ${Object.keys(value)}`)
}

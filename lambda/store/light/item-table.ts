import type { Attribute, Change, Condition, Item, UpdatableTable } from '../item-table'
import type { Key } from '../keys'
import type { Dynamo } from './client'

export interface ItemTableParts {
  readonly dynamo: Pick<Dynamo, 'request'>
  readonly tableName: string
}

/** An attribute as DynamoDB's JSON has it. */
type Marshalled = { S: string } | { N: string } | { BOOL: boolean } | { B: string }

/** The table of items in DynamoDB. */
export function dynamoItemTable({ dynamo, tableName: TableName }: ItemTableParts): UpdatableTable {
  return {
    put: (item, condition) => isDone(dynamo.request('PutItem', putInput(TableName, item, condition))),

    update: (key, change, condition) =>
      isDone(
        dynamo.request('UpdateItem', {
          TableName,
          Key: marshalledAll(key),
          ...changeOf(change, condition),
        }),
      ),

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

/** Whether a conditional write was done; false where its condition did not hold. */
const isDone = (write: Promise<unknown>): Promise<boolean> =>
  write.then(
    () => true,
    (error: Error) => {
      if (error.name === 'ConditionalCheckFailedException') return false
      throw error
    },
  )

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

/** Sets first, then removes. Names and values of the change are called by the attribute, `#set_es` and `:set_es`. */
function changeOf({ set, remove }: Change, { expression, names, values }: Condition) {
  const own = (mark: string, name: string) => `${mark}set_${name}`
  const setting = Object.keys(set).map((name) => `${own('#', name)} = ${own(':', name)}`)
  const removing = remove.length === 0 ? '' : ` REMOVE ${remove.map((name) => own('#', name)).join(', ')}`
  const changed = [...Object.keys(set), ...remove]
  return {
    UpdateExpression: `SET ${setting.join(', ')}${removing}`,
    ...conditionOf({
      expression,
      names: { ...names, ...Object.fromEntries(changed.map((name) => [own('#', name), name])) },
      values: {
        ...values,
        ...Object.fromEntries(Object.entries(set).map(([name, value]) => [own(':', name), value])),
      },
    }),
  }
}

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

import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { table as names } from '../../../lambda/contract'
import type { Key } from '../../../lambda/store/keys'
import type { Call } from './calls'
import { type Attributes, type Placeholders, updateOf } from './expression'
import { ConditionFailed, type StoredItem, type TableModel } from './table-model'

/** What our stores send, as far as the model reads it. */
interface Input {
  readonly TableName?: string
  readonly Item?: StoredItem
  readonly Key?: Key
  readonly ConditionExpression?: string
  readonly UpdateExpression?: string
  readonly KeyConditionExpression?: string
  readonly FilterExpression?: string
  readonly ProjectionExpression?: string
  readonly ExpressionAttributeNames?: Record<string, string>
  readonly ExpressionAttributeValues?: Record<string, unknown>
  readonly IndexName?: string
  readonly ScanIndexForward?: boolean
  readonly ConsistentRead?: boolean
  readonly Limit?: number
  readonly ExclusiveStartKey?: Attributes
  readonly RequestItems?: Record<
    string,
    readonly { PutRequest?: { Item: StoredItem }; DeleteRequest?: { Key: Key } }[]
  >
  readonly TransactItems?: readonly Readonly<Record<'Put' | 'Delete' | 'Update' | 'ConditionCheck', Input>>[]
}

/** Every input of ours has only what the model knows, so that none of it is left out by mistake. */
const known = new Set<keyof Input>([
  ...([
    'TableName',
    'Item',
    'Key',
    'ConditionExpression',
    'UpdateExpression',
    'KeyConditionExpression',
  ] as const),
  ...(['FilterExpression', 'ProjectionExpression', 'ExpressionAttributeNames'] as const),
  ...(['ExpressionAttributeValues', 'IndexName', 'ScanIndexForward', 'ConsistentRead', 'Limit'] as const),
  ...(['ExclusiveStartKey', 'RequestItems', 'TransactItems'] as const),
])

const placeholdersOf = (input: Input): Placeholders => ({
  names: input.ExpressionAttributeNames,
  values: input.ExpressionAttributeValues,
})

/** The document client on the model. */
export function modelClient(tables: (name: string) => TableModel, call: Call): DynamoDBDocumentClient {
  const send = async (command: {
    readonly constructor: { readonly name: string }
    readonly input: Input
  }) => {
    const { input } = command
    for (const name in input)
      if (!known.has(name as keyof Input)) throw new Error(`the model does not know ${name}`)
    const act = operations[command.constructor.name]
    if (act === undefined) throw new Error(`the model does not know ${command.constructor.name}`)
    return call(() => act(input, tables))
  }
  return { send } as unknown as DynamoDBDocumentClient
}

type Tables = (name: string) => TableModel
type Operation = (input: Input, tables: Tables) => object

const tableOf = ({ TableName = '' }: Input, tables: Tables) => tables(TableName)

const operations: Readonly<Record<string, Operation>> = {
  GetCommand(input, tables) {
    const item = tableOf(input, tables).get(input.Key as Key, input.ConsistentRead === true)
    return item === null ? {} : { Item: copyOf(item) }
  },

  PutCommand(input, tables) {
    const item = stored(input.Item as StoredItem)
    tableOf(input, tables).put(item, input.ConditionExpression, placeholdersOf(input))
    return {}
  },

  DeleteCommand(input, tables) {
    tableOf(input, tables).delete(input.Key as Key, input.ConditionExpression, placeholdersOf(input))
    return {}
  },

  UpdateCommand(input, tables) {
    const placeholders = placeholdersOf(input)
    const change = updateOf(input.UpdateExpression ?? '', placeholders)
    tableOf(input, tables).update(input.Key as Key, change, input.ConditionExpression, placeholders)
    return {}
  },

  QueryCommand(input, tables) {
    const { items, read, last } = tableOf(input, tables).query({
      ...placeholdersOf(input),
      index: input.IndexName === names.index.name,
      keyCondition: input.KeyConditionExpression ?? '',
      filter: input.FilterExpression,
      isForward: input.ScanIndexForward !== false,
      isConsistent: input.ConsistentRead === true,
      limit: input.Limit,
      after: input.ExclusiveStartKey,
    })
    return {
      Items: items.map((item) => projected(item, input)),
      ScannedCount: read,
      LastEvaluatedKey: last,
    }
  },

  BatchWriteCommand(input, tables) {
    for (const [name, writes] of Object.entries(input.RequestItems ?? {}))
      for (const { PutRequest: put, DeleteRequest: removal } of writes)
        if (put !== undefined) tables(name).put(stored(put.Item))
        else tables(name).delete((removal as { Key: Key }).Key)
    return {}
  },

  /** All of it or nothing: whatever would fail is looked for first. */
  TransactWriteCommand(input, tables) {
    const parts = (input.TransactItems ?? []).flatMap((one) => Object.entries(one)) as [string, Input][]
    for (const [, part] of parts) {
      const key = (part.Key ?? part.Item) as Key
      try {
        tableOf(part, tables).check(key, part.ConditionExpression, placeholdersOf(part))
      } catch (error) {
        throw error instanceof ConditionFailed ? cancelled() : error
      }
    }
    for (const [kind, part] of parts)
      if (kind !== 'ConditionCheck') operations[`${kind}Command`]?.(part, tables)
    return {}
  },
}

const cancelled = () =>
  Object.assign(new Error('Transaction cancelled'), {
    name: 'TransactionCanceledException',
    $metadata: { httpStatusCode: 400 },
    CancellationReasons: [{ Code: 'ConditionalCheckFailed' }],
  })

/** What is undefined is left out, as the client is told to. */
const stored = (item: StoredItem): StoredItem =>
  Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined)) as unknown as StoredItem

const copyOf = (item: StoredItem): StoredItem => ({ ...item })

function projected(
  item: StoredItem,
  { ProjectionExpression: wanted, ExpressionAttributeNames: own }: Input,
): Attributes {
  if (wanted === undefined) return copyOf(item)
  const picked = wanted.split(',').map((name) => own?.[name.trim()] ?? name.trim())
  return Object.fromEntries(
    picked.filter((name) => item[name] !== undefined).map((name) => [name, item[name]]),
  )
}

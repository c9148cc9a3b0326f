import { setTimeout as sleep } from 'node:timers/promises'
import {
  BatchWriteCommand,
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb'
import { type Database, openDatabase } from '../../../local/engine/database'
import { temporaryFolder } from '../../store/fixtures'
import { oneOf, random } from '../../support/random'
import { conditionOf } from './expression'
import { modelClient } from './model-client'
import { TableModel } from './table-model'

const { folder, remove } = temporaryFolder()
let database: Database
let model: DynamoDBDocumentClient

beforeAll(async () => {
  database = await openDatabase(folder)
  const table = new TableModel({ now: () => 0, lag: () => 0, pageBytes: 1_000_000, onChange: () => {} })
  model = modelClient(
    () => table,
    async (act) => act(),
  )
})
afterAll(async () => {
  await database.close()
  await sleep(0)
  remove()
})

/** What a command comes to: its answer, as far as our stores read it, or the name of the error. */
async function answer(client: DynamoDBDocumentClient, command: never): Promise<unknown> {
  try {
    const found = (await client.send(command)) as Record<string, unknown>
    const { Item, Items, ScannedCount, LastEvaluatedKey } = found
    return { Item, Items, ScannedCount, LastEvaluatedKey }
  } catch (error) {
    return (error as Error).name
  }
}

const chance = random(20261129)
const below = (most: number) => Math.floor(chance() * most)
const pick = <T>(things: readonly T[]): T => oneOf(things, chance)
const keyOf = () => ({ pk: `p${below(3)}`, sk: `s${below(9)}` })
const item = () => ({
  ...keyOf(),
  count: below(5),
  name: pick(['a', 'b', 'ab']),
  ...(chance() < 0.5 && { said: true, gsi1pk: `i${below(2)}`, gsi1sk: `t${below(9)}#${below(1e9)}` }),
})
const TableName = 'visitbook'

const conditions = [
  { ConditionExpression: 'attribute_not_exists(pk)' },
  {
    ConditionExpression: 'attribute_exists(pk) AND said = :said',
    ExpressionAttributeValues: { ':said': true },
  },
  {
    ConditionExpression: '(attribute_not_exists(#c) OR #c < :c) AND NOT contains(#n, :n)',
    ExpressionAttributeNames: { '#c': 'count', '#n': 'name' },
    ExpressionAttributeValues: { ':c': 3, ':n': 'b' },
  },
  {
    ConditionExpression: '#c BETWEEN :from AND :to OR size(#n) > :c',
    ExpressionAttributeNames: { '#c': 'count', '#n': 'name' },
    ExpressionAttributeValues: { ':from': 1, ':to': 2, ':c': 1 },
  },
]

const makers: readonly (() => object)[] = [
  () => new PutCommand({ TableName, Item: item() }),
  () => new PutCommand({ TableName, Item: item(), ...pick(conditions) }),
  () => new DeleteCommand({ TableName, Key: keyOf(), ...(chance() < 0.5 && pick(conditions)) }),
  () => new GetCommand({ TableName, Key: keyOf(), ConsistentRead: true }),
  () =>
    new UpdateCommand({
      ...{ TableName, Key: keyOf() },
      UpdateExpression: 'SET #c = :c, #n = :n REMOVE said',
      ConditionExpression: 'attribute_exists(pk) AND (attribute_not_exists(#c) OR #c <> :c)',
      ExpressionAttributeNames: { '#c': 'count', '#n': 'name' },
      ExpressionAttributeValues: { ':c': below(5), ':n': 'ab' },
    }),
  () =>
    new BatchWriteCommand({
      RequestItems: {
        [TableName]: [
          { PutRequest: { Item: { ...item(), sk: 'batch 1' } } },
          { DeleteRequest: { Key: { ...keyOf(), sk: 'batch 2' } } },
        ],
      },
    }),
  () =>
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: {
        ':pk': `p${below(3)}`,
        ':from': `s${below(4)}`,
        ':to': `s${4 + below(5)}`,
      },
      ScanIndexForward: chance() < 0.5,
      Limit: 1 + below(5),
      ConsistentRead: true,
      ...(chance() < 0.5 && { ExclusiveStartKey: { pk: 'p1', sk: `s${below(9)}` } }),
    }),
  () =>
    new QueryCommand({
      TableName,
      IndexName: 'gsi1',
      KeyConditionExpression: 'gsi1pk = :pk AND gsi1sk BETWEEN :from AND :to',
      FilterExpression: 'attribute_not_exists(#c) OR #c >= :c',
      ExpressionAttributeNames: { '#c': 'count' },
      ExpressionAttributeValues: { ':pk': `i${below(2)}`, ':from': 't0', ':to': 't9', ':c': 2 },
      ScanIndexForward: chance() < 0.5,
    }),
  () =>
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'pk = :pk',
      FilterExpression: 'attribute_exists(said) OR #n IN (:one, :other)',
      ExpressionAttributeNames: { '#n': 'name' },
      ExpressionAttributeValues: { ':pk': `p${below(3)}`, ':one': pick(['a', 'b']), ':other': 'c' },
      Limit: 1 + below(9),
      ConsistentRead: true,
    }),
]

test('a filter takes a hundred values, as at AWS', () => {
  const among = (count: number) => `#n IN (${Array.from({ length: count }, (_, at) => `:n${at}`).join(', ')})`
  const values = Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`:n${at}`, at]))
  const holds = (count: number) => conditionOf(among(count), { names: { '#n': 'n' }, values })({ n: 99 })
  expect([holds(99), holds(100)]).toEqual([false, true])
  expect(() => holds(101)).toThrow('more than a hundred')
})

test('the model answers two thousand commands as an engine does', async () => {
  for (let at = 0; at < 2000; at++) {
    const command = pick(makers)()
    const [expected, found] = [
      await answer(database.client, command as never),
      await answer(model, command as never),
    ]
    expect({ at, command, found }).toEqual({ at, command, found: expected })
  }
}, 60_000)

test('reads that need not be consistent see a write later, and the index likewise', () => {
  let now = 0
  const table = new TableModel({ now: () => now, lag: () => 100, pageBytes: 1000, onChange: () => {} })
  table.put({ pk: 'p', sk: 's', gsi1pk: 'i', gsi1sk: 't' })
  const indexed = () =>
    table.query({
      ...{ index: true, isForward: true, isConsistent: true },
      ...{ keyCondition: 'gsi1pk = :pk', values: { ':pk': 'i' } },
    }).items.length
  const seen = () => [
    table.get({ pk: 'p', sk: 's' }) !== null,
    table.get({ pk: 'p', sk: 's' }, false) !== null,
    indexed(),
  ]
  expect(seen()).toEqual([true, false, 0])
  now = 100
  expect(seen()).toEqual([true, true, 1])
  table.delete({ pk: 'p', sk: 's' })
  expect(seen()).toEqual([false, true, 1])
})

test.each(['begins with nothing', 'a = ', 'size(a', 'a + :b = :c', 'a = :b AND'])(
  'an expression that the model does not know is an error: %s',
  (text) => {
    expect(() => conditionOf(text, {})({})).toThrow()
  },
)

test('a command or a part of one that the model does not know is an error', async () => {
  const unknown = new GetCommand({ TableName, Key: keyOf(), ReturnConsumedCapacity: 'TOTAL' })
  await expect(model.send(unknown)).rejects.toThrow('the model does not know ReturnConsumedCapacity')
})

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BatchWriteCommand, paginateScan } from '@aws-sdk/lib-dynamodb'
import { table } from '../../lambda/contract'
import type { Answer, Database, Request } from './service'

/** The table was filled by then, and from then on the service was asked, once a second. */
export const moment = '2026-11-22T15:45:50.123Z'

export type Item = Readonly<Record<string, unknown>>

/** What was asked and answered, or counted where nothing was asked. */
export type Step = { readonly at: string } & Partial<Request & { readonly answer: KeptAnswer }>

/** A body of JSON is kept as what it says where that has but one spelling. */
type KeptAnswer = Omit<Answer, 'body'> & { readonly body?: string; readonly json?: unknown }

/** A file beside this one. */
export const fileOf = (name: string): string => join(__dirname, name)

export const linesOf = <T>(name: string): T[] =>
  readFileSync(fileOf(name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

export const writeLines = (name: string, lines: readonly unknown[]): void =>
  writeFileSync(fileOf(name), lines.map((line) => `${JSON.stringify(line)}\n`).join(''))

/** All items in the order of their keys, as JSON has them: bytes are `{ "base64": … }`. */
export async function itemsOf({ client, tableName }: Database): Promise<Item[]> {
  const items: Item[] = []
  for await (const { Items = [] } of paginateScan({ client }, { TableName: tableName })) items.push(...Items)
  const keyOf = (item: Item) => `${item[table.partitionKey]} ${item[table.sortKey]}`
  return items
    .map((item) =>
      Object.fromEntries(
        Object.keys(item)
          .toSorted()
          .map((name) => [name, textOf(item[name])]),
      ),
    )
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

const textOf = (value: unknown): unknown =>
  value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value

const isBytes = (value: unknown): value is { readonly base64: string } =>
  typeof value === 'object' && value !== null && 'base64' in value

/** Items that one request of DynamoDB takes. */
const batch = 25

export async function putItems({ client, tableName }: Database, items: readonly Item[]): Promise<void> {
  const stored = items.map((item) =>
    Object.fromEntries(
      Object.entries(item).map(([name, value]) => [
        name,
        isBytes(value) ? Buffer.from(value.base64, 'base64') : value,
      ]),
    ),
  )
  for (let begin = 0; begin < stored.length; begin += batch) {
    const puts = stored.slice(begin, begin + batch).map((Item) => ({ PutRequest: { Item } }))
    await client.send(new BatchWriteCommand({ RequestItems: { [tableName]: puts } }))
  }
}

/** An answer as it is kept, without what chance put into it: the end of an id that the service made. Its beginning is the time. */
export function keptAnswer({ status, headers: unordered, body: whole }: Answer): KeptAnswer {
  const headers = Object.fromEntries(Object.entries(unordered).toSorted())
  const answer = { status, headers }
  const body = whole.replace(ownId, '{"id":"$1…"}')
  const json = jsonIn(body)
  return JSON.stringify(json) === body ? { ...answer, json } : { ...answer, body }
}

const ownId = /^\{"id":"([\da-f]{8}-[\da-f]{4}-7)[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}"\}$/

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

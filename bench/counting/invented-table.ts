import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { makeVisitId } from '../../lambda/domain/visit/visit-id'
import { markerItem } from '../../lambda/store/items/day-marker'
import { dayKey, siteKey, visitSortKey, visitsPartition } from '../../lambda/store/keys'

/** An item in DynamoDB's own JSON. */
type Item = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** A stand-in for DynamoDB whose visits are made when they are read: a day of millions needs no hour of imports. */
export interface InventedTable {
  readonly endpoint: string
  /** What was put, by sort key. */
  readonly put: ReadonlyMap<string, Item>
  close(): void
}

/** Each visit has a visitor of its own. */
export interface InventedDay {
  readonly site: string
  readonly day: string
  readonly visits: number
}

const expiry = 4_102_444_800
const pageBytes = 1 << 20 // of one answer of DynamoDB
const agents = [
  'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
]

export async function inventedTable(days: readonly InventedDay[]): Promise<InventedTable> {
  const put = new Map<string, Item>()
  const answer = (operation: string, asked: Asked): string => {
    if (operation === 'Query') return query(days, put, asked)
    if (operation === 'PutItem' && asked.Item !== undefined) put.set(nameOf(asked.Item), asked.Item)
    for (const { PutRequest } of Object.values(asked.RequestItems ?? {}).flat())
      if (PutRequest !== undefined) put.set(nameOf(PutRequest.Item), PutRequest.Item)
    return '{}'
  }
  const server = createServer((request, response) => {
    textOf(request).then((text) => {
      const operation = String(request.headers['x-amz-target']).split('.')[1] ?? ''
      response.setHeader('content-type', 'application/x-amz-json-1.0')
      response.end(answer(operation, JSON.parse(text) as Asked))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { endpoint: `http://127.0.0.1:${port}`, put, close: () => server.close() }
}

interface Asked {
  readonly ExpressionAttributeValues?: Readonly<Record<string, { readonly S: string }>>
  readonly ExclusiveStartKey?: Item
  readonly Limit?: number
  readonly Item?: Item
  readonly RequestItems?: Readonly<
    Record<string, readonly { readonly PutRequest?: { readonly Item: Item } }[]>
  >
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}

const nameOf = (item: Item): string => `${item.pk?.S} ${item.sk?.S}`

function query(days: readonly InventedDay[], put: ReadonlyMap<string, Item>, asked: Asked): string {
  const { ':pk': pk, ':from': from, ':to': to } = asked.ExpressionAttributeValues ?? {}
  const day = days.find((one) => visitsPartition(one.site, one.day) === pk?.S)
  if (day !== undefined) return visitsOf(day, asked)
  const kept = [...marksOf(days), ...put.values()].filter(({ pk: its, sk }) => {
    const name = String(sk?.S)
    return its?.S === pk?.S && (from === undefined || to === undefined || (name >= from.S && name <= to.S))
  })
  return JSON.stringify({ Items: kept.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)) })
}

function marksOf(days: readonly InventedDay[]): Item[] {
  const typed = (item: Readonly<Record<string, unknown>>): Item =>
    Object.fromEntries(
      Object.entries(item).map(([name, one]) => [
        name,
        typeof one === 'number' ? { N: String(one) } : { S: one },
      ]),
    )
  return days.flatMap(({ site, day }) => [
    typed(siteKey(site)),
    typed({
      ...markerItem(dayKey(site, day), { ttl: expiry, first: expiry, shards: 1, hasDomains: true })[0],
    }),
  ])
}

/** A page of the visits, the newest first, as large as DynamoDB makes them. */
function visitsOf(
  day: InventedDay,
  { ExpressionAttributeValues: values = {}, ExclusiveStartKey, Limit = 1e9 }: Asked,
): string {
  const [from, to] = [String(values[':from']?.S), String(values[':to']?.S)]
  const [first, end] = [values[':first']?.S ?? '', values[':end']?.S ?? 'g']
  let at =
    ExclusiveStartKey === undefined ? lastBefore(day, to) : numberIn(String(ExclusiveStartKey.sk?.S)) - 1
  const items: string[] = []
  for (let [bytes, read] = [0, 0]; at >= 0 && bytes < pageBytes && read < Limit; at--, read++) {
    const key = keyOf(day, at)
    if (key < from) return page(items, null)
    const visitor = visitorOf(at)
    bytes += 333 // bench/cost/assumptions.ts
    if (visitor >= first && visitor < end) items.push(visitOf(day, at, key, visitor))
  }
  return page(items, at < 0 ? null : { pk: visitsPartition(day.site, day.day), sk: keyOf(day, at + 1) })
}

const page = (items: readonly string[], last: { pk: string; sk: string } | null): string =>
  `{"Items":[${items.join(',')}]${last === null ? '' : `,"LastEvaluatedKey":{"pk":{"S":"${last.pk}"},"sk":{"S":"${last.sk}"}}`}}`

const timeOf = ({ day, visits }: InventedDay, at: number): number =>
  Date.parse(day) + Math.floor((at / visits) * 86_400_000)

/** The last visit whose key is at most `to`. */
function lastBefore(day: InventedDay, to: string): number {
  let [low, high] = [-1, day.visits - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (keyOf(day, middle) <= to) low = middle
    else high = middle - 1
  }
  return low
}

function keyOf(day: InventedDay, at: number): string {
  const time = timeOf(day, at)
  const bytes = new Uint8Array(10)
  new DataView(bytes.buffer).setUint32(5, at)
  return visitSortKey(`${new Date(time).toISOString()}#${makeVisitId(time, bytes)}`)
}

const numberIn = (key: string): number => Number.parseInt(key.slice(-9, -1), 16)

/** 24 digits that nothing is known of, and no two alike: the first eight are a permutation of the numbers. */
function visitorOf(at: number): string {
  const word = (factor: number) => (Math.imul(at ^ (at >>> 16), factor) >>> 0).toString(16).padStart(8, '0')
  return word(0x9e3779b1) + word(0x85ebca6b) + word(0xc2b2ae35)
}

function visitOf({ site, day }: InventedDay, at: number, key: string, visitor: string): string {
  const number = Math.imul(at, 0x2c1b3c6d) >>> 0
  return `{"pk":{"S":"${visitsPartition(site, day)}"},"sk":{"S":"${key}"},"ttl":{"N":"${expiry}"},"page":{"S":"/articles/${number % 300}"},"ref":{"S":"www.google.com"},"lang":{"S":"de-DE"},"ua":{"S":"${agents[number % 3]}"},"cc":{"S":"DE"},"asn":{"N":"${1 + (number % 5000)}"},"visitor":{"S":"${visitor}"}}`
}

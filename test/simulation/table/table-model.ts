import { table as names } from '../../../lambda/contract'
import { getOrInsert } from '../../../lambda/domain/cache'
import type { Key } from '../../../lambda/store/keys'
import { type Attributes, conditionOf, type Placeholders } from './expression'

export type StoredItem = Key & Attributes

/** One state of an item. Reads that need not be consistent see it from `visibleAt` on. */
interface Version {
  readonly item: StoredItem | null
  readonly visibleAt: number
}

interface Row {
  readonly sk: string
  /** Oldest first; at least one. */
  versions: Version[]
}

export interface TableModelParts {
  readonly now: () => number
  /** Milliseconds until reads that need not be consistent see a write; until the index sees it. */
  readonly lag: () => number
  /** Bytes that one page of a query holds: a megabyte at AWS, less here, so that pages end often. */
  readonly pageBytes: number
  /** Called for each change, as a stream tells of it. */
  readonly onChange: (change: Change) => void
}

export interface Change {
  readonly key: Key
  readonly before: StoredItem | null
  readonly after: StoredItem | null
}

/** Why a write was not made. */
export class ConditionFailed extends Error {
  override readonly name = 'ConditionalCheckFailedException'
  readonly $metadata = { httpStatusCode: 400 }
}

export interface Query extends Placeholders {
  readonly index?: boolean
  readonly keyCondition: string
  readonly filter?: string | undefined
  readonly isForward: boolean
  readonly isConsistent: boolean
  readonly limit?: number | undefined
  readonly after?: Attributes | undefined
}

export interface Page {
  readonly items: readonly StoredItem[]
  /** How many items were looked at, those that a filter left out included. */
  readonly read: number
  /** Where the next page begins; undefined where this is the last one. */
  readonly last: Attributes | undefined
}

/** What keys a query walks by. */
const byTable = { partition: names.partitionKey, sort: names.sortKey }
const byIndex = { partition: names.index.partitionKey, sort: names.index.sortKey }

/** A table of DynamoDB with its index, on one machine: what a call does at the moment at which it is done. */
export class TableModel {
  readonly #partitions = new Map<string, Row[]>()
  /** The rows that are, or once were, in a partition of the index. */
  readonly #indexed = new Map<string, Set<Row>>()
  readonly #parts: TableModelParts

  constructor(parts: TableModelParts) {
    this.#parts = parts
  }

  /** The item as it is now. */
  get({ pk, sk }: Key, isConsistent = true): StoredItem | null {
    const row = this.#rowAt({ pk, sk })
    return row === null ? null : this.#seen(row, isConsistent)
  }

  /** @throws ConditionFailed */
  put(item: StoredItem, condition?: string, placeholders: Placeholders = {}): void {
    this.check(item, condition, placeholders)
    this.#write({ pk: item.pk, sk: item.sk }, item)
  }

  /** @throws ConditionFailed */
  delete(key: Key, condition?: string, placeholders: Placeholders = {}): void {
    this.check(key, condition, placeholders)
    if (this.get(key) !== null) this.#write(key, null)
  }

  /** @throws ConditionFailed */
  update(
    key: Key,
    change: (item: Attributes) => Attributes,
    condition?: string,
    placeholders: Placeholders = {},
  ): void {
    this.check(key, condition, placeholders)
    this.#write(key, { ...change(this.get(key) ?? key), ...key })
  }

  /** @throws ConditionFailed */
  check(key: Key, condition: string | undefined, placeholders: Placeholders): void {
    if (condition === undefined) return
    if (!conditionOf(condition, placeholders)(this.get({ pk: key.pk, sk: key.sk }) ?? {}))
      throw new ConditionFailed('The conditional request failed')
  }

  query(query: Query): Page {
    const { partition } = query.index ? byIndex : byTable
    const isInRange = conditionOf(query.keyCondition, query)
    const isConsistent = query.isConsistent && !query.index
    const rows = this.#rowsFor(query)
    function* found(model: TableModel): Iterable<StoredItem> {
      for (const row of rows) {
        const item = model.#seen(row, isConsistent)
        if (item?.[partition] !== undefined && isInRange(item)) yield item
      }
    }
    return this.#page(query.index ? inOrder(found(this), query) : found(this), query)
  }

  /** Every item as it is now. */
  *all(): Iterable<StoredItem> {
    for (const rows of this.#partitions.values())
      for (const row of rows) {
        const item = this.#seen(row, true)
        if (item !== null) yield item
      }
  }

  /** Puts the table back to what it was. */
  restore(items: readonly StoredItem[]): void {
    this.#partitions.clear()
    this.#indexed.clear()
    for (const item of items) {
      const row = this.#row(item)
      row.versions = [{ item, visibleAt: 0 }]
      this.#noteIndexed(row, item)
    }
  }

  /** Reads no further than the page. */
  #page(found: Iterable<StoredItem>, query: Query): Page {
    const { after, limit = Number.POSITIVE_INFINITY, isForward, index } = query
    const sort = index ? byIndex.sort : byTable.sort
    const isAfter = (item: StoredItem) => {
      if (after === undefined) return true
      const by = order(String(item[sort]), String(after[sort])) || order(item.sk, String(after.sk))
      return isForward ? by > 0 : by < 0
    }
    const passes = query.filter === undefined ? () => true : conditionOf(query.filter, query)
    const items: StoredItem[] = []
    let [read, bytes] = [0, 0]
    for (const item of found) {
      if (!isAfter(item)) continue
      read += 1
      bytes += sizeOf(item)
      if (passes(item)) items.push(item)
      if (read >= limit || bytes >= this.#parts.pageBytes) return { items, read, last: lastKey(item, sort) }
    }
    return { items, read, last: undefined }
  }

  /** Rows among which a query finds its items; those of the table are in order. */
  #rowsFor({ index, isForward, values }: Query): Iterable<Row> {
    const partition = String(values?.[':pk'])
    if (index) return this.#indexed.get(partition) ?? []
    const rows = this.#partitions.get(partition) ?? []
    return isForward ? rows : rows.toReversed()
  }

  #seen({ versions }: Row, isConsistent: boolean): StoredItem | null {
    const now = this.#parts.now()
    const seen = isConsistent ? versions.at(-1) : versions.findLast(({ visibleAt }) => visibleAt <= now)
    return seen?.item ?? null
  }

  #rowAt({ pk, sk }: Key): Row | null {
    const rows = this.#partitions.get(pk) ?? []
    const row = rows[placeOf(rows, sk)]
    return row?.sk === sk ? row : null
  }

  #row(key: Key): Row {
    const rows = this.#partitions.get(key.pk) ?? []
    this.#partitions.set(key.pk, rows)
    const at = placeOf(rows, key.sk)
    const found = rows[at]
    if (found?.sk === key.sk) return found
    const made = { sk: key.sk, versions: [] }
    rows.splice(at, 0, made)
    return made
  }

  #write(key: Key, item: StoredItem | null): void {
    const before = this.get(key)
    const row = this.#row(key)
    const now = this.#parts.now()
    const settled = row.versions.findLastIndex(({ visibleAt }) => visibleAt <= now)
    row.versions = [
      ...row.versions.slice(Math.max(0, settled)),
      { item, visibleAt: Math.max(now + this.#parts.lag(), row.versions.at(-1)?.visibleAt ?? 0) },
    ]
    if (item !== null) this.#noteIndexed(row, item)
    this.#parts.onChange({ key, before, after: item })
  }

  #noteIndexed(row: Row, item: StoredItem): void {
    const partition = item[byIndex.partition]
    if (typeof partition === 'string') getOrInsert(this.#indexed, partition, () => new Set<Row>()).add(row)
  }
}

const inOrder = (found: Iterable<StoredItem>, { isForward }: Query): readonly StoredItem[] => {
  const by = (a: StoredItem, b: StoredItem) =>
    order(String(a[byIndex.sort]), String(b[byIndex.sort])) || order(a.sk, b.sk) || order(a.pk, b.pk)
  const items = [...found].sort(by)
  return isForward ? items : items.reverse()
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Where a sort key is, or would be. */
function placeOf(rows: readonly Row[], sk: string): number {
  let [low, high] = [0, rows.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rows[middle] as Row).sk < sk) low = middle + 1
    else high = middle
  }
  return low
}

const lastKey = (item: StoredItem, sort: string): Attributes => ({
  pk: item.pk,
  sk: item.sk,
  ...(sort === byIndex.sort && { [byIndex.partition]: item[byIndex.partition], [sort]: item[sort] }),
})

/** Bytes, about as DynamoDB counts them. */
function sizeOf(item: StoredItem): number {
  let size = 0
  for (const name in item) {
    const value = item[name]
    size += name.length + (typeof value === 'string' || value instanceof Uint8Array ? value.length : 8)
  }
  return size
}

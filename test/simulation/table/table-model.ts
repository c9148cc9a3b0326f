import { table as names } from '../../../lambda/contract'
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
  /** Where the next page begins; undefined where this is the last one. */
  readonly last: Attributes | undefined
}

/** What keys a query walks by. */
const byTable = { partition: names.partitionKey, sort: names.sortKey }
const byIndex = { partition: names.index.partitionKey, sort: names.index.sortKey }

/** A table of DynamoDB with its index, on one machine: what a call does at the moment at which it is done. */
export class TableModel {
  readonly #partitions = new Map<string, Row[]>()
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
    const { partition, sort } = query.index ? byIndex : byTable
    const isInRange = conditionOf(query.keyCondition, query)
    const found = this.#rowsFor(query)
      .map((row) => this.#seen(row, query.isConsistent && !query.index))
      .filter((item): item is StoredItem => item?.[partition] !== undefined && isInRange(item))
      .sort((a, b) => order(String(a[sort]), String(b[sort])) || order(a.sk, b.sk) || order(a.pk, b.pk))
    if (!query.isForward) found.reverse()
    return this.#page(found, query, sort)
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
    for (const item of items) this.#row(item).versions = [{ item, visibleAt: 0 }]
  }

  #page(found: readonly StoredItem[], query: Query, sort: string): Page {
    const { after, limit = Number.POSITIVE_INFINITY, isForward } = query
    const isAfter = (item: StoredItem) => {
      if (after === undefined) return true
      const by = order(String(item[sort]), String(after[sort])) || order(item.sk, String(after.sk))
      return isForward ? by > 0 : by < 0
    }
    const left = found.filter(isAfter)
    const passes = query.filter === undefined ? () => true : conditionOf(query.filter, query)
    const items: StoredItem[] = []
    let bytes = 0
    for (const [at, item] of left.entries()) {
      bytes += sizeOf(item)
      if (passes(item)) items.push(item)
      if (at + 1 >= limit || bytes >= this.#parts.pageBytes) return { items, last: lastKey(item, sort) }
    }
    return { items, last: undefined }
  }

  #rowsFor({ index, values }: Query): Row[] {
    if (index) return [...this.#partitions.values()].flat()
    return this.#partitions.get(String(values?.[':pk'])) ?? []
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
    this.#parts.onChange({ key, before, after: item })
  }
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

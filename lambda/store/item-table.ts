import type { Key } from './keys'

/** What an attribute of an item may hold. */
export type Attribute = string | number | boolean | Uint8Array

export type Item = Key & Readonly<Record<string, Attribute>>

/** What must hold for the item already there, in DynamoDB's condition language. */
export interface Condition {
  readonly expression: string
  /** Names for `#name`. */
  readonly names?: Readonly<Record<string, string>>
  /** Values for `:value`. */
  readonly values?: Readonly<Record<string, Attribute>>
}

/** Nothing is at the key yet. */
export const isNew: Condition = { expression: 'attribute_not_exists(pk)' }

/** What an update sets and what it removes; all else of the item stays. */
export interface Change {
  readonly set: Readonly<Record<string, Attribute>>
  readonly remove: readonly string[]
}

/** The port to the two calls that recording makes. Throws Unavailable when the table is throttled or out of reach. */
export interface ItemTable {
  /** Puts an item; false when the condition does not hold, and then nothing is changed. */
  put(item: Item, condition?: Condition): Promise<boolean>
  /** The item as it is now (a consistent read), or null. */
  get(key: Key): Promise<Item | null>
}

/** The same with the call by which a report changes a visit that is there. */
export interface UpdatableTable extends ItemTable {
  /** Changes an item; false when the condition does not hold, and then nothing is changed. */
  update(key: Key, change: Change, condition: Condition): Promise<boolean>
}

import type { Attribute } from '../item-table'
import { isOutboxKey, isVisitKey, type Key, readOutboxKey } from '../keys'
import type { StreamRecord, StreamValue, TableChange } from '../table-change'
import { dueName } from './outbox-item'
import { fromItem, isErased, isImported, type VisitItem } from './visit-item'

/**
 * Reads what a record of the table's stream tells; null where no message can come of it. What comes from a log came long ago.
 *
 * @throws Error where it is not understood
 */
export function changeIn({ dynamodb: { NewImage: image } = {} }: StreamRecord): TableChange | null {
  if (image === undefined) return null // the item was deleted
  const key = { pk: String(image.pk?.S), sk: String(image.sk?.S) }
  if (isOutboxKey(key)) return image[dueName] === undefined ? null : { waiting: readOutboxKey(key) }
  if (!isVisitKey(key)) return null
  const item = itemIn(image, key)
  return isErased(item) || isImported(item) ? null : { visit: fromItem(item) }
}

function itemIn(image: Readonly<Record<string, StreamValue>>, key: Key): VisitItem {
  const attributes = Object.entries(image).map(([name, value]) => [name, attributeOf(name, value)])
  return { ...Object.fromEntries(attributes), ...key }
}

function attributeOf(name: string, { S: text, N: number, BOOL: truth }: StreamValue): Attribute {
  const value = text ?? truth ?? (number === undefined ? undefined : Number(number))
  if (value === undefined) throw new Error(`attribute ${name} is of a type that no visit has`)
  return value
}

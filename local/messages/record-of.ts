import type { Attribute, Item } from '../../lambda/store/item-table'
import type { StreamRecord, StreamValue } from '../../lambda/store/table-change'

/** Makes the record that a stream has of an item; null for one that is gone. */
export const recordOf = (item: Item | null, position: string): StreamRecord => ({
  dynamodb: {
    SequenceNumber: position,
    ...(item !== null && { NewImage: imageOf(item) }),
  },
})

const imageOf = (item: Item): Readonly<Record<string, StreamValue>> =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, streamValue(value)]))

function streamValue(value: Attribute): StreamValue {
  if (typeof value === 'string') return { S: value }
  return typeof value === 'boolean' ? { BOOL: value } : { N: String(value) }
}

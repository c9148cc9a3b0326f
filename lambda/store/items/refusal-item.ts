import { table } from '../../contract'
import { type RefusalRecord, refusalBytes } from '../../domain/refusal/refusal-record'
import { spellStored } from '../../domain/visit/spelling'
import type { Item } from '../item-table'
import { readRefusalKey, refusalKey } from '../keys'

/** The time is in the key. Null fields are left out. */
const names = ['reason', 'host', 'listable', 'site', 'page', 'route', 'field', 'detail'] as const

interface ItemOptions {
  /** Tells refusals of one millisecond apart. */
  readonly id: string
  /** Seconds since 1970 at which the item expires. */
  readonly expiry: number
}

export function toItem({ time, ...refusal }: RefusalRecord, { id, expiry }: ItemOptions): Item {
  const known = names.flatMap((name) => {
    const value = refusal[name]
    return value === null ? [] : [[name, value] as const]
  })
  return { ...refusalKey(time, id), [table.timeToLive]: expiry, ...Object.fromEntries(known) }
}

export function fromItem(item: Item): RefusalRecord {
  const known = names.map((name) => [name, item[name] ?? null])
  const { page, ...refusal } = Object.fromEntries(known) as Omit<RefusalRecord, 'time'>
  return {
    time: readRefusalKey(item),
    ...refusal,
    page: page === null ? null : spellStored(page, refusalBytes),
  }
}

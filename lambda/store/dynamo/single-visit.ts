import { DeleteCommand, PutCommand, type PutCommandInput } from '@aws-sdk/lib-dynamodb'
import { dayOf, instantOf } from '../../domain/time/day'
import { timeOfId } from '../../domain/visit/visit-id'
import { markerIn } from '../items/day-marker'
import {
  erasedItem,
  erasureName,
  isErased,
  isFree,
  isThere,
  recipientName,
  type VisitItem,
} from '../items/visit-item'
import { dayKey, type Key, pointerKey, readVisitKey, visitKey, visitKeys } from '../keys'
import type { QueryStore } from '../visit-store'
import { putIf, translateErrors } from './client'
import type { ItemReader, TableParts } from './item-reader'
import type { MarkedVisits } from './mark-reader'

/** Finds and erases a visit by its id. It is in one shard of its day; repeated deliveries may be in others. */
export function singleVisit(
  { client, tableName: TableName }: TableParts,
  { itemAt, isExpired }: ItemReader,
  markedVisits: MarkedVisits,
): Pick<QueryStore, 'visit' | 'erase'> {
  /** Returns how many shards the visits of an id's day are spread over. */
  async function shardsOn(site: string, id: string): Promise<number> {
    const marker = await itemAt(dayKey(site, dayOf(instantOf(timeOfId(id)))))
    return marker === null || isExpired(marker) ? 1 : markerIn(marker).shards
  }

  /** Leaves an erasure mark at a key, for a repeated delivery to find. @returns whether the visit was there */
  async function eraseAt(key: Key, { ttl = 0 }: VisitItem, erasure?: string): Promise<boolean> {
    const put = (Item: VisitItem, condition: PutCondition) =>
      putIf(client.send(new PutCommand({ TableName, Item, ...condition })))
    const mark = { ...key, ttl }
    if (await put(erasedItem(mark, erasure), mayErase(erasure))) return true
    await put(erasedItem(mark), { ConditionExpression: isFree })
    return false
  }

  return {
    /** Sees an erasure that was made just before. */
    async visit(site, id) {
      const [first, shards] = await Promise.all([itemAt(visitKey(site, id), true), shardsOn(site, id)])
      const others = visitKeys(site, id, shards).slice(1)
      const found = [first, ...(await Promise.all(others.map((key) => itemAt(key, true))))].filter(isFound)
      const [visit] = found
      const isGone = found.some((item) => isErased(item) || isExpired(item))
      if (visit === undefined || isGone) return null
      const visitIn = await markedVisits(site)(dayOf(instantOf(timeOfId(id))))
      return visitIn(visit)
    },

    async erase(site, id, erasure) {
      const keys = visitKeys(site, id, await shardsOn(site, id))
      const [found] = (await Promise.all(keys.map((key) => itemAt(key, true)))).filter(isFound)
      if (found === undefined) return false
      await removePointer({ client, tableName: TableName }, found) // first: a function that is stopped in between finds it again
      return (await Promise.all(keys.map((key) => eraseAt(key, found, erasure)))).some(Boolean)
    },
  }
}

/** Takes a visit off its recipient's list. An erased one says no more whose it was. */
async function removePointer(
  { client, tableName: TableName }: Pick<TableParts, 'client' | 'tableName'>,
  item: VisitItem,
): Promise<void> {
  const recipient = item[recipientName]
  if (typeof recipient !== 'string') return
  const Key = pointerKey(readVisitKey(item), recipient)
  await translateErrors(client.send(new DeleteCommand({ TableName, Key })))
}

type PutCondition = Pick<PutCommandInput, 'ConditionExpression' | 'ExpressionAttributeValues'>

/** The condition under which an erasure erases an item, or has done so before. */
const mayErase = (erasure?: string): PutCondition =>
  erasure === undefined
    ? { ConditionExpression: isThere }
    : {
        ConditionExpression: `(${isThere}) OR ${erasureName} = :erasure`,
        ExpressionAttributeValues: { ':erasure': erasure },
      }

const isFound = (item: VisitItem | null): item is VisitItem => item !== null

import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { endOf } from '../../domain/time/day'
import type { MineMark } from '../../domain/visit/mine-mark'
import { markerIn, markerOutlives } from '../items/day-marker'
import { toMineItem } from '../items/mine-item'
import { isFree } from '../items/visit-item'
import { dayKey, mineKey } from '../keys'
import type { MineStore } from '../mine-store'
import { putIf, translateErrors } from './client'
import type { ItemReader, TableParts } from './item-reader'
import type { MarkReader } from './mark-reader'

const daySeconds = 86_400

/** Keeps the marks of the owner's own visits, each site's in a partition of its own. */
export function dynamoMineStore(
  { client, tableName: TableName, now, retentionDays = 0 }: TableParts,
  { itemAt }: ItemReader,
  { forgetReading }: Pick<MarkReader, 'forgetReading'>,
): MineStore {
  /** When the last visit of a day has expired, or one that came today would have; seconds since 1970. */
  async function expiryOf({ site, day }: MineMark): Promise<number> {
    const marker = await itemAt(dayKey(site, day))
    if (marker !== null) return markerIn(marker).ttl
    const until = Math.max(endOf(day), now().getTime()) / 1000
    return Math.ceil(until) + retentionDays * daySeconds + markerOutlives
  }

  return {
    async mineMark(about) {
      const item = await itemAt(mineKey(about), true)
      return (item?.mine as boolean | undefined) ?? null
    },

    async putMineMark(mark) {
      const Item = toMineItem(mark, await expiryOf(mark))
      await translateErrors(client.send(new PutCommand({ TableName, Item })))
      forgetReading()
    },

    async addMineMark(mark) {
      const Item = toMineItem(mark, await expiryOf(mark))
      await putIf(client.send(new PutCommand({ TableName, Item, ConditionExpression: isFree })))
      forgetReading()
    },
  }
}

import type { MineMark, MineMarks } from '../../domain/visit/mine-mark'
import { type Key, mineKey, readMineName } from '../keys'

/** A mark of the owner's own visits as the table holds it. */
export type MineItem = Key & { readonly ttl: number; readonly mine: boolean }

/** @param ttl seconds since 1970 */
export const toMineItem = ({ mine, ...about }: MineMark, ttl: number): MineItem => ({
  ...mineKey(about),
  ...{ ttl, mine },
})

export const minesIn = (items: readonly MineItem[]): MineMarks =>
  new Map(items.map((item) => [readMineName(item), item.mine]))

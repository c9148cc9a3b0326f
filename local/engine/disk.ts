import { statfsSync } from 'node:fs'
import { Unavailable } from '../../lambda/domain/errors'
import type { ItemTable } from '../../lambda/store/item-table'

/** The bytes that a group of visits may need, with its index and its log. With less, it is chance which visits are stored. */
const reserve = 1_048_576

/** What is wrong with the disk that a folder is on, in words; null when there is room. */
export function diskTrouble(folder: string): string | null {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize < reserve ? 'the disk is full' : null
}

/** Says that the disk is full where that is why a put failed: an engine only says that something went wrong. */
export const namingFullDisk = <T extends ItemTable>(table: T, folder: string): T => ({
  ...table,
  put: (item, condition) =>
    table.put(item, condition).catch((cause) => {
      const trouble = cause instanceof Unavailable ? diskTrouble(folder) : null
      throw trouble === null ? cause : new Unavailable(`${trouble}: ${folder}`, { cause })
    }),
})

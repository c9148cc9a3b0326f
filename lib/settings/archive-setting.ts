import { InvalidSettings } from './invalid-settings'
import { whole } from './setting'

/** Days that the archive keeps a visit after the day it came: a century at most. */
export const archiveDaysSetting = whole(1, 36_500, 'days')

interface ArchiveSettings {
  readonly archive: boolean
  readonly archiveDays: number | null
  readonly retentionDays: number
}

/** @throws InvalidSettings where the archive would have less than the table, or is not there */
export function checkArchiveDays({ archive, archiveDays, retentionDays }: ArchiveSettings): void {
  if (archiveDays === null) return
  if (!archive) throw new InvalidSettings('setting archiveDays: needs archive: true')
  if (archiveDays < retentionDays)
    throw new InvalidSettings(
      `setting archiveDays: ${archiveDays} is less than retentionDays, ${retentionDays}; the archive keeps visits as long as the table or longer`,
    )
}

/** @throws InvalidSettings where there is nothing for Spark to read */
export function checkSpark({ archive, spark }: { readonly archive: boolean; readonly spark: boolean }): void {
  if (spark && !archive) throw new InvalidSettings('setting spark: needs archive: true')
}

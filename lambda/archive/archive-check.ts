import { periodOfDay } from '../domain/time/period'
import type { QueryStore } from '../store/visit-store'
import type { Place } from './archive'
import { type ArchiveFiles, dayFolder } from './archive-files'
import { rowsOf } from './parquet-rows'

/** How the archive's files of a day differ from the table: numbers of visits. */
export interface DayDifference {
  /** In the table alone. */
  readonly missing: number
  /** In the files alone, or twice. */
  readonly surplus: number
}

/** Visits per read. */
const atOnce = 1000

/** Compares the visits of a day in the archive with those in the table. */
export async function differenceOf(
  files: ArchiveFiles,
  store: Pick<QueryStore, 'visitsOf'>,
  { site, day }: Place,
): Promise<DayDifference> {
  const there = new Set<string>()
  const period = periodOfDay(day)
  for await (const { id } of store.visitsOf({ site, period, before: null, atOnce })) there.add(id)
  let surplus = 0
  for (const { name } of await files.list(dayFolder(site, day))) {
    const bytes = await files.get(name)
    const rows = bytes === null ? [] : await rowsOf(bytes, ['visit_id'])
    surplus += rows.filter((row) => !there.delete(String(row.visit_id))).length
  }
  return { missing: there.size, surplus }
}

import type { ArchiveFiles } from './archive-files'
import { type Column, parquetOf } from './parquet-file'
import { type ParquetRow, rowsOf } from './parquet-rows'
import { columnsVersion, visitColumns } from './visit-columns'

/** The same columns, of rows as they are read back. */
const columns: readonly Column<ParquetRow>[] = visitColumns.map((column) => ({
  ...column,
  of: (row) => row[column.name] ?? null,
}))

/** Takes visits out of the files of a day that can no longer be made from the table. @returns how many it has left */
export async function takeOut(
  files: ArchiveFiles,
  folder: string,
  visits: readonly string[],
): Promise<number> {
  const gone = new Set<unknown>(visits)
  let kept = 0
  for (const { name } of await files.list(folder)) {
    const bytes = await files.get(name)
    const rows = bytes === null ? [] : await rowsOf(bytes)
    const left = rows.filter((row) => !gone.has(row.visit_id))
    kept += left.length
    if (left.length === rows.length) continue
    if (left.length === 0) await files.remove([name])
    else await files.put(name, parquetOf(columns, left, { version: columnsVersion }))
  }
  return kept
}

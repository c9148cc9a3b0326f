import { gunzipSync } from 'node:zlib'
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import type { VisitAnswer } from '../../../../lambda/api/visits'
import { Failure } from '../../failure'
import { columnOfField } from '../../visits/answer-columns'
import type { ExportedRow } from './row-formats'

/**
 * Reads an export as Parquet, or a part of the archive, a group of rows at a time.
 *
 * @param name of the file: what is where is said at its end
 * @throws Failure for stdin
 */
export async function* fromParquet(name: string): AsyncGenerator<readonly ExportedRow[]> {
  if (name === '-') throw new Failure('Parquet is read from a file, not from stdin')
  const file = await asyncBufferFromFile(name)
  const metadata = await parquetMetadataAsync(file).catch((error: Error) => {
    throw new Failure(`${name} is no whole Parquet file: ${error.message}`)
  })
  const site = siteInPath(name)
  let rowStart = 0
  for (const { num_rows } of metadata.row_groups) {
    const rowEnd = rowStart + Number(num_rows)
    const rows = await parquetReadObjects({ file, metadata, rowStart, rowEnd, compressors })
    yield rows.map((row) => rowOf(row, site))
    rowStart = rowEnd
  }
}

const compressors = { GZIP: (bytes: Uint8Array) => gunzipSync(bytes) }

/** The archive has the site in its path: `visits/site=you.github.io/day=2026-11-22/part-0.parquet`. */
function siteInPath(path: string): string | null {
  const found = /(?:^|[\\/])site=([^\\/]+)[\\/]/.exec(path)?.[1]
  return found === undefined ? null : decodeURIComponent(found)
}

function rowOf(row: Readonly<Record<string, unknown>>, site: string | null): ExportedRow {
  const fields = Object.entries(columnOfField) as [keyof VisitAnswer, string][]
  const told = fields
    .filter(([, column]) => column in row)
    .map(([field, column]) => [field, valueIn(row[column])])
  return { site: row.site ?? site, ...Object.fromEntries(told) }
}

function valueIn(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'bigint' ? Number(value) : value
}

import { gunzipSync } from 'node:zlib'
import { parquetReadObjects } from 'hyparquet'

/** A row of a Parquet file by the names of its columns. */
export type ParquetRow = Readonly<Record<string, string | bigint | boolean | Date | null>>

/** Reads all rows of a Parquet file, in their order. @param columns all when left out @throws Error if it is none */
export async function rowsOf(bytes: Uint8Array, columns?: string[]): Promise<readonly ParquetRow[]> {
  const rows = await parquetReadObjects({
    file: new Uint8Array(bytes).buffer,
    compressors: { GZIP: (compressed) => gunzipSync(compressed) },
    ...(columns !== undefined && { columns }),
  })
  return rows as ParquetRow[]
}

import { parquetMetadata } from 'hyparquet'
import { eachAtOnce } from '../domain/at-once'
import type { Place } from './archive'
import { type ArchiveFile, type ArchiveFiles, dayFolder } from './archive-files'
import { columnsKey } from './parquet-file'

/** What the end of a part says of it. */
export interface PartFacts extends ArchiveFile {
  readonly visits: number
  /** The version of its columns; null if it says none. */
  readonly version: string | null
}

/** Bytes that are read of a part first. The end of one of 100,000 visits has about 30 KB. */
const firstBytes = 65_536

/** Bytes after the metadata: its length, and a word. */
const tailBytes = 8

/** The parts of a day, each told by its end alone. */
export async function partsOf(
  files: Pick<ArchiveFiles, 'list' | 'tail'>,
  { site, day }: Place,
): Promise<readonly PartFacts[]> {
  return eachAtOnce(await files.list(dayFolder(site, day)), async (file) => {
    const { num_rows, key_value_metadata = [] } = await metadataOf(files, file.name)
    const version = key_value_metadata.find(({ key }) => key === columnsKey)?.value ?? null
    return { ...file, visits: Number(num_rows), version }
  })
}

async function metadataOf(files: Pick<ArchiveFiles, 'tail'>, name: string) {
  const read = async (bytes: number) => {
    const tail = await files.tail(name, bytes)
    if (tail === null) throw new Error(`${name} is gone from the archive`)
    return tail
  }
  const tail = await read(firstBytes)
  if (tail.length < tailBytes) throw new Error(`${name} is no Parquet file`)
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength)
  const needed = view.getUint32(tail.length - tailBytes, true) + tailBytes
  return parquetMetadata(needed > tail.length ? await read(needed) : tail)
}

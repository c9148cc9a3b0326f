import { type Entry, type ZipFile as OpenZip, openPromise } from 'yauzl'
import { Failure } from '../../failure'
import { cannotRead } from '../files/log-file'

/** A file within a zip archive. */
export interface ZipEntry {
  /** Its path within. */
  readonly name: string
  /** Unpacks it, a piece at a time. @throws Failure when it would be more than any text */
  text(): AsyncIterable<Buffer>
}

/** The most files within that are looked at. */
const mostEntries = 10_000

/** Text is packed to a twentieth at best, rows that repeat to a hundredth; bombs to a thousandth. */
const mostTimes = 250
/** Bytes that are unpacked whatever their size was. */
const always = 64 * 1024 * 1024

export interface ZipArchive {
  readonly entries: readonly ZipEntry[]
  /** Packed bytes that were read so far. */
  bytesRead(): number
  close(): void
}

/** Opens a zip archive and lists the files within. @throws Failure when it is none, or damaged */
export async function openZip(file: string): Promise<ZipArchive> {
  const zip = await openPromise(file, { lazyEntries: true, autoClose: false }).catch(damaged(file))
  try {
    const found = await entriesOf(zip).catch(damaged(file))
    let read = 0
    const count = (bytes: number) => {
      read += bytes
    }
    return {
      entries: found.map((entry) => ({
        name: entry.fileName,
        text: () => textOf({ file, zip, entry, count }),
      })),
      bytesRead: () => read,
      close: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

async function entriesOf(zip: OpenZip): Promise<Entry[]> {
  const found: Entry[] = []
  if (zip.entryCount > mostEntries) throw new Error(`it has ${zip.entryCount} files`)
  for await (const entry of zip.eachEntry()) found.push(entry)
  return found
}

interface Reading {
  readonly file: string
  readonly zip: OpenZip
  readonly entry: Entry
  readonly count: (bytes: number) => void
}

async function* textOf({ file, zip, entry, count }: Reading): AsyncGenerator<Buffer> {
  const { fileName, compressedSize, uncompressedSize } = entry
  if (uncompressedSize > Math.max(always, mostTimes * compressedSize))
    throw new Failure(
      `cannot read ${file}: ${fileName} would be ${uncompressedSize} bytes, which no text packs so well`,
    )
  if (entry.isEncrypted()) throw new Failure(`cannot read ${file}: it wants a password`)
  let unpacked = 0
  let told = 0
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      unpacked += chunk.length
      const packed = Math.floor((compressedSize * unpacked) / Math.max(1, uncompressedSize))
      count(packed - told)
      told = packed
      yield chunk
    }
  } catch (error) {
    damaged(file)(error)
  }
}

const damaged =
  (file: string) =>
  (error: unknown): never => {
    if (error instanceof Failure) throw error
    const { code, message } = error as NodeJS.ErrnoException
    if (code !== undefined && !/^Z_/.test(code)) throw cannotRead(file, error)
    throw new Failure(`cannot read ${file}: the zip archive is damaged or cut short: ${message}`, 1, {
      cause: error,
    })
  }

import { createReadStream, statSync } from 'node:fs'
import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { Failure } from '../failure'

/** A log as it is read: never the whole of it at once. */
export interface LogFile {
  /** One character for each byte, without the line's end. */
  readonly lines: AsyncIterable<string>
  /** Bytes in the file, 0 for stdin. */
  readonly size: number
  /** Bytes read so far, as they lie on the disk. */
  bytesRead(): number
}

/** Characters of a line that are read; one that is longer is no log line. Servers take requests of 8 KB and such. */
export const longestLine = 65_536

/** @throws Failure when there is no such file */
export function openLog(file: string): LogFile {
  let read = 0
  const size = file === '-' ? 0 : sizeOf(file)
  const source: AsyncIterable<Buffer> = file === '-' ? process.stdin : createReadStream(file)
  const chunks = counted(source, (bytes) => {
    read += bytes
  })
  return { lines: readable(file, linesOf(plain(chunks))), size, bytesRead: () => read }
}

/** Lines of bytes; what exceeds the longest line is dropped, but for one character that gives it away. */
export async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of chunks) {
    const lines = (rest + chunk.toString('latin1')).split('\n')
    rest = (lines.pop() as string).slice(0, longestLine + 1)
    for (const line of lines) yield line.replace(/\r$/, '')
  }
  if (rest !== '') yield rest.replace(/\r$/, '')
}

/** Unzips what begins as gzip does (RFC 1952), whatever its name. */
export async function* plain(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const iterator = chunks[Symbol.asyncIterator]()
  let head = Buffer.alloc(0)
  while (head.length < 2) {
    const { done, value } = await iterator.next()
    if (done) break
    head = Buffer.concat([head, value])
  }
  const all = prefixed(head, { [Symbol.asyncIterator]: () => iterator })
  const isGzip = head[0] === 0x1f && head[1] === 0x8b
  yield* isGzip ? pipeline(Readable.from(all), createGunzip(), () => {}) : all
}

async function* prefixed(head: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  if (head.length > 0) yield head
  yield* rest
}

async function* counted(
  chunks: AsyncIterable<Buffer>,
  count: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    count(chunk.length)
    yield chunk
  }
}

/** Says which file could not be read. */
async function* readable(file: string, lines: AsyncIterable<string>): AsyncGenerator<string> {
  try {
    yield* lines
  } catch (error) {
    throw cannotRead(file, error)
  }
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size
  } catch (error) {
    throw cannotRead(file, error)
  }
}

function cannotRead(file: string, error: unknown): Failure {
  const { code, message } = error as NodeJS.ErrnoException
  const why = code?.startsWith('Z_') ? `its gzip is damaged or cut short: ${message}` : message
  return new Failure(`cannot read ${file}: ${why}`, 1, { cause: error })
}

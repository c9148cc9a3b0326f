import { createReadStream } from 'node:fs'
import { Failure } from '../../failure'
import { textOf } from './unpack'

/** A log that is read piece by piece. */
export interface LogFile {
  /** As it was given; `-` is stdin. */
  readonly name: string
  /** The lines of a piece of the file at a time: one character for each byte, without mark and line end. */
  readonly lines: AsyncIterable<readonly string[]>
  /** Bytes read so far, as they lie on the disk. */
  bytesRead(): number
}

/** The most characters of a log line: servers take requests of about 8 KB, so anything longer is something else. */
export const longestLine = 65_536

export function openLog(name: string): LogFile {
  const { text, bytesRead } = openText(name)
  return { name, lines: readable(name, linesOf(text)), bytesRead }
}

/** A file, unpacked as its first bytes say. */
export interface TextFile extends Pick<LogFile, 'name' | 'bytesRead'> {
  readonly text: AsyncIterable<Buffer>
}

/** @param command the import that reads stdin, for the advice on a file that we do not unpack */
export function openText(name: string, command?: string): TextFile {
  let read = 0
  const chunks = counted(name === '-' ? process.stdin : bytesOf(name), (bytes) => {
    read += bytes
  })
  return { name, text: readable(name, textOf(name, chunks, command)), bytesRead: () => read }
}

/** Opens the file only when it is read. */
async function* bytesOf(name: string): AsyncGenerator<Buffer> {
  yield* createReadStream(name)
}

/** Lines of bytes; what exceeds the longest line is dropped, but for one character that gives it away. */
export async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<readonly string[]> {
  let rest = ''
  for await (const chunk of chunks) {
    const lines = (rest + chunk.toString('latin1')).split('\n')
    rest = (lines.pop() as string).slice(0, longestLine + 1)
    if (lines.length > 0) yield lines.map(bare)
  }
  if (rest !== '') yield [bare(rest)]
}

/** EF BB BF begins files from Windows, and remains in the middle where such files were joined. */
const byteOrderMark = '\xef\xbb\xbf'

function bare(line: string): string {
  const from = line.startsWith(byteOrderMark) ? byteOrderMark.length : 0
  return from > 0 || line.endsWith('\r') ? line.slice(from, line.endsWith('\r') ? -1 : undefined) : line
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
async function* readable<T>(name: string, lines: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* lines
  } catch (error) {
    throw error instanceof Failure ? error : cannotRead(name, error)
  }
}

export function cannotRead(name: string, error: unknown): Failure {
  const { code, message } = error as NodeJS.ErrnoException
  const why = /^(Z|ZSTD)_/i.test(code ?? '') ? `its compression is damaged or cut short: ${message}` : message
  return new Failure(`cannot read ${name}: ${why}`, 1, { cause: error })
}

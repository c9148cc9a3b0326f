import { pipeline, Readable } from 'node:stream'
import * as zlib from 'node:zlib'
import { Failure } from '../../failure'
import { adviceFor, type Foreign, kindOf, tellingBytes, twice, zstd, zstdFrames } from './file-kind'

type Chunks = AsyncIterable<Buffer>

/** The text of a file, unpacked as its first bytes say. @throws Failure saying how to unpack what we do not */
export async function* textOf(file: string, packed: Chunks, command = 'access-log'): AsyncGenerator<Buffer> {
  const foreign = (kind: Foreign) => new Failure(`cannot read ${file}: ${adviceFor(kind, file, command)}`)
  const { kind, chunks } = await told(packed)
  if (kind === 'text') yield* chunks
  else if (kind === 'gzip') yield* unpacked(foreign, gunzipped(chunks))
  else if (kind === 'zstd' && canUnzstd()) yield* unpacked(foreign, unzstd(foreign, chunks))
  else throw foreign(kind === 'zstd' ? zstd : kind)
}

/** The text of a compressed file, which must not be compressed twice. */
async function* unpacked(foreign: Unreadable, text: Chunks): AsyncGenerator<Buffer> {
  const { kind, chunks } = await told(text)
  if (kind !== 'text') throw foreign(typeof kind === 'string' ? twice : kind)
  yield* chunks
}

/** The failure of a file of a kind that we do not unpack. */
type Unreadable = (kind: Foreign) => Failure

async function told(chunks: Chunks) {
  const { head, all } = await headOf(chunks, tellingBytes)
  return { kind: kindOf(head), chunks: all }
}

/** The first bytes, fewer only where there are no more, and the same chunks with them. */
export async function headOf(chunks: Chunks, bytes: number): Promise<{ head: Buffer; all: Chunks }> {
  const iterator = chunks[Symbol.asyncIterator]()
  let head = Buffer.alloc(0)
  while (head.length < bytes) {
    const { done, value } = await iterator.next()
    if (done) break
    head = Buffer.concat([head, value])
  }
  return { head, all: startingWith(head, iterator) }
}

async function* startingWith(head: Buffer, iterator: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    if (head.length > 0) yield head
    yield* { [Symbol.asyncIterator]: () => iterator }
  } finally {
    await iterator.return?.()
  }
}

const chunkSize = 65_536

/** Node's gunzip reads on into the next member, as in files that were concatenated. */
const gunzipped = (chunks: Chunks): Chunks =>
  pipeline(Readable.from(chunks), zlib.createGunzip({ chunkSize }), () => {})

/** From Node 22.15 and 23.8 on. */
const canUnzstd = () => 'createZstdDecompress' in zlib

/** Node stops after the first frame (seen in 24.21) and silently drops the rest of a concatenated file. */
async function* unzstd(foreign: Unreadable, chunks: Chunks): AsyncGenerator<Buffer> {
  let given = 0
  const counted = async function* () {
    for await (const chunk of chunks) {
      given += chunk.length
      yield chunk
    }
  }
  const decoder = zlib.createZstdDecompress({ chunkSize })
  yield* pipeline(Readable.from(counted()), decoder, () => {})
  if (decoder.bytesWritten < given) throw foreign(zstdFrames)
}

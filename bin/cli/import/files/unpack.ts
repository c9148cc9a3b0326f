import { pipeline, Readable } from 'node:stream'
import * as zlib from 'node:zlib'
import { Failure } from '../../failure'
import { adviceFor, type Foreign, kindOf, tellingBytes, twice, zstd, zstdFrames } from './file-kind'

type Chunks = AsyncIterable<Buffer>

/** The text of a file, unpacked as its first bytes say. @throws Failure saying how to unpack what we do not */
export async function* textOf(file: string, packed: Chunks): AsyncGenerator<Buffer> {
  const { kind, chunks } = await told(packed)
  if (kind === 'text') yield* chunks
  else if (kind === 'gzip') yield* unpacked(file, gunzipped(chunks))
  else if (kind === 'zstd' && canUnzstd()) yield* unpacked(file, unzstd(file, chunks))
  else throw foreign(file, kind === 'zstd' ? zstd : kind)
}

/** The text of a compressed file, which must not be compressed twice. */
async function* unpacked(file: string, text: Chunks): AsyncGenerator<Buffer> {
  const { kind, chunks } = await told(text)
  if (kind !== 'text') throw foreign(file, typeof kind === 'string' ? twice : kind)
  yield* chunks
}

const foreign = (file: string, kind: Foreign) => new Failure(`cannot read ${file}: ${adviceFor(kind, file)}`)

/** The same chunks, and the kind of file that their first bytes tell. */
async function told(chunks: Chunks) {
  const iterator = chunks[Symbol.asyncIterator]()
  let head = Buffer.alloc(0)
  while (head.length < tellingBytes) {
    const { done, value } = await iterator.next()
    if (done) break
    head = Buffer.concat([head, value])
  }
  return { kind: kindOf(head), chunks: startingWith(head, iterator) }
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
async function* unzstd(file: string, chunks: Chunks): AsyncGenerator<Buffer> {
  let given = 0
  const counted = async function* () {
    for await (const chunk of chunks) {
      given += chunk.length
      yield chunk
    }
  }
  const decoder = zlib.createZstdDecompress({ chunkSize })
  yield* pipeline(Readable.from(counted()), decoder, () => {})
  if (decoder.bytesWritten < given) throw foreign(file, zstdFrames)
}

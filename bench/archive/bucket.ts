import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A stand-in for S3 that keeps how large each object is, and no bytes of it. */
export interface Bucket {
  readonly endpoint: string
  /** Bytes by the path of an object. */
  readonly sizes: ReadonlyMap<string, number>
  close(): void
}

export async function openBucket(): Promise<Bucket> {
  const sizes = new Map<string, number>()
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://bucket')
    const hash = createHash('md5')
    let bytes = 0
    for await (const part of request) {
      bytes += part.length
      hash.update(part)
    }
    if (request.method === 'PUT') {
      sizes.set(decodeURIComponent(pathname), bytes)
      response.setHeader('etag', `"${hash.digest('hex')}"`)
      response.end()
    } else response.end('<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { endpoint: `http://127.0.0.1:${port}`, sizes, close: () => server.close() }
}

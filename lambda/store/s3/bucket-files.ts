import {
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandOutput,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  type S3ServiceException,
} from '@aws-sdk/client-s3'
import type { ArchiveFile, ArchiveFiles } from '../../archive/archive-files'
import { Unavailable } from '../../domain/errors'

/** S3 removes at most so many at once. */
const removedAtOnce = 1000

/** The archive in a bucket. Its objects are encrypted by S3's own keys, so that their ETag is the MD5 of their bytes. */
export function bucketFiles(Bucket: string, client = new S3Client({})): ArchiveFiles {
  async function bytesOf(Key: string, Range?: string): Promise<Uint8Array | null> {
    try {
      const { Body } = await available(client.send(new GetObjectCommand({ Bucket, Key, Range })))
      return (await Body?.transformToByteArray()) ?? null
    } catch (error) {
      if (error instanceof NoSuchKey) return null
      throw error
    }
  }

  return {
    async list(prefix) {
      const found: ArchiveFile[] = []
      let page: ListObjectsV2CommandOutput | undefined
      do {
        const ContinuationToken = page?.NextContinuationToken
        page = await available(
          client.send(new ListObjectsV2Command({ Bucket, Prefix: prefix, ContinuationToken })),
        )
        for (const { Key = '', ETag = '' } of page.Contents ?? [])
          found.push({ name: Key, md5: ETag.replaceAll('"', '') })
      } while (page.NextContinuationToken !== undefined)
      return found
    },
    get: (name) => bytesOf(name),
    tail: (name, bytes) => bytesOf(name, `bytes=-${bytes}`),
    async put(name, bytes) {
      const ContentType = 'application/vnd.apache.parquet'
      await available(client.send(new PutObjectCommand({ Bucket, Key: name, Body: bytes, ContentType })))
    },
    async remove(names) {
      for (let from = 0; from < names.length; from += removedAtOnce) {
        const Objects = names.slice(from, from + removedAtOnce).map((Key) => ({ Key }))
        const { Errors = [] } = await available(
          client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } })),
        )
        if (Errors[0] !== undefined) throw new Unavailable(`S3: ${Errors[0].Code} of ${Errors[0].Key}`)
      }
    },
  }
}

/** @throws Unavailable when throttling or transient failures use up the SDK's own tries */
async function available<T>(answer: Promise<T>): Promise<T> {
  return answer.catch((error: S3ServiceException) => {
    const status = error.$metadata?.httpStatusCode
    throw status === undefined || status >= 500 || status === 429
      ? new Unavailable(`S3: ${error.name}`, { cause: error })
      : error
  })
}

import { ListObjectsV2Command, type ListObjectsV2CommandOutput, S3Client } from '@aws-sdk/client-s3'
import { networksName, siteFolder } from '../../../lambda/archive/archive-files'
import type { QueryValues } from './query-text'

/** The archive's bucket, as far as a query wants to know before it is asked. */
export interface ArchiveBucket {
  /** The sites in it, as their folders are named: `%2A.example.com`. */
  sites(): Promise<readonly string[]>
  /** Bytes of the networks, and of visits of sites on some days. */
  bytesOf(asked: Pick<QueryValues, 'sites' | 'first_day' | 'last_day'>): Promise<number>
}

const visitsPrefix = 'visits/site='

export function archiveBucket(Bucket: string, client = new S3Client({})): ArchiveBucket {
  async function* pages(Prefix: string, Delimiter?: string): AsyncGenerator<ListObjectsV2CommandOutput> {
    let page: ListObjectsV2CommandOutput | undefined
    do {
      const ContinuationToken = page?.NextContinuationToken
      page = await client.send(new ListObjectsV2Command({ Bucket, Prefix, Delimiter, ContinuationToken }))
      yield page
    } while (page.NextContinuationToken !== undefined)
  }

  return {
    async sites() {
      const found: string[] = []
      for await (const { CommonPrefixes = [] } of pages(visitsPrefix, '/'))
        found.push(...CommonPrefixes.map(({ Prefix = '' }) => Prefix.slice(visitsPrefix.length, -1)))
      return found
    },
    async bytesOf({ sites, first_day, last_day }) {
      let bytes = 0
      for (const prefix of [networksName, ...sites.map((site) => siteFolder(decodeURIComponent(site)))])
        for await (const { Contents = [] } of pages(prefix))
          for (const { Key = '', Size = 0 } of Contents) {
            const day = /\/day=([\d-]+)\//.exec(Key)?.[1]
            if (day === undefined || (day >= first_day && day <= last_day)) bytes += Size
          }
      return bytes
    },
  }
}

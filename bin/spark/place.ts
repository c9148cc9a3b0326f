import { dirname } from 'node:path'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { ArchiveFiles } from '../../lambda/archive/archive-files'
import type { PagesSetting } from '../../lambda/contract'
import { dynamoArchiveStore } from '../../lambda/store/dynamo/archive-store'
import { dynamoClient } from '../../lambda/store/dynamo/client'
import { dynamoQueryStore } from '../../lambda/store/dynamo/query-store'
import { dynamoRollupStore } from '../../lambda/store/dynamo/rollup-store'
import { dynamoShardStore } from '../../lambda/store/dynamo/shard-store'
import { bucketFiles } from '../../lambda/store/s3/bucket-files'
import { pagesSetting } from '../../lib/settings/pages-setting'
import { parseSetting } from '../../lib/settings/setting'
import { folderFiles } from '../../local/archive/folder-files'
import { settingsOf } from '../cli/api/server'
import { Failure, wrongUsage } from '../cli/failure'
import { networksHere } from './networks-here'

/** Where days are counted, as the options of the job say. */
export interface PlaceOptions {
  /** A folder, or `s3://` and a bucket. */
  readonly archive: string
  /** The deployed table; without it, the local one of the folder in which the archive lies. */
  readonly table?: string | undefined
  /** The setting `pages` as JSON; without it, that of this machine. */
  readonly pages?: string | undefined
}

/** What the job counts with. `close` ends it. */
export async function openPlace({ archive, table, pages }: PlaceOptions) {
  const { client, tableName, close } =
    table === undefined ? await localTable(archive) : { ...deployedTable(), tableName: table }
  const parts = { client, tableName, now }
  return {
    files: filesAt(archive),
    marks: dynamoArchiveStore(parts),
    store: dynamoQueryStore(parts),
    rollups: dynamoRollupStore(parts),
    shards: dynamoShardStore(parts),
    networks: await networksHere(),
    pages: pagesIn(pages),
    now,
    close,
  }
}

const now = () => new Date()

const bucketOf = (archive: string): string | null => /^s3:\/\/([^/]+)\/?$/.exec(archive)?.[1] ?? null

function filesAt(archive: string): ArchiveFiles {
  const bucket = bucketOf(archive)
  return bucket === null ? folderFiles(archive) : bucketFiles(bucket)
}

interface OpenTable {
  readonly client: DynamoDBDocumentClient
  close(): Promise<void>
}

function deployedTable(): OpenTable {
  const client = dynamoClient()
  return { client, close: async () => client.destroy() }
}

async function localTable(archive: string): Promise<OpenTable & { readonly tableName: string }> {
  if (bucketOf(archive) !== null) throw wrongUsage('the table of a deployed service is named by --table')
  const { openDatabase } = await import('../../local/engine/database')
  const folder = dirname(archive)
  return openDatabase(folder).catch((error: Error) => {
    throw new Failure(`cannot open the local table in ${folder}: ${error.message}`, 1, { cause: error })
  })
}

function pagesIn(text: string | undefined): PagesSetting {
  if (text === undefined) return settingsOf(process.env).pages
  try {
    return parseSetting('pages', pagesSetting, JSON.parse(text))
  } catch (error) {
    throw wrongUsage(`--pages must be the setting as JSON: ${(error as Error).message}`)
  }
}

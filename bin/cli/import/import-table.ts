import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { ItemTable } from '../../../lambda/store/item-table'
import { settingsOf } from '../api/server'
import { Failure } from '../failure'
import { sayPlace } from '../terminal/place-line'

/** The table that an import writes to, and that a rollup reads. */
export interface ImportTable {
  readonly items: ItemTable
  readonly client: DynamoDBDocumentClient
  readonly tableName: string
  /** The number of partitions of a site's day, by site; one where it is left out. */
  readonly shards?: Readonly<Record<string, number>>
  close(): Promise<void>
}

/** The deployed table of a stack, or the local one. @throws Failure saying what is missing */
export async function openTable({ stack, data }: { stack?: string; data?: string }): Promise<ImportTable> {
  return stack === undefined ? localTable(data ?? settingsOf(process.env).data) : deployedTable(stack)
}

async function localTable(folder: string): Promise<ImportTable> {
  sayPlace(`works on the table of this machine, in ${folder}`)
  const { openDatabase } = await import('../../../local/engine/database')
  return openDatabase(folder).catch((error: Error) => {
    throw new Failure(`cannot open the local table in ${folder}: ${error.message}`, 1, { cause: error })
  })
}

async function deployedTable(stack: string): Promise<ImportTable> {
  const { tableOfStack } = await import('../api/stack-table')
  const { dynamoClient } = await import('../../../lambda/store/dynamo/client')
  const { openDynamo } = await import('../../../lambda/store/light/client')
  const { givenEndpoint } = await import('../../../lambda/store/light/environment')
  const { dynamoItemTable } = await import('../../../lambda/store/light/item-table')
  const { tableName, shards } = await tableOfStack(stack)
  const client = dynamoClient()
  const { config } = client // the SDK finds the person's region and credentials; the calls that record are our own
  const [Region, UseFIPS, UseDualStack] = await Promise.all([
    config.region(),
    config.useFipsEndpoint(),
    config.useDualstackEndpoint(),
  ])
  sayPlace(`works on table ${tableName} of stack ${stack} in ${Region}`)
  const dynamo = openDynamo({
    region: Region,
    endpoint:
      givenEndpoint(process.env) ?? config.endpointProvider({ Region, UseFIPS, UseDualStack }).url.href,
    credentials: config.credentials,
  })
  const close = async () => {
    dynamo.close()
    client.destroy()
  }
  return { items: dynamoItemTable({ dynamo, tableName }), client, tableName, shards, close }
}

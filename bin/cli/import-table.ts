import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { Failure } from './failure'
import { settingsOf } from './server'

/** The table that an import writes to. */
export interface ImportTable {
  readonly client: DynamoDBDocumentClient
  readonly tableName: string
  close(): Promise<void>
}

/** The deployed table of a stack, or the local one. @throws Failure saying what is missing */
export async function openTable({ stack, data }: { stack?: string; data?: string }): Promise<ImportTable> {
  return stack === undefined ? localTable(data ?? settingsOf(process.env).data) : deployedTable(stack)
}

async function localTable(folder: string): Promise<ImportTable> {
  const { openDatabase } = await import('../../local/database')
  return openDatabase(folder).catch((error: Error) => {
    throw new Failure(`cannot open the local table in ${folder}: ${error.message}`, 1, { cause: error })
  })
}

async function deployedTable(stack: string): Promise<ImportTable> {
  const { tableOfStack } = await import('./stack-table')
  const { dynamoClient } = await import('../../lambda/store/dynamo-client')
  const tableName = await tableOfStack(stack)
  const client = dynamoClient()
  return { client, tableName, close: async () => client.destroy() }
}

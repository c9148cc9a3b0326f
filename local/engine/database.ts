import { CreateTableCommand, DescribeTableCommand, ResourceInUseException } from '@aws-sdk/client-dynamodb'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { table } from '../../lambda/contract'
import { dynamoClient } from '../../lambda/store/dynamo/client'
import type { UpdatableTable } from '../../lambda/store/item-table'
import { type Dynamo, openDynamo } from '../../lambda/store/light/client'
import { dynamoItemTable } from '../../lambda/store/light/item-table'
import { namingFullDisk } from './disk'
import { type Engine, openEngine } from './engine'
import type { EngineKind } from './engine-process'
import { transaction } from './engine-transaction'
import { groupedTable } from './grouped-table'

/** The local table, ready for use. */
export interface Database {
  readonly engine: EngineKind
  readonly endpoint: string
  readonly accessKeyId: string
  readonly client: DynamoDBDocumentClient
  /** The same table, as the record function sees it. */
  readonly items: UpdatableTable
  readonly tableName: string
  /** What keeps the engine from storing visits now, in words; null when nothing does. */
  trouble(): string | null
  close(): Promise<void>
}

// The SDK prints a warning on Node 20. Acting on it is our job, not that of the person who runs this.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true'

const tableName = 'visitbook'
const region = 'local'

/** Opens the table in a data folder, whether a server runs on it or not. The first time, it creates the table. */
export async function openDatabase(folder: string, kind?: EngineKind): Promise<Database> {
  const engine = await openEngine(folder, kind)
  const client = clientOf(engine)
  const dynamo = dynamoAt(engine)
  const close = async () => {
    dynamo.close()
    client.config.requestHandler.destroy?.() // the document client's own destroy does nothing
    await engine.close()
  }
  await makeTable(client).catch(async (error) => {
    await close()
    throw error
  })
  const single = dynamoItemTable({ dynamo, tableName })
  const grouped =
    engine.kind === 'dynoxide' // dynalite has no transactions
      ? groupedTable({ table: single, putAll: transaction({ dynamo, tableName }) })
      : single
  const items = namingFullDisk({ ...single, ...grouped }, folder)
  const { kind: engineKind, endpoint, accessKeyId, trouble } = engine
  return { engine: engineKind, endpoint, accessKeyId, client, items, tableName, trouble, close }
}

type Access = Pick<Engine, 'endpoint' | 'accessKeyId'>

/** Engines check whose a signature is, and nothing else. */
const credentialsOf = ({ accessKeyId }: Access) => ({ accessKeyId, secretAccessKey: 'local' })

export const clientOf = (engine: Access): DynamoDBDocumentClient =>
  dynamoClient({ endpoint: engine.endpoint, region, credentials: credentialsOf(engine) })

export const dynamoAt = (engine: Access): Dynamo =>
  openDynamo({ endpoint: engine.endpoint, region, credentials: () => credentialsOf(engine) })

/** The same keys and index as the stack makes, from the same names. Expiry is left out: no engine deletes, see `sweep`; every read filters. */
async function makeTable(client: DynamoDBDocumentClient): Promise<void> {
  const { partitionKey, sortKey, index } = table
  const keySchema = (pk: string, sk: string) => [
    { AttributeName: pk, KeyType: 'HASH' as const },
    { AttributeName: sk, KeyType: 'RANGE' as const },
  ]
  const names = [partitionKey, sortKey, index.partitionKey, index.sortKey]
  const create = new CreateTableCommand({
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: keySchema(partitionKey, sortKey),
    GlobalSecondaryIndexes: [
      {
        IndexName: index.name,
        KeySchema: keySchema(index.partitionKey, index.sortKey),
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  })
  await client.send(create).catch((error) => {
    if (!(error instanceof ResourceInUseException)) throw error
  })
  while ((await statusOf(client)) !== 'ACTIVE');
}

async function statusOf(client: DynamoDBDocumentClient): Promise<string | undefined> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }))
  return Table?.TableStatus
}

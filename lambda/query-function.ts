import { version } from '../package.json'
import type { RollUpParts } from './counting/roll-up'
import type { Message } from './domain/message/message'
import { write } from './domain/message/writing/write'
import { zoneOf } from './domain/time/zone'
import type { readQueryEnvironment } from './environment'
import type { DashboardPages } from './handlers/query/dashboard'
import { type QueryParts, queryRoutes } from './handlers/query/query-routes'
import type { ServiceParts } from './handlers/query/service'
import { api, type LambdaFunction } from './http/api'
import { admitVia } from './http/edge'
import { finish } from './http/etag'
import { deployedMail } from './messages/deployed-mail'
import { openNetworks } from './network/networks'
import { visitorFinder } from './network/visitor'
import { dynamoArchiveStore } from './store/dynamo/archive-store'
import { dynamoFuseStore } from './store/dynamo/fuse-store'
import { dynamoOutboxStore } from './store/dynamo/outbox-store'
import { dynamoQueryStore } from './store/dynamo/query-store'
import { dynamoRecipientStore } from './store/dynamo/recipient-store'
import { dynamoRefusalQueryStore } from './store/dynamo/refusal-query-store'
import { dynamoRollupStore } from './store/dynamo/rollup-store'
import { dynamoSaltReader } from './store/dynamo/salt-reader'
import { dynamoTokenStore } from './store/dynamo/token-store'

export interface QueryFunction {
  readonly handler: LambdaFunction
  /** What it is made of, for the counting that runs next to it on one machine. */
  readonly parts: QueryParts & RollUpParts
}

type TableParts = Parameters<typeof dynamoQueryStore>[0] & {
  /** The name of the table that holds today's salt. */
  readonly saltTableName: string
}

type QuerySettings = Omit<ReturnType<typeof readQueryEnvironment>, 'tableName' | 'saltTableName'>

export interface QueryFiles extends Pick<ServiceParts, 'trouble'>, Pick<QueryParts, 'isDeployed'> {
  /** Path of the network table. */
  readonly networkTable: string
  /** The page that `GET /` answers to a reader of a language. */
  readonly dashboard: DashboardPages
}

/** Makes the query function on any table, on Lambda and on one machine. */
export function queryFunction(
  table: TableParts,
  { archive, ...settings }: QuerySettings,
  { networkTable, ...files }: QueryFiles,
): QueryFunction {
  const networks = openNetworks(networkTable)
  const zone = zoneOf(settings.zone ?? 'UTC')
  const parts = {
    ...settings,
    ...files,
    todaysVisitor: visitorFinder({
      respectGpc: settings.respectGpc,
      saltOf: dynamoSaltReader(table.client, table.saltTableName),
    }),
    store: dynamoQueryStore({ ...table, retentionDays: settings.retentionDays }),
    rollups: dynamoRollupStore(table),
    recipients: dynamoRecipientStore({ ...table, retentionDays: settings.retentionDays }),
    outbox: dynamoOutboxStore({ ...table, retentionDays: settings.retentionDays }),
    write: (message: Message, url: string) => write(message, { url, zone }),
    mailTrouble: settings.mail === null ? async () => null : deployedMail(settings.mail).trouble,
    refusals: dynamoRefusalQueryStore(table),
    tokenStore: dynamoTokenStore(table),
    fuses: dynamoFuseStore(table),
    archiveMarks: archive ? dynamoArchiveStore(table) : null,
    networks,
    networkTable: networks.date,
    version,
    now: table.now,
  }
  return {
    handler: api(queryRoutes(parts), finish, settings.edge === null ? undefined : admitVia(settings.edge)),
    parts,
  }
}

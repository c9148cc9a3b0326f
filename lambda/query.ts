import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { version } from '../package.json'
import { dashboardName, networkTableName } from './contract'
import { readQueryEnvironment } from './environment'
import { queryRoutes } from './handlers/query/query-routes'
import { api } from './http/api'
import { delivered } from './http/etag'
import { openNetworks } from './network/networks'
import { dynamoClient } from './store/dynamo/client'
import { dynamoQueryStore } from './store/dynamo/query-store'
import { dynamoRefusalQueryStore } from './store/dynamo/refusal-query-store'
import { dynamoRollupStore } from './store/dynamo/rollup-store'

const { tableName, sites, tokens, script, pages } = readQueryEnvironment(process.env)
const now = () => new Date()
const table = { client: dynamoClient(), tableName, now }
const store = dynamoQueryStore(table)
const rollups = dynamoRollupStore(table)
const refusals = dynamoRefusalQueryStore(table)
const { network: networkOf, date: networkTable } = openNetworks(join(__dirname, networkTableName))
const dashboard = readFileSync(join(__dirname, dashboardName), 'utf8')

export const handler = api(
  queryRoutes({
    store,
    rollups,
    refusals,
    sites,
    tokens,
    networkOf,
    pages,
    networkTable,
    dashboard,
    version,
    script,
    now,
  }),
  delivered,
)

import { join } from 'node:path'
import { networkTableName } from './contract'
import { readQueryEnvironment } from './environment'
import { queryRoutes } from './handlers/query-routes'
import { api } from './http/api'
import { openNetworks } from './network/networks'
import { dynamoClient } from './store/dynamo-client'
import { dynamoQueryStore } from './store/dynamo-query-store'

const { tableName, sites, tokens } = readQueryEnvironment(process.env)
const now = () => new Date()
const store = dynamoQueryStore({ client: dynamoClient(), tableName, now })
const { network: networkOf, date: networkTable } = openNetworks(join(__dirname, networkTableName))

export const handler = api(queryRoutes({ store, sites, tokens, networkOf, networkTable, now }))

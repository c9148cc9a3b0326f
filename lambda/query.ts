import { readQueryEnvironment } from './environment'
import { queryRoutes } from './handlers/query-routes'
import { api } from './http/api'
import { dynamoClient } from './store/dynamo-client'
import { dynamoQueryStore } from './store/dynamo-query-store'

const { tableName, sites, tokens } = readQueryEnvironment(process.env)
const store = dynamoQueryStore({ client: dynamoClient(), tableName, now: () => new Date() })

export const handler = api(queryRoutes({ store, sites, tokens }))

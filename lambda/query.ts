import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dashboardName, networkTableName } from './contract'
import { readQueryEnvironment } from './environment'
import { queryFunction } from './query-function'
import { dynamoClient } from './store/dynamo/client'

const { tableName, saltTableName, ...settings } = readQueryEnvironment(process.env)
const table = { client: dynamoClient(), tableName, saltTableName, now: () => new Date() }

export const { handler } = queryFunction(table, settings, {
  isDeployed: true,
  networkTable: join(__dirname, networkTableName),
  dashboard: (language) => readFileSync(join(__dirname, dashboardName(language)), 'utf8'),
})

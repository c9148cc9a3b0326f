import { readRecordEnvironment } from '../../lambda/environment'
import { recordFunction } from '../../lambda/record-function'
import { dynamoClient } from '../../lambda/store/dynamo/client'
import { sdkItemTable } from './sdk-item-table'

/** The record function through the SDK, and without a request during init: as it was before lambda/store/light/client.ts. */
const environment = readRecordEnvironment(process.env)
const client = dynamoClient({ maxAttempts: 3 })
const table = sdkItemTable(client, environment.tableName)
export const { handler } = recordFunction({ table, saltTable: table }, environment)

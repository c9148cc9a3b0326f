import { readRecordEnvironment } from './environment'
import { recordFunction } from './record-function'
import { openDynamo } from './store/light/client'
import { dynamoOf } from './store/light/environment'
import { dynamoItemTable } from './store/light/item-table'

const environment = readRecordEnvironment(process.env)
const dynamo = openDynamo(dynamoOf(process.env))
const table = dynamoItemTable({ dynamo, tableName: environment.tableName })
const saltTable = dynamoItemTable({ dynamo, tableName: environment.saltTableName })
const { handler, warmUp } = recordFunction({ table, saltTable }, environment)

export { handler }

/** Must be awaited before the first visit, see lib/assets/bundle.ts. */
export const ready = warmUp()

import { readRecordEnvironment } from './environment'
import { recordFunction } from './record-function'
import { dynamoOf } from './store/dynamo-environment'
import { dynamoItemTable } from './store/dynamo-item-table'
import { openDynamo } from './store/dynamo-request'

const environment = readRecordEnvironment(process.env)
const table = dynamoItemTable({ dynamo: openDynamo(dynamoOf(process.env)), tableName: environment.tableName })
const { handler, warmUp } = recordFunction(table, environment)

export { handler }

/** To be awaited before the first visit, see lib/bundle.ts. */
export const ready = warmUp()

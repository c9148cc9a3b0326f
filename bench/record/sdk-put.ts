import { readRecordEnvironment } from '../../lambda/environment'
import { dynamoClient } from '../../lambda/store/dynamo/client'
import { onlyNew, putItem } from './put-item'
import { sdkItemTable } from './sdk-item-table'

/** The SDK's put alone: an item as the record function makes it, on condition that it is new. */
const { tableName } = readRecordEnvironment(process.env)
const table = sdkItemTable(dynamoClient(), tableName)
let made = 0

export async function handler(): Promise<{ statusCode: number }> {
  return { statusCode: (await table.put(putItem(++made), onlyNew)) ? 204 : 409 }
}

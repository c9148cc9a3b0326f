import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { DeleteTableCommand } from '@aws-sdk/client-dynamodb'
import { defaults } from '../../../lambda/contract'
import { makeToken } from '../../../lambda/http/token-secret'
import { dynamoRecordStore } from '../../../lambda/store/items/record-store'
import { openDatabase } from '../../../local/engine/database'
import { localFunctions } from '../../../local/functions'
import { gateway } from '../../../local/gateway'
import { temporaryFolder, visitAt } from '../../store/fixtures'

/** The API and its table, and nothing that counts days that are over. @param more settings that `npm start` does not have */
export async function bareService(more: object) {
  const { folder, remove } = temporaryFolder()
  const database = await openDatabase(folder)
  const token = makeToken()
  const site = 'you.github.io'
  const settings = { sites: [site], token, ip: defaults.ip, pages: defaults.pages, ...more }
  const server = gateway(localFunctions(database, settings).functions)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    token,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    record: (time: string) =>
      dynamoRecordStore({ table: database.items, retentionDays: 365, now: () => new Date() }).add(
        visitAt(time, { site }),
      ),
    dropTable: () => database.client.send(new DeleteTableCommand({ TableName: database.tableName })),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await database.close()
      remove()
    },
  }
}

import { join } from 'node:path'
import { type NotifyOrder, networkTableName } from './contract'
import { readNotifyEnvironment } from './environment'
import { type BatchAnswer, notifyFunction, type StreamEvent } from './notify-function'
import { dynamoClient } from './store/dynamo/client'

const { tableName, place, ...settings } = readNotifyEnvironment(process.env)
const table = { client: dynamoClient(), tableName, now: () => new Date() }

/** The function's own ARN, as each call tells it. */
let target = ''

const notify = notifyFunction(table, settings, {
  ways: [], // merge: waysOf(settings.notify, …) of lambda/messages/ways
  write: () => {
    throw new Error('merge: lambda/domain/message/writing')
  },
  digestOf: () => Promise.reject(new Error('merge: lambda/messages/digest')),
  schedules: {
    /** Its client is loaded where something has to be tried again. */
    async at(time, id) {
      const { eventBridgeSchedules } = await import('./messages/aws/schedules')
      await eventBridgeSchedules({ schedules: place.schedules, target }).at(time, id)
    },
  },
  networkTable: join(__dirname, networkTableName),
})

interface LambdaContext {
  readonly invokedFunctionArn: string
}

/** Called with records of the table's stream, each hour, and for a message that is due. */
export async function handler(
  event: StreamEvent | NotifyOrder,
  { invokedFunctionArn }: LambdaContext,
): Promise<BatchAnswer | null> {
  target = invokedFunctionArn
  return notify.handler(event)
}

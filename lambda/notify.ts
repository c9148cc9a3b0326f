import { join } from 'node:path'
import { type NotifyOrder, networkTableName } from './contract'
import { write } from './domain/message/writing/write'
import { zoneOf } from './domain/time/zone'
import { readNotifyEnvironment } from './environment'
import { deployedMail } from './messages/deployed-mail'
import type { Schedules } from './messages/schedules'
import { waysOf } from './messages/ways/ways'
import { type BatchAnswer, notifyFunction, type StreamEvent } from './notify-function'
import { dynamoClient } from './store/dynamo/client'

const { tableName, place, ...settings } = readNotifyEnvironment(process.env)
const { notify } = settings
const now = () => new Date()

/** The function's own ARN, as each call tells it. */
let target = ''

/** Its client is loaded where something has to be tried again. */
const schedules: Schedules = {
  async at(time, id) {
    const { eventBridgeSchedules } = await import('./messages/aws/schedules')
    await eventBridgeSchedules({ schedules: place.schedules, target }).at(time, id)
  },
}

const mail = place.mail === null ? null : deployedMail(place.mail)
const zone = zoneOf(notify.zone)

const called = notifyFunction({ client: dynamoClient(), tableName, now }, settings, {
  ways: waysOf(notify, { mail, now, allowLoopback: false }),
  write: (message) => write(message, { url: place.dashboard, zone }),
  schedules,
  isDeployed: true,
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
  return called.handler(event)
}

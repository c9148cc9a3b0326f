import { failedMessagesMetric, type NotifyOrder, type NotifySettings, type PagesSetting } from './contract'
import type { Message } from './domain/message/message'
import type { WrittenMessage } from './domain/message/written-message'
import type { RefusingService } from './domain/refusal/remedy'
import { zoneOf } from './domain/time/zone'
import type { SiteList } from './domain/visit/site-list'
import { settledSubjects } from './messages/decide'
import { digestOf } from './messages/digest'
import { handleRecords, type RecordParts } from './messages/handle-records'
import type { Schedules } from './messages/schedules'
import { deliverAll, deliverDue } from './messages/send'
import { type DigestParts, putDigest } from './messages/send-digest'
import type { Way } from './messages/way'
import { logMetrics } from './metrics'
import { openNetworks } from './network/networks'
import { dynamoOutboxStore } from './store/dynamo/outbox-store'
import { dynamoQueryStore } from './store/dynamo/query-store'
import { dynamoRecipientStore } from './store/dynamo/recipient-store'
import { dynamoRefusalQueryStore } from './store/dynamo/refusal-query-store'
import { dynamoRollupStore } from './store/dynamo/rollup-store'
import { changeIn } from './store/items/stream-record'
import type { StreamRecord } from './store/table-change'

type TableParts = Parameters<typeof dynamoQueryStore>[0]

export interface NotifyFunctionParts extends Pick<RefusingService, 'isDeployed'> {
  readonly ways: readonly Way[]
  readonly write: (message: Message) => WrittenMessage
  readonly schedules: Schedules
  /** Path of the network table. */
  readonly networkTable: string
}

export interface NotifyFunctionSettings {
  readonly sites: SiteList
  readonly retentionDays: number
  readonly pages: PagesSetting
  readonly notify: NotifySettings
}

/** Records of the table's stream, as Lambda brings them. */
export interface StreamEvent {
  readonly Records: readonly StreamRecord[]
}

/** Lambda's answer to records: the positions of those that could not be handled. */
export interface BatchAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[]
}

export interface NotifyFunction {
  /** The answer to a schedule is null. */
  readonly handler: (event: StreamEvent | NotifyOrder) => Promise<BatchAnswer | null>
}

/** Makes the notify function on any table, on Lambda and on one machine. */
export function notifyFunction(
  table: TableParts,
  settings: NotifyFunctionSettings,
  given: NotifyFunctionParts,
): NotifyFunction {
  const parts = partsOf(table, settings, given)
  const settled = settledSubjects()
  return {
    async handler(event) {
      if ('Records' in event) {
        const { failed } = await handleRecords(parts, event.Records, settled)
        return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) }
      }
      if ('due' in event) await deliverAll(parts, [event.due], false)
      else await lookAround(parts)
      return null
    },
  }
}

/** What is due comes first: a digest that cannot be made keeps nothing from its reader. */
async function lookAround(parts: RecordParts & DigestParts): Promise<void> {
  await deliverDue(parts)
  const digest = await putDigest(parts)
  if (digest !== null) await deliverAll(parts, [digest], true)
}

function partsOf(
  table: TableParts,
  { sites, retentionDays, pages, notify }: NotifyFunctionSettings,
  { networkTable, isDeployed, ...given }: NotifyFunctionParts,
): RecordParts & DigestParts {
  const { now } = table
  const reporting = {
    store: dynamoQueryStore({ ...table, retentionDays }),
    rollups: dynamoRollupStore(table),
    recipients: dynamoRecipientStore({ ...table, retentionDays }),
    networks: openNetworks(networkTable),
    ...{ sites, pages, now },
  }
  const refusals = dynamoRefusalQueryStore(table)
  return {
    ...given,
    ...reporting,
    changeIn,
    outbox: dynamoOutboxStore({ ...table, retentionDays }),
    digestOf: (asked) => digestOf({ ...reporting, refusals, isDeployed }, asked),
    wanted: { kinds: notify.kinds, recipients: notify.recipients },
    rhythm: notify.digest === null ? null : { every: notify.digest, hour: notify.hour },
    zone: zoneOf(notify.zone),
    quiet: notify.quiet,
    onFailed: (id) => {
      console.error({ failed: id })
      logMetrics({ [failedMessagesMetric]: 1 }, now())
    },
  }
}

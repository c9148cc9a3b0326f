import { defaults, notifyKinds } from '../../lambda/contract'
import type { Message } from '../../lambda/domain/message/message'
import type { OutboxEntry } from '../../lambda/domain/message/outbox-entry'
import type { WrittenMessage } from '../../lambda/domain/message/written-message'
import { type Instant, instantOf } from '../../lambda/domain/time/day'
import { zoneOf } from '../../lambda/domain/time/zone'
import type { Visit } from '../../lambda/domain/visit/visit'
import { settledSubjects } from '../../lambda/messages/decide'
import { handleRecords, type RecordParts } from '../../lambda/messages/handle-records'
import { deliverAll, deliverDue } from '../../lambda/messages/send'
import type { Way } from '../../lambda/messages/way'
import { dynamoOutboxStore } from '../../lambda/store/dynamo/outbox-store'
import { dynamoQueryStore } from '../../lambda/store/dynamo/query-store'
import { dynamoRecipientStore } from '../../lambda/store/dynamo/recipient-store'
import { dynamoRollupStore } from '../../lambda/store/dynamo/rollup-store'
import type { Item } from '../../lambda/store/item-table'
import { dynamoRecordStore } from '../../lambda/store/items/record-store'
import { dynamoReportStore } from '../../lambda/store/items/report-store'
import { changeIn } from '../../lambda/store/items/stream-record'
import { toItem } from '../../lambda/store/items/visit-item'
import type { NotifyStore } from '../../lambda/store/notify-store'
import type { StreamRecord } from '../../lambda/store/table-change'
import type { Database } from '../../local/engine/database'
import { recordOf as recordFrom } from '../../local/messages/record-of'
import { networks } from '../support/memory/visits'

const written: WrittenMessage = { subject: '', title: '', text: '', html: '', url: '' }

/** A way that keeps what it was given, and answers as it is told. */
export function keepingWay(name = 'kept') {
  const sent: Message[] = []
  const answers: Awaited<ReturnType<Way['send']>>[] = []
  const way: Way = {
    name,
    async send(message) {
      sent.push(message)
      return answers.shift() ?? { result: 'sent', answer: '200' }
    },
  }
  return { way, sent, answers }
}

let sites = 0

/** At ten o'clock of a day that no other test has: an hour has so many places. */
const dayOfStage = (number: number): Instant => instantOf(Date.UTC(2026, 5, number, 10))

/** A site of its own, at a time that the test sets. */
export function stageOn(
  database: Database,
  given: Partial<RecordParts> = {},
  begin: Instant = dayOfStage(++sites),
) {
  let time = begin
  const now = () => new Date(time)
  const site = `notify-${++sites}.example`
  const table = { ...database, now, retentionDays: 365 }
  const kept = keepingWay()
  const isOwn = ({ message }: OutboxEntry): boolean =>
    message.site === site || (message.site === null && message.at >= begin)
  const scheduled: [time: string, id: string][] = []
  const failed: string[] = []
  const parts: RecordParts = {
    changeIn,
    store: dynamoQueryStore(table),
    rollups: dynamoRollupStore(table),
    recipients: dynamoRecipientStore(table),
    outbox: ownOutbox(dynamoOutboxStore(table), isOwn),
    networks,
    sites: [site],
    pages: defaults.pages,
    wanted: { kinds: notifyKinds, recipients: true },
    zone: zoneOf('UTC'),
    quiet: null,
    ways: [kept.way],
    write: () => written,
    onFailed: (id) => failed.push(id),
    schedules: { at: async (at, id) => void scheduled.push([at, id]) },
    now,
    ...given,
  }
  const record = dynamoRecordStore({ table: database.items, retentionDays: 365, now, isIndexed: () => true })
  const reports = dynamoReportStore({ table: database.items, retentionDays: 365, now })
  return {
    ...{ begin, site, parts, scheduled, failed, kept, record, reports, table },
    at: (later: string) => {
      time = later
    },
    later: (ms: number) => {
      time = instantOf(Date.parse(time) + ms)
    },
    now,
    /** The item that recording makes of a visit. */
    itemOf: (visit: Visit): Item => toItem(visit, { expiry: 2_000_000_000, indexed: true }),
    /** Calls the function with records, as Lambda does. */
    notify: (records: readonly StreamRecord[], own: Partial<RecordParts> = {}) =>
      handleRecords({ ...parts, ...own }, records, settledSubjects()),
    deliver: (id: string) => deliverAll(parts, [id], false),
    sweep: () => deliverDue(parts),
    /** The outbox's entries of this site, and of summaries. */
    async outbox(): Promise<OutboxEntry[]> {
      const { entries } = await parts.outbox.page({ after: null, most: 5000 })
      return entries.filter(isOwn)
    },
  }
}

/** The table has messages of other tests, too. */
const ownOutbox = (outbox: NotifyStore, isOwn: (entry: OutboxEntry) => boolean): NotifyStore => ({
  ...outbox,
  due: async (at) => (await outbox.due(at)).filter(isOwn),
})

export type Stage = ReturnType<typeof stageOn>

/** The record of an item as it is in the table now. */
export async function recordOf(database: Database, key: { pk: string; sk: string }): Promise<StreamRecord> {
  const item = await database.items.get(key)
  if (item === null) throw new Error(`nothing at ${key.pk} ${key.sk}`)
  return recordWith(item)
}

let position = 0
export const recordWith = (item: Item): StreamRecord => recordFrom(item, String(++position))

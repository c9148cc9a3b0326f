import { withdrawSite, withdrawVisits } from '../../lambda/counting/withdraw-messages'
import { type Merged, type Message, messageId } from '../../lambda/domain/message/message'
import type { OutboxEntry } from '../../lambda/domain/message/outbox-entry'
import { instantOf } from '../../lambda/domain/time/day'
import { makeVisitId } from '../../lambda/domain/visit/visit-id'
import { dynamoOutboxStore } from '../../lambda/store/dynamo/outbox-store'
import type { NotifyStore } from '../../lambda/store/notify-store'
import { type Database, openDatabase } from '../../local/engine/database'
import { engines, temporaryFolder } from '../store/fixtures'

const now = Date.parse('2026-11-22T12:00:00.000Z')
const organisation = { name: 'Acme', kind: 'business', domain: 'acme.com', confidence: 'high' } as const
let made = 0

/** A message about a visit of its own. */
function told(site: string, { days = 0 } = {}): Merged {
  const time = now - days * 86_400_000
  const subject = `firm-${++made}`
  return {
    ...{ kind: 'organisation', site, subject, organisation },
    id: messageId('organisation', site, subject),
    at: instantOf(time + 3000),
    visit: {
      ...{ id: makeVisitId(time, new Uint8Array(10).fill(made)), time: instantOf(time) },
      ...{ page: '/secret', title: 'A secret', referrer: null, country: null },
    },
  }
}
const summaryOf = (merged: readonly Merged[]): Message => ({
  ...{
    kind: 'summary',
    site: null,
    subject: instantOf(now + 3_600_000),
    at: instantOf(now),
    merged,
    more: 3,
  },
  id: messageId('summary', null, instantOf(now + 3_600_000 + made)),
})
const sent = (message: Message): OutboxEntry => ({
  ...{ message, state: 'sent', due: null, deliveries: [], summary: null, version: 1 },
})

describe.each(engines)('on %s', (engine) => {
  const { folder, remove } = temporaryFolder()
  let database: Database
  let outbox: NotifyStore
  beforeAll(async () => {
    database = await openDatabase(folder, engine)
    outbox = dynamoOutboxStore({ ...database, retentionDays: 365, now: () => new Date(now) })
  })
  afterAll(async () => {
    await database.close()
    remove()
  })
  const ids = async () =>
    (await outbox.page({ after: null, most: 100 })).entries.map(({ message }) => message.id)

  test('an erased visit goes out of its message and out of a summary, for good; others stay', async () => {
    const [gone, stays, merged] = [told('a.example'), told('a.example'), told('a.example')]
    const summary = summaryOf([merged, stays])
    for (const message of [gone, stays, summary]) await outbox.add(sent(message))
    await withdrawVisits(outbox, [gone.visit, merged.visit])
    expect((await ids()).toSorted()).toEqual([stays.id, summary.id].toSorted())
    expect((await outbox.entry(summary.id))?.message).toMatchObject({ merged: [stays], more: 3 })
    expect(await outbox.entry(gone.id)).toBeNull()
    expect(await outbox.add(sent(gone))).toBe(false) // a record of the stream comes again
    expect(await outbox.entry(gone.id)).toBeNull()
  })

  test('a message that was told days after its visit goes, too', async () => {
    const late = { ...told('a.example', { days: 1 }), at: instantOf(now + 86_400_000) }
    await outbox.add(sent(late))
    await withdrawVisits(outbox, [late.visit])
    expect(await ids()).not.toContain(late.id)
  })

  test('a removed site goes out of all messages', async () => {
    const [of, other] = [told('gone.example', { days: 40 }), told('a.example', { days: 40 })]
    const summary = summaryOf([of, other])
    for (const message of [of, other, summary]) await outbox.add(sent(message))
    await withdrawSite(outbox, 'gone.example')
    const left = await ids()
    expect([left.includes(of.id), left.includes(other.id)]).toEqual([false, true])
    expect((await outbox.entry(summary.id))?.message).toMatchObject({ merged: [other] })
  })
})

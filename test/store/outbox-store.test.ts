import type { Digest } from '../../lambda/domain/message/digest'
import { type Message, type MessageKind, messageId } from '../../lambda/domain/message/message'
import type { OutboxEntry } from '../../lambda/domain/message/outbox-entry'
import { instantOf } from '../../lambda/domain/time/day'
import { dynamoOutboxStore } from '../../lambda/store/dynamo/outbox-store'
import { outboxItem } from '../../lambda/store/items/outbox-item'
import type { NotifyStore } from '../../lambda/store/notify-store'
import { type Database, openDatabase } from '../../local/engine/database'
import { engines, temporaryFolder } from './fixtures'

const begin = Date.parse('2026-03-02T10:00:00.000Z')
const at = (seconds: number) => instantOf(begin + seconds * 1000)

const visit = {
  ...{ id: '019cadfd-8900-7000-8000-0000000002d0', time: at(0), page: '/cv', title: 'Résumé' },
  ...{ referrer: 'google.com', country: 'DE' },
}
const bare = { ...visit, title: null, referrer: null, country: null }
const organisation = { name: 'Acme', kind: 'business', domain: 'acme.com', confidence: 'high' } as const
const digest: Digest = {
  ...{ every: 'daily', from: '2026-03-01', to: '2026-03-01', zone: 'UTC', complete: true },
  ...{
    totals: { visits: 1, visitors: 1, organisations: 0 },
    before: { visits: 0, visitors: 0, organisations: 0 },
  },
  ...{ fresh: [], again: [], recipients: [], refusals: [] },
}

function named<K extends MessageKind>(kind: K, site: string | null, subject: string, seconds = 0) {
  return { kind, id: messageId(kind, site, subject), site, subject, at: at(seconds) }
}
const site = 'you.github.io'
const acme: Message = { ...named('organisation', site, 'acme'), site, organisation, visit }
const jane: Message = {
  ...{
    ...named('recipient', site, 'aaaaaaaaa1'),
    site,
    name: null,
    visit: bare,
    seconds: 0,
    organisation: null,
  },
}
const messages: Message[] = [
  acme,
  { ...named('organisation', site, 'b'), site, organisation: { ...organisation, domain: null }, visit: bare },
  jane,
  { ...named('recipient', site, 'b'), site, name: 'Jane', visit, seconds: 240, organisation: 'Acme' },
  { ...named('summary', null, at(60)), site: null, merged: [], more: 0 },
  { ...named('summary', null, at(120)), site: null, merged: [acme, jane], more: 880 },
  { ...named('digest', null, '2026-03-01'), digest },
  { ...named('test', null, at(0)) },
]

const entryOf = (message: Message, given: Partial<OutboxEntry> = {}): OutboxEntry => ({
  ...{ message, state: 'waiting', due: at(30), deliveries: [], summary: null, version: 1, ...given },
})

describe.each(engines)('on %s', (engine) => {
  const { folder, remove } = temporaryFolder()
  let database: Database
  let outbox: NotifyStore
  let now = new Date(begin)
  beforeAll(async () => {
    database = await openDatabase(folder, engine)
    outbox = dynamoOutboxStore({ ...database, now: () => now, retentionDays: 30 })
  }, 60_000)
  afterAll(async () => {
    await database.close()
    remove()
  })

  test.each(messages)('a message comes back as it was put: $kind $subject', async (message) => {
    const deliveries = [{ way: 'webhook é', state: 'failed', tries: [{ at: at(0), answer: '503' }] }] as const
    const entry = entryOf(message, { deliveries })
    expect(await outbox.entry(message.id)).toBeNull()
    expect(await outbox.add(entry)).toBe(true)
    expect(await outbox.add({ ...entry, message: { ...message, at: at(1) } })).toBe(false)
    expect(await outbox.entry(message.id)).toEqual(entry)
  })

  test('a function that ended after its first write has lost nothing', async () => {
    const message: Message = named('test', null, at(7), 7)
    const put = database.client.send.bind(database.client) as (command: unknown) => Promise<unknown>
    let puts = 0
    const client: Database['client'] = Object.create(database.client)
    client.send = async (command: unknown) => {
      puts += 1
      if (puts === 2) throw new Error('killed')
      return put(command)
    }
    const killed = dynamoOutboxStore({ ...database, client, now: () => now, retentionDays: 30 })
    await expect(killed.add(entryOf(message))).rejects.toThrow('killed')
    expect(await outbox.entry(message.id)).toBeNull()
    expect(await outbox.add(entryOf({ ...message, at: at(9) }))).toBe(true)
    expect((await outbox.entry(message.id))?.message.at).toBe(at(7))
  })

  test('of two changes of one version, one is made', async () => {
    const entry = entryOf({ ...named('test', null, at(8), 8) })
    await outbox.add(entry)
    const change = { ...entry, state: 'sent', due: null, version: 2 } as const
    const made = await Promise.all([outbox.replace(change), outbox.replace({ ...change, state: 'failed' })])
    expect(made.toSorted()).toEqual([false, true])
  })

  test('what waits is found when it is due, the first first, and what is merged by its summary', async () => {
    const [early, late, merged] = [100, 101, 102].map((seconds) =>
      named('test', 'due', String(seconds), seconds),
    )
    await outbox.add(entryOf(late as Message, { due: at(5000) }))
    await outbox.add(entryOf(early as Message, { due: at(4000) }))
    await outbox.add(entryOf(merged as Message, { due: null, state: 'merged', summary: 'msg_s' }))
    const dueAt = async (seconds: number) =>
      (await outbox.due(at(seconds))).map(({ message }) => message).filter((one) => one.site === 'due')
    expect(await dueAt(3999)).toEqual([])
    expect(await dueAt(4000)).toEqual([early])
    expect(await dueAt(5000)).toEqual([early, late])
    expect((await outbox.mergedInto('msg_s')).map(({ message }) => message)).toEqual([merged])
  })

  test('messages are listed a page at a time, the newest first', async () => {
    const subjects = ['1', '2', '3', '4', '5']
    for (const [index, subject] of subjects.entries())
      await outbox.add(entryOf(named('test', 'pages', subject, 10_000 + index)))
    const listed: string[] = []
    let after: string | null = null
    for (let pages = 0; pages < 3; pages++) {
      const page = await outbox.page({ after, most: 2 })
      listed.push(...page.entries.map(({ message }) => message.subject))
      after = page.next
      expect(after).not.toBeNull()
    }
    expect(listed.slice(0, 5)).toEqual(subjects.toReversed())
    const all = await outbox.page({ after: null, most: 1000 })
    expect(all.next).toBeNull()
    expect(new Set(all.entries.map(({ message }) => message.id)).size).toBe(all.entries.length)
  })

  test('an hour has so many places, and who has one keeps it', async () => {
    const hour = '2026-03-02T11'
    const ids = Array.from({ length: 30 }, (_, number) => `msg_${number}`)
    const took = await Promise.all(ids.map((id) => outbox.takePlace({ hour, id, most: 20 })))
    expect(took.filter(Boolean)).toHaveLength(20)
    expect(await Promise.all(ids.map((id) => outbox.takePlace({ hour, id, most: 20 })))).toEqual(took)
    expect(await outbox.takePlace({ hour: '2026-03-02T12', id: 'msg_29', most: 20 })).toBe(true)
  })

  test('whom the owner was told of is remembered, also where visits are kept for less long than messages', async () => {
    const about = { site, kind: 'organisation', subject: 'acme' } as const
    expect(await outbox.isTold(about)).toBe(false)
    expect(await outbox.noteTold({ ...about, id: acme.id })).toBe(true)
    expect(await outbox.noteTold({ ...about, id: acme.id })).toBe(false)
    expect([await outbox.isTold(about), await outbox.isTold({ ...about, kind: 'recipient' })]).toEqual([
      true,
      false,
    ])
  })

  test('a way that stopped is remembered until it is said otherwise', async () => {
    await outbox.setStopped('webhook a', true)
    await outbox.setStopped('webhook b', true)
    await outbox.setStopped('webhook a', false)
    expect(await outbox.stoppedWays()).toEqual(new Set(['webhook b']))
  })

  describe('a message is gone with the first visit that it tells of', () => {
    const kept = '2026-04-01T23:59:59.000Z' // the visit is of 2 March, and kept for 30 days after it
    const ids = async () =>
      (await outbox.page({ after: null, most: 1000 })).entries.map((one) => one.message.id)
    const summary: Message = {
      ...named('summary', null, at(90), 90),
      site: null,
      merged: [jane, acme],
      more: 0,
    }
    const telling = [acme, jane, summary].map((one) => ({ ...one, at: at(86_400), id: `${one.id}x` }))
    beforeAll(async () => {
      for (const message of telling) await outbox.add(entryOf(message))
    })
    afterAll(() => {
      now = new Date(begin)
    })

    test.each(telling)('$kind', async ({ id }) => {
      now = new Date(kept)
      expect(await outbox.entry(id)).not.toBeNull()
      expect(await ids()).toContain(id)
      now = new Date(now.getTime() + 1000)
      expect(await outbox.entry(id)).toBeNull()
      expect(await ids()).not.toContain(id)
    })

    test.each(telling)(
      '$kind, also where the visit is kept for less long than was said as it came',
      async ({ id }) => {
        now = new Date('2026-03-09T23:59:59.000Z')
        const lowered = dynamoOutboxStore({ ...database, now: () => now, retentionDays: 7 })
        expect(await lowered.entry(id)).not.toBeNull()
        now = new Date(now.getTime() + 1000)
        expect(await lowered.entry(id)).toBeNull()
        const { entries } = await lowered.page({ after: null, most: 1000 })
        expect(entries.map(({ message }) => message.id)).not.toContain(id)
        const table: string[] = []
        for await (const { message } of lowered.decided('0', '~')) table.push(message.id)
        expect(table).toContain(id) // whoever erases has to find it
      },
    )
  })

  test('after 90 days a message is gone, where visits are kept longer, and its id free', async () => {
    const message: Message = named('test', 'gone', 'x', 20_000)
    const outbox = dynamoOutboxStore({ ...database, now: () => now, retentionDays: 365 })
    await outbox.add(entryOf(message))
    now = new Date(begin + 91 * 86_400_000)
    expect(await outbox.entry(message.id)).toBeNull()
    expect(await outbox.due('2027-01-01T00:00:00.000Z')).toEqual([])
    expect((await outbox.page({ after: null, most: 10 })).entries).toEqual([])
    expect(await outbox.add(entryOf({ ...message, at: instantOf(now.getTime()) }))).toBe(true)
    now = new Date(begin)
  })
})

test('an ordinary message takes less than two kilobytes, and the longest summary a fraction of what an item may', () => {
  const long = { ...visit, page: `/${'p'.repeat(255)}`, title: 't'.repeat(100), referrer: 'r'.repeat(100) }
  const tries = [{ at: at(0), answer: 'a'.repeat(200) }]
  const deliveries = [{ way: 'webhook hooks.example.com', state: 'sent', tries }] as const
  const merged = Array.from(
    { length: 100 },
    () => ({ ...acme, visit: long }) as typeof acme & { kind: 'organisation' },
  )
  const bytes = (message: Message) =>
    Buffer.byteLength(JSON.stringify(outboxItem(entryOf(message, { deliveries }), 365)))
  expect(bytes({ ...(acme as (typeof merged)[0]), visit: long })).toBeLessThan(2000)
  expect(bytes({ ...named('summary', null, at(0)), site: null, merged, more: 9 })).toBeLessThan(120_000)
})

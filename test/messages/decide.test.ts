import { eraseTold } from '../../lambda/counting/told-erasure'
import { Unavailable } from '../../lambda/domain/errors'
import type { Correction } from '../../lambda/domain/organisation/organisation'
import { type Instant, instantOf } from '../../lambda/domain/time/day'
import { zoneOf } from '../../lambda/domain/time/zone'
import { markedBy } from '../../lambda/domain/visit/mine-mark'
import type { Visit } from '../../lambda/domain/visit/visit'
import type { RecordParts } from '../../lambda/messages/handle-records'
import { dynamoQueryStore } from '../../lambda/store/dynamo/query-store'
import { dynamoRollupStore } from '../../lambda/store/dynamo/rollup-store'
import { visitKey } from '../../lambda/store/keys'
import type { NotifyStore } from '../../lambda/store/notify-store'
import type { QueryStore } from '../../lambda/store/visit-store'
import { type Database, openDatabase } from '../../local/engine/database'
import { temporaryFolder, visitAt } from '../store/fixtures'
import { firefox } from '../support/memory/visits'
import { recordOf, type Stage, stageOn } from './stage'

const { folder, remove } = temporaryFolder()
let database: Database
beforeAll(async () => {
  database = await openDatabase(folder)
}, 60_000)
afterAll(async () => {
  await database.close()
  remove()
})

/** Networks of test/support/memory/visits.ts. */
const [bank, university, provider, cloud, secondOfBank] = [64496, 64497, 64498, 64500, 64501]

/** A visit of which nothing else is known. */
const nobody = { userAgent: firefox, page: '/', visitor: null, mine: null, recipient: null }

/** Records a visit. */
async function come(stage: Stage, fields: Partial<Visit> = {}, time = stage.begin): Promise<Visit> {
  const visit = visitAt(time, { ...nobody, site: stage.site, asn: bank, ...fields })
  await stage.record.add(visit)
  return visit
}

const recordFor = ({ site, id }: Visit) => recordOf(database, visitKey(site, id))

/** Records a visit, and calls the function for it. */
async function comeAndTell(stage: Stage, fields: Partial<Visit> = {}, time = stage.begin): Promise<void> {
  const visit = await come(stage, fields, time)
  await stage.notify([await recordFor(visit)])
}

const subjectsOf = (messages: readonly { subject: string }[]) => messages.map(({ subject }) => subject)

test('the first visit of an organisation is told, with its page and what is known of it', async () => {
  const stage = stageOn(database)
  const { id, time } = await come(stage, { title: 'Résumé', referrer: 'google.com', country: 'DE' })
  expect(await stage.notify([await recordOf(database, visitKey(stage.site, id))])).toEqual({ failed: [] })
  const message = {
    kind: 'organisation',
    id: expect.stringMatching(/^msg_[\da-f]{24}$/),
    site: stage.site,
    subject: 'example-bank',
    at: stage.begin,
    organisation: { name: 'Example Bank', kind: 'business', domain: 'bank.example', confidence: 'high' },
    visit: { id, time, page: '/', title: 'Résumé', referrer: 'google.com', country: 'DE' },
  }
  expect(stage.kept.sent).toEqual([message])
  expect(await stage.outbox()).toEqual([
    {
      ...{ message, state: 'sent', due: null, summary: null, version: 2 },
      deliveries: [{ way: 'kept', state: 'sent', tries: [{ at: stage.begin, answer: '200' }] }],
    },
  ])
})

/** Who comes before, each in a call of its own, and what is told in the end. */
const histories: [name: string, visits: Partial<Visit>[], told: string[]][] = [
  ['of two networks of one organisation', [{ asn: bank }, { asn: secondOfBank }], ['example-bank']],
  ['of two organisations', [{ asn: bank }, { asn: university }], ['example-bank', 'example-university']],
  ['of an ISP and of a data centre', [{ asn: provider }, { asn: cloud }], []],
  ['of nobody', [{ asn: null }], []],
  ['of a robot', [{ webdriver: true }], []],
  ['of a robot, and then of a person', [{ webdriver: true }, {}], ['example-bank']],
  ['of the owner', [{ mine: true }], []],
  ['of the owner, and then of somebody else', [{ mine: true }, {}], ['example-bank']],
]

test.each(histories)('visits %s', async (_, visits, told) => {
  const stage = stageOn(database)
  for (const [at, fields] of visits.entries())
    await comeAndTell(stage, fields, instantOf(Date.parse(stage.begin) + at * 1000))
  expect(subjectsOf(stage.kept.sent)).toEqual(told)
})

const corrections: [name: string, correction: Partial<Correction>, asn: number, told: string[]][] = [
  ['no firm', { subject: bank, kind: 'isp' }, bank, []],
  ['the owner’s own', { subject: bank, mine: true }, bank, []],
  ['muted', { subject: 'example-bank', muted: true }, bank, []],
  ['another firm', { subject: bank, name: 'Acme Corp' }, bank, ['acme-corp']],
]

test.each(corrections)('an organisation that the owner says is %s', async (_, correction, asn, told) => {
  const stage = stageOn(database)
  const none = { name: null, kind: null, domain: null, mine: false, muted: false, star: false, note: null }
  const store = {
    ...stage.parts.store,
    corrections: async () => [{ ...none, subject: bank, ...correction }],
  }
  const visit = await come(stage, { asn })
  await stage.notify([await recordFor(visit)], { store })
  expect(subjectsOf(stage.kept.sent)).toEqual(told)
})

test('what the owner says of a visit since it came holds', async () => {
  const stage = stageOn(database)
  const visit = await come(stage, { visitor: 'a'.repeat(24) })
  const record = await recordFor(visit)
  await dynamoQueryStore(stage.table).putMineMark({ ...markedBy(visit), mine: true })
  await stage.notify([record])
  expect(stage.kept.sent).toEqual([])
})

describe('of a visit that is erased while it is told of, nothing stays', () => {
  const ways: [name: string, own: Partial<RecordParts>][] = [
    ['by itself', {}],
    ['in a summary', { quiet: [9, 12] }],
  ]
  const untold = async (stage: Stage) =>
    (await stage.outbox()).filter(({ message }) => message.kind !== 'summary')

  test.each(ways)('where it is erased before it is told %s', async (_, own) => {
    const stage = stageOn(database, own)
    const store = dynamoQueryStore(stage.table)
    const visit = await come(stage)
    const erasing: QueryStore = {
      ...store,
      async visit(site, id) {
        const found = await store.visit(site, id)
        await store.erase(site, id)
        return found
      },
    }
    await stage.notify([await recordFor(visit)], { store: erasing })
    expect(stage.kept.sent).toEqual([])
    expect(await untold(stage)).toEqual([])
  })

  test.each(ways)('where whoever erases it has looked for messages before it is told %s', async (_, own) => {
    const stage = stageOn(database, own)
    const store = dynamoQueryStore(stage.table)
    const visit = await come(stage)
    const telling: QueryStore = {
      ...store,
      async erase(...given) {
        await stage.notify([await recordFor(visit)])
        return store.erase(...given)
      },
    }
    const parts = { ...stage.parts, rollups: dynamoRollupStore(stage.table), store: telling }
    expect(await eraseTold(parts, [visit])).toBe(1)
    expect(await untold(stage)).toEqual([])
  })

  test('where the table fails just after it was told, and the record comes again', async () => {
    const stage = stageOn(database)
    const store = dynamoQueryStore(stage.table)
    const visit = await come(stage)
    let looks = 0
    const failing: QueryStore = {
      ...store,
      async visit(site, id) {
        if (++looks === 1) return store.visit(site, id)
        await store.erase(site, id)
        throw new Unavailable('the table is busy')
      },
    }
    const record = await recordFor(visit)
    expect((await stage.notify([record], { store: failing })).failed).toHaveLength(1)
    await stage.notify([record])
    expect(await untold(stage)).toEqual([])
  })

  test('but a message does that somebody else has put about another visit of its subject', async () => {
    const stage = stageOn(database)
    const store = dynamoQueryStore(stage.table)
    const first = await come(stage)
    const gone = await come(stage, {}, instantOf(Date.parse(stage.begin) - 1000))
    const [ofFirst, ofGone] = [await recordFor(first), await recordFor(gone)]
    const erasing: QueryStore = {
      ...store,
      async visit(site, id) {
        const found = await store.visit(site, id)
        if (await store.erase(site, id)) await stage.notify([ofFirst])
        return found
      },
    }
    await stage.notify([ofGone], { store: erasing })
    expect((await untold(stage)).map(({ message }) => 'visit' in message && message.visit.id)).toEqual([
      first.id,
    ])
  })
})

test('a visit that was erased before its record came is not told', async () => {
  const stage = stageOn(database)
  const visit = await come(stage)
  const record = await recordFor(visit)
  await dynamoQueryStore(stage.table).erase(visit.site, visit.id)
  await stage.notify([record])
  expect(stage.kept.sent).toEqual([])
})

test('kinds that are not wanted are not told', async () => {
  const stage = stageOn(database, { wanted: { kinds: ['education'], recipients: true } })
  await comeAndTell(stage, { asn: bank })
  await comeAndTell(stage, { asn: university })
  expect(subjectsOf(stage.kept.sent)).toEqual(['example-university'])
})

test('an organisation that rollups know from before is not told, though its visits have expired', async () => {
  const stage = stageOn(database)
  await dynamoRollupStore(stage.table).putFirstSeen(
    stage.site,
    new Map([[secondOfBank, '2024-01-01T00:00:00.000Z']]),
  )
  await comeAndTell(stage)
  expect(stage.kept.sent).toEqual([])
})

test('who came long before is looked for once, whatever function sees the next visit', async () => {
  const stage = stageOn(database)
  await dynamoRollupStore(stage.table).putFirstSeen(
    stage.site,
    new Map([[secondOfBank, '2024-01-01T00:00:00.000Z']]),
  )
  const firstSeen = jest.spyOn(stage.parts.rollups, 'firstSeen')
  for (let visits = 0; visits < 3; visits++) await comeAndTell(stage)
  expect(firstSeen).toHaveBeenCalledTimes(1)
  expect(stage.kept.sent).toEqual([])
})

/** Records in every order, and each of them twice. */
const orders = [
  [0, 1, 2, 0, 1, 2],
  [2, 1, 0, 2, 1, 0],
  [1, 1, 2, 0, 0, 2],
]

test.each(orders.map((order) => [order]))('records in the order %j make one message', async (order) => {
  const stage = stageOn(database)
  const times = [0, 60_000, 120_000].map((after) => instantOf(Date.parse(stage.begin) + after))
  const records = []
  for (const time of times) records.push(await recordFor(await come(stage, {}, time)))
  stage.later(180_000)
  for (const at of order) await stage.notify([records[at] as (typeof records)[0]])
  expect(stage.kept.sent).toMatchObject([{ visit: { time: stage.begin } }])
})

test('two functions that get the same records at once make one message', async () => {
  const stage = stageOn(database)
  const records = await Promise.all(
    [bank, university].map(async (asn) => recordFor(await come(stage, { asn }))),
  )
  await Promise.all([1, 2, 3, 4].map(() => stage.notify(records)))
  expect(subjectsOf(stage.kept.sent).toSorted()).toEqual(['example-bank', 'example-university'])
  expect(await stage.outbox()).toHaveLength(2)
})

test('of the whole stream read once more, also a day later, nothing is told again', async () => {
  const stage = stageOn(database)
  const records = []
  for (const [at, asn] of [bank, university, provider, bank, cloud].entries())
    records.push(await recordFor(await come(stage, { asn }, instantOf(Date.parse(stage.begin) + at * 1000))))
  await stage.notify(records)
  const before = await stage.outbox()
  stage.later(23 * 3_600_000)
  await stage.notify(records)
  expect(stage.kept.sent).toHaveLength(2)
  expect(await stage.outbox()).toEqual(before)
})

const writes = ['add', 'noteTold', 'takePlace', 'replace'] as const

/** An outbox whose function is killed after its nth write, or before it. */
function killedAt(outbox: NotifyStore, nth: number, isDone: boolean) {
  let count = 0
  const counted = Object.fromEntries(
    writes.map((name) => [
      name,
      async (given: never) => {
        count += 1
        if (count > nth) throw new Error('killed')
        if (count < nth) return outbox[name](given)
        if (isDone) await outbox[name](given)
        throw new Error('killed')
      },
    ]),
  )
  return { outbox: { ...outbox, ...counted } as NotifyStore, wasKilled: () => count >= nth }
}

test.each([
  ['before', false],
  ['after', true],
])('a function that is killed %s any of its writes leaves what the next ones do', async (_, isDone) => {
  const log = jest.spyOn(console, 'error').mockImplementation(() => {})
  for (let nth = 1; ; nth++) {
    const stage = stageOn(database)
    const record = await recordFor(await come(stage))
    const { outbox, wasKilled } = killedAt(stage.parts.outbox, nth, isDone)
    await stage.notify([record], { outbox }).catch(() => {})
    stage.later(30_000)
    await stage.notify([record]) // Lambda brings it again
    stage.later(120_000)
    await stage.sweep()
    const entries = await stage.outbox()
    expect(entries).toMatchObject([{ state: 'sent', message: { subject: 'example-bank' } }])
    expect(new Set(stage.kept.sent.map(({ id }) => id)).size).toBe(1)
    if (!wasKilled()) {
      expect(stage.kept.sent).toHaveLength(1)
      expect(nth).toBeGreaterThan(4)
      log.mockRestore()
      return
    }
  }
})

test('a record that cannot be read is named, and keeps no other one from being told', async () => {
  const log = jest.spyOn(console, 'error').mockImplementation(() => {})
  const stage = stageOn(database)
  const good = [await recordFor(await come(stage)), await recordFor(await come(stage, { asn: university }))]
  const poison = {
    dynamodb: { SequenceNumber: '77', NewImage: { ...good[0]?.dynamodb?.NewImage, page: {} } }, // a list
  }
  expect(await stage.notify([poison, ...good])).toEqual({ failed: ['77'] })
  expect(subjectsOf(stage.kept.sent).toSorted()).toEqual(['example-bank', 'example-university'])
  expect(log.mock.calls).toEqual([[{ unread: '77', reason: expect.stringContaining('page') }]])
  log.mockRestore()
})

const quiet: [name: string, now: Instant, due: Instant | null][] = [
  ['before them', '2026-03-28T20:59:00.000Z', null],
  ['in the night that is an hour shorter', '2026-03-28T22:00:00.000Z', '2026-03-29T05:01:00.000Z'],
  ['in the night that is an hour longer', '2026-10-24T22:00:00.000Z', '2026-10-25T06:01:00.000Z'],
]

test.each(quiet)('quiet hours from 22 to 7 in Berlin, %s', async (_, now, due) => {
  const stage = stageOn(database, { zone: zoneOf('Europe/Berlin'), quiet: [22, 7] }, now)
  await comeAndTell(stage, {}, now)
  const entries = await stage.outbox()
  const own = entries.filter(({ message }) => message.site === stage.site)
  expect(own).toMatchObject([{ state: due === null ? 'sent' : 'merged' }])
  if (due === null) return
  expect(stage.kept.sent).toEqual([])
  stage.at(instantOf(Date.parse(due) - 1))
  await stage.sweep()
  expect(stage.kept.sent).toEqual([])
  stage.at(due)
  await stage.sweep()
  expect(stage.kept.sent).toMatchObject([
    { kind: 'summary', subject: due, merged: [{ subject: 'example-bank' }], more: 0 },
  ])
  expect(own[0]?.summary).toBe(stage.kept.sent[0]?.id)
})

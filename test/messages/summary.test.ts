import type { Directory } from '../../lambda/domain/describe/known-network'
import type { Network } from '../../lambda/domain/organisation/organisation'
import { hourLength, instantOf } from '../../lambda/domain/time/day'
import { type Database, openDatabase } from '../../local/engine/database'
import { temporaryFolder, visitAt } from '../store/fixtures'
import { inFull } from '../support/size'
import { recordWith, type Stage, stageOn } from './stage'

const { folder, remove } = temporaryFolder()
let database: Database
beforeAll(async () => {
  database = await openDatabase(folder)
}, 60_000)
afterAll(async () => {
  await database.close()
  remove()
})

/** The first of a thousand networks of firms. */
const firstFirm = 100_000

const firm = (asn: number): Network => ({
  id: asn,
  key: `firm-${asn}`,
  name: `Firm ${asn}`,
  domain: null,
  kind: 'business',
  confidence: 'high',
  evidence: 'label',
})

const firms: Directory = {
  network: (id) => (typeof id === 'number' && id >= firstFirm ? firm(id) : null),
  networksOf: (key) => [Number(key.slice('firm-'.length))],
  carriesLabels: () => false,
  hidesOthers: () => false,
}

/** Has firms come, each once, and returns the records in batches of a hundred. */
async function firmsCome(stage: Stage, count: number) {
  const visits = Array.from({ length: count }, (_, at) =>
    visitAt(stage.begin, { site: stage.site, asn: firstFirm + at, visitor: null }),
  )
  await Promise.all(visits.map((visit) => stage.record.add(visit)))
  const records = visits.map((visit) => recordWith(stage.itemOf(visit)))
  return Array.from({ length: Math.ceil(count / 100) }, (_, at) => records.slice(at * 100, at * 100 + 100))
}

const many = inFull(1000, 45)
const shown = Math.min(100, many - 20)

test(`${many} organisations in an hour make 20 messages and one summary of all others`, async () => {
  const stage = stageOn(database, { networks: firms })
  for (const batch of await firmsCome(stage, many)) await stage.notify(batch)
  expect(stage.kept.sent).toHaveLength(20)
  stage.later(hourLength)
  await stage.sweep()
  expect(stage.kept.sent).toHaveLength(20)
  stage.later(60_000)
  await stage.sweep()
  expect(stage.kept.sent).toHaveLength(21)
  const summary = stage.kept.sent[20]
  expect(summary).toMatchObject({
    kind: 'summary',
    subject: instantOf(Date.parse(stage.begin) + hourLength + 60_000),
    more: many - 20 - shown,
  })
  const merged = summary?.kind === 'summary' ? summary.merged : []
  expect(new Set(merged.map(({ subject }) => subject)).size).toBe(shown)
  const entries = await stage.outbox()
  expect(entries.filter(({ state }) => state === 'sent')).toHaveLength(21)
  expect(entries.filter((one) => one.state === 'merged' && one.summary === summary?.id)).toHaveLength(
    many - 20,
  )
  const ids = entries.map(({ message }) => message.id)
  expect(new Set(ids).size).toBe(many + 1)
  const sizes = entries.map((entry) => Buffer.byteLength(JSON.stringify(entry)))
  expect(Math.max(...sizes)).toBeLessThan(100_000)
}, 120_000)

test('two functions at once make 20 messages of an hour together', async () => {
  const stage = stageOn(database, { networks: firms })
  const [batch = []] = await firmsCome(stage, 30)
  await Promise.all([stage.notify(batch.slice(0, 15)), stage.notify(batch.slice(15))])
  expect(stage.kept.sent).toHaveLength(20)
  stage.later(hourLength + 60_000)
  await stage.sweep()
  expect(stage.kept.sent.slice(20)).toMatchObject([{ kind: 'summary', merged: { length: 10 }, more: 0 }])
})

test('the next hour has places of its own', async () => {
  const stage = stageOn(database, { networks: firms })
  const [batch = []] = await firmsCome(stage, 25)
  await stage.notify(batch.slice(0, 22))
  stage.later(hourLength)
  await stage.notify(batch.slice(22))
  expect(stage.kept.sent).toHaveLength(23)
})

test('a summary whose function was killed before it had anything is sent by no way', async () => {
  const stage = stageOn(database, { networks: firms, quiet: [0, 12] })
  const [batch = []] = await firmsCome(stage, 1)
  const log = jest.spyOn(console, 'error').mockImplementation(() => {})
  let adds = 0
  const add: typeof stage.parts.outbox.add = async (entry) => {
    adds += 1
    if (adds === 2) throw new Error('killed')
    return stage.parts.outbox.add(entry)
  }
  await stage.notify(batch, { outbox: { ...stage.parts.outbox, add } })
  log.mockRestore()
  stage.later(3 * hourLength)
  await stage.sweep()
  expect(stage.kept.sent).toEqual([])
  expect(await stage.outbox()).toMatchObject([
    { message: { kind: 'summary' }, state: 'sent', deliveries: [] },
  ])
})

test('what is merged into a summary that was sent meanwhile is sent by itself', async () => {
  const stage = stageOn(database, { networks: firms, quiet: [0, 12] })
  const [batch = []] = await firmsCome(stage, 2)
  await stage.notify(batch.slice(0, 1))
  const noteTold: typeof stage.parts.outbox.noteTold = (about) => stage.parts.outbox.noteTold(about)
  const add: typeof stage.parts.outbox.add = async (entry) => {
    if (entry.state === 'merged') {
      stage.later(3 * hourLength) // the function was frozen, and others went on
      await stage.sweep()
    }
    return stage.parts.outbox.add(entry)
  }
  await stage.notify(batch.slice(1), { outbox: { ...stage.parts.outbox, add, noteTold } })
  await stage.sweep()
  expect(stage.kept.sent).toMatchObject([
    { kind: 'summary', merged: { length: 1 } },
    { kind: 'organisation' },
  ])
})

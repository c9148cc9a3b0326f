import { resent } from '../../lambda/domain/message/delivery'
import { type Message, messageId } from '../../lambda/domain/message/message'
import { type Delivery, type OutboxEntry, retryMinutes } from '../../lambda/domain/message/outbox-entry'
import { instantOf } from '../../lambda/domain/time/day'
import { waitingEntry } from '../../lambda/messages/tell'
import { type Database, openDatabase } from '../../local/engine/database'
import { temporaryFolder } from '../store/fixtures'
import { keepingWay, type Stage, stageOn } from './stage'

const { folder, remove } = temporaryFolder()
let database: Database
beforeAll(async () => {
  database = await openDatabase(folder)
}, 60_000)
afterAll(async () => {
  await database.close()
  remove()
})

/** Puts a message that is due now. */
async function put(stage: Stage): Promise<string> {
  const at = instantOf(stage.now().getTime())
  const id = messageId('test', stage.site, at)
  const message: Message = { kind: 'test', id, site: stage.site, subject: at, at }
  await stage.parts.outbox.add(waitingEntry(message, at))
  return id
}

/** Puts a message about an organisation that is due now. */
async function putOrganisation(stage: Stage, subject = 'acme'): Promise<string> {
  const at = instantOf(stage.now().getTime())
  const id = messageId('organisation', stage.site, subject)
  const visit = { id: 'v', time: at, page: '/', title: null, referrer: null, country: null }
  const organisation = { name: 'Acme', kind: 'business', domain: null, confidence: 'high' } as const
  const message: Message = { kind: 'organisation', id, site: stage.site, subject, at, organisation, visit }
  await stage.parts.outbox.add(waitingEntry(message, at))
  return id
}

const entryOf = async (stage: Stage, id: string) => (await stage.parts.outbox.entry(id)) as OutboxEntry
const deliveryOf = (entry: OutboxEntry, way: string) =>
  entry.deliveries.find((one) => one.way === way) as Delivery

const refused = { result: 'failed', answer: '503' } as const

test('what no way takes is tried after 1, 5 and 30 minutes, 2, 8 and 24 hours, and then has failed', async () => {
  const stage = stageOn(database)
  stage.kept.answers.push(...Array.from({ length: 7 }, () => refused))
  const id = await put(stage)
  await stage.deliver(id)
  for (const minutes of retryMinutes) {
    const due = instantOf(Date.parse(stage.begin) + minutes * 60_000)
    expect(await entryOf(stage, id)).toMatchObject({ state: 'waiting', due })
    expect(stage.scheduled.at(-1)).toEqual([due, id])
    expect(stage.failed).toEqual([])
    stage.at(due)
    await stage.deliver(id)
  }
  const entry = await entryOf(stage, id)
  expect(entry).toMatchObject({ state: 'failed', due: null })
  expect(
    deliveryOf(entry, 'kept').tries.map(({ at }) => (Date.parse(at) - Date.parse(stage.begin)) / 60_000),
  ).toEqual([0, ...retryMinutes])
  expect(stage.failed).toEqual([id])
  expect(new Set(stage.kept.sent.map((message) => message.id))).toEqual(new Set([id]))
  stage.later(1)
  await stage.sweep()
  expect(stage.kept.sent).toHaveLength(7)
})

test('a way that took it is not asked again because another did not', async () => {
  const other = keepingWay('other')
  const stage = stageOn(database)
  const ways = { ways: [stage.kept.way, other.way] }
  other.answers.push(refused)
  const id = await put(stage)
  Object.assign(stage.parts, ways)
  await stage.deliver(id)
  stage.later(60_000)
  await stage.deliver(id)
  expect([stage.kept.sent.length, other.sent.length]).toEqual([1, 2])
  expect(await entryOf(stage, id)).toMatchObject({ state: 'sent' })
})

test('nothing is sent before it is due, and whoever looks then is called again', async () => {
  const stage = stageOn(database)
  const id = await put(stage)
  stage.at(instantOf(Date.parse(stage.begin) - 1))
  await stage.deliver(id)
  expect(stage.kept.sent).toEqual([])
  expect(stage.scheduled).toEqual([[stage.begin, id]])
})

test('of two functions that look at what is due at once, one sends it', async () => {
  const stage = stageOn(database)
  const id = await put(stage)
  await Promise.all([stage.deliver(id), stage.deliver(id), stage.sweep(), stage.sweep()])
  expect(stage.kept.sent).toHaveLength(1)
})

test('a function that is killed between sending and marking has it sent once more, by the same id', async () => {
  const stage = stageOn(database)
  const log = jest.spyOn(console, 'error').mockImplementation(() => {})
  const id = await put(stage)
  const outbox = { ...stage.parts.outbox }
  let changes = 0
  stage.parts.outbox.replace = async (entry) => {
    changes += 1
    if (changes === 2) throw new Error('killed')
    return outbox.replace(entry)
  }
  await stage.deliver(id)
  stage.parts.outbox.replace = outbox.replace
  const held = await entryOf(stage, id)
  expect(held).toMatchObject({ state: 'waiting', deliveries: [] })
  await stage.deliver(id) // the stream tells of what waits
  expect(stage.scheduled).toEqual([[held.due, id]])
  stage.at(held.due ?? '')
  await stage.deliver(id)
  expect(stage.kept.sent.map((message) => message.id)).toEqual([id, id])
  expect(await entryOf(stage, id)).toMatchObject({ state: 'sent' })
  log.mockRestore()
})

test('a way that says that it is gone gets nothing more, until a test arrives', async () => {
  const stage = stageOn(database)
  const gone = keepingWay(`gone ${stage.site}`)
  Object.assign(stage.parts, { ways: [gone.way] })
  gone.answers.push({ result: 'stopped', answer: '410' })
  const [first, second] = [await putOrganisation(stage, 'one'), await putOrganisation(stage, 'two')]
  await stage.deliver(first)
  await stage.deliver(second)
  expect(gone.sent).toHaveLength(1)
  expect(await entryOf(stage, first)).toMatchObject({ state: 'failed', deliveries: [{ state: 'stopped' }] })
  expect(await entryOf(stage, second)).toMatchObject({
    ...{ state: 'failed', deliveries: [{ way: gone.way.name, state: 'stopped', tries: [] }] },
  })
  await stage.deliver(await put(stage))
  await stage.deliver(await putOrganisation(stage, 'three'))
  expect(gone.sent).toHaveLength(3)
})

test('what cannot be put in words is a try that failed', async () => {
  const stage = stageOn(database)
  Object.assign(stage.parts, {
    write: () => {
      throw new Error('no words\u001b[2J')
    },
  })
  const id = await put(stage)
  await stage.deliver(id)
  expect(deliveryOf(await entryOf(stage, id), 'kept').tries).toEqual([
    { at: stage.begin, answer: 'Error: no words [2J' },
  ])
})

test('a message that its owner has sent once more goes by all ways again', async () => {
  const stage = stageOn(database)
  const id = await put(stage)
  await stage.deliver(id)
  stage.later(1000)
  const again = resent(await entryOf(stage, id), instantOf(stage.now().getTime()))
  expect(await stage.parts.outbox.replace(again)).toBe(true)
  expect(await stage.parts.outbox.replace(again)).toBe(false)
  await stage.sweep()
  expect(stage.kept.sent).toHaveLength(2)
  expect(await entryOf(stage, id)).toMatchObject({ state: 'sent', deliveries: [{ tries: { length: 1 } }] })
})

test('without any way, messages are listed as sent', async () => {
  const stage = stageOn(database)
  Object.assign(stage.parts, { ways: [] })
  const id = await put(stage)
  await stage.deliver(id)
  expect(await entryOf(stage, id)).toMatchObject({ state: 'sent', deliveries: [] })
})

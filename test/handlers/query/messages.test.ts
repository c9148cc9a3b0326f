import type { AnswerOf } from '../../../lambda/api/routes'
import { messageId } from '../../../lambda/domain/message/message'
import type { OutboxEntry } from '../../../lambda/domain/message/outbox-entry'
import { authorized, book, now } from '../../support/book'
import { memoryOutbox } from '../../support/memory/outbox'
import { memoryRecipients } from '../../support/memory/recipients'
import { memoryStore } from '../../support/memory/visits'
import {
  delivery,
  handed,
  merged,
  organisationMessage,
  recipientMessage,
  waiting,
} from '../../support/outbox-entries'

type List = AnswerOf<'GET /messages'>

const code = '7k2m9qxw4c'
const jane = {
  ...{ code, name: 'Acme, Jane Doe', page: 'https://you.github.io/cv', created: now },
  ...{ withdrawn: null, muted: false },
}

function shop(entries: readonly OutboxEntry[], { messages = true } = {}) {
  const [outbox, store, recipients] = [memoryOutbox(...entries), memoryStore(), memoryRecipients(jane)]
  const ask = book({ outbox, store, recipients, messages })
  const send = (method: string, path: string) => {
    const [route = ''] = path.split('?')
    const id = /msg_\w+|no-id/.exec(route)?.[0]
    const params = id === undefined ? {} : { params: { id } }
    const headers = authorized
    return ask({
      route: `${method} ${id === undefined ? route : route.replace(id, '{id}')}`,
      path,
      headers,
      ...params,
    })
  }
  return {
    outbox,
    store,
    recipients,
    send,
    list: async (query = '') => (await send('GET', `/messages${query}`)).json as List,
  }
}

const bank = organisationMessage('2026-11-22T10:00:00.000Z')
const read = recipientMessage('2026-11-22T11:00:00.000Z', code)
const took = delivery('e-mail', 'sent', ['2026-11-22T10:00:05.000Z', '200'])
const refused = delivery(
  'webhook hooks.example.com',
  'failed',
  ['2026-11-22T10:00:05.000Z', 'timed out after 5 s'],
  ['2026-11-22T10:01:05.000Z', '503'],
)

test('messages are listed, the newest first, with every try and what was answered', async () => {
  const { list } = shop([handed(bank, took, refused), waiting(read)])
  expect(await list()).toEqual({
    messages: [
      {
        ...{ id: read.id, kind: 'recipient', site: 'you.github.io', at: read.at, subject: code },
        ...{ name: 'Acme, Jane Doe', muted: false, title: expect.stringContaining('Jane Doe') },
        ...{ state: 'waiting', due: read.at, deliveries: [], summary: null },
      },
      {
        ...{ id: bank.id, kind: 'organisation', site: 'you.github.io', at: bank.at, subject: 'example-bank' },
        ...{ name: 'Example Bank', muted: false, title: expect.stringContaining('Example Bank') },
        ...{ state: 'failed', due: null, deliveries: [took, refused], summary: null },
      },
    ],
    cursor: null,
  })
})

test('a page leads to the next, and its cursor is good for nothing else', async () => {
  const entries = [1, 2, 3, 4, 5].map((hour) =>
    handed(
      organisationMessage(`2026-11-22T0${hour}:00:00.000Z`, { key: `firm-${hour}`, name: 'Firm' }),
      took,
    ),
  )
  const { list, send } = shop(entries)
  const subjects: string[][] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: List = await list(`?limit=2${cursor && `&cursor=${cursor}`}`)
    subjects.push(page.messages.map(({ subject }) => subject))
    cursor = page.cursor
    if (cursor !== null)
      expect((await send('GET', `/visits?cursor=${cursor}`)).json).toMatchObject({
        status: 400,
        field: 'cursor',
      })
  }
  expect(subjects).toEqual([['firm-5', 'firm-4'], ['firm-3', 'firm-2'], ['firm-1']])
  expect((await send('GET', '/messages?cursor=abc')).json).toMatchObject({ status: 400, field: 'cursor' })
  expect((await send('GET', '/messages?limit=101')).json).toMatchObject({ status: 400, field: 'limit' })
})

test('one message is answered with its text', async () => {
  const { send } = shop([handed(bank, took)])
  expect((await send('GET', `/messages/${bank.id}`)).json).toMatchObject({
    ...{ id: bank.id, state: 'sent', text: expect.stringContaining('Curriculum vitae') },
  })
})

test('a message says whether its subject is muted', async () => {
  const { send, store, recipients, list } = shop([handed(bank, took), handed(read, took)])
  const muted = async () => (await list()).messages.map((one) => one.muted)
  await store.correct({
    ...{
      subject: 'example-bank',
      name: null,
      kind: null,
      domain: null,
      mine: false,
      muted: true,
      star: false,
      note: null,
    },
  })
  expect(await muted()).toEqual([false, true])
  await recipients.replaceRecipient({ ...jane, muted: true })
  expect(await muted()).toEqual([true, true])
  await recipients.removeRecipient(code, [])
  expect(await muted()).toEqual([null, true]) // forgotten
  expect((await send('GET', `/messages/${bank.id}`)).json).toMatchObject({ muted: true })
})

test.each<[string, OutboxEntry]>([
  ['sent', handed(bank, took)],
  ['failed', handed(bank, took, refused)],
  ['merged', merged(bank, messageId('summary', null, now))],
])('a %s message is sent once more: due at once', async (_, entry) => {
  const { send, outbox } = shop([entry])
  expect(await send('POST', `/messages/${bank.id}/resend`)).toMatchObject({
    status: 202,
    json: { id: bank.id },
  })
  expect(await outbox.entry(bank.id)).toMatchObject({
    state: 'waiting',
    due: now,
    version: entry.version + 1,
  })
  expect((await send('POST', `/messages/${bank.id}/resend`)).json).toMatchObject({
    ...{ status: 409, detail: `it is waiting already, and tried next at ${now}` },
  })
})

test('a message that another function changed meanwhile is not sent over its head', async () => {
  const { send, outbox } = shop([handed(bank, refused)])
  outbox.replace = async () => false
  expect((await send('POST', `/messages/${bank.id}/resend`)).json).toMatchObject({ status: 409 })
})

test.each([
  ['GET', '/messages/msg_000000000000000000000000'],
  ['GET', '/messages/no-id'],
  ['POST', '/messages/msg_000000000000000000000000/resend'],
])('%s %s is answered 404', async (method, path) => {
  expect((await shop([]).send(method, path)).json).toMatchObject({
    ...{ status: 404, detail: 'there is no message of this id; GET /messages lists them' },
  })
})

test('a test message waits in the outbox, for every way', async () => {
  const { send, outbox, list } = shop([])
  const id = messageId('test', null, now)
  expect(await send('POST', '/messages')).toMatchObject({ status: 202, json: { id } })
  expect(await outbox.entry(id)).toEqual({
    message: { id, kind: 'test', site: null, at: now, subject: now },
    ...{ state: 'waiting', due: now, deliveries: [], summary: null, version: 1 },
  })
  expect((await list()).messages).toMatchObject([
    { id, kind: 'test', name: null, muted: null, state: 'waiting' },
  ])
})

test('nothing is sent without the setting notify, and what was sent before is listed', async () => {
  const { send, outbox, list } = shop([handed(bank, took)], { messages: false })
  for (const path of ['/messages', `/messages/${bank.id}/resend`])
    expect((await send('POST', path)).json).toMatchObject({
      ...{ status: 409, detail: 'messages are off: set notify and deploy; docs/messages.md says how' },
    })
  expect((await outbox.page({ after: null, most: 9 })).entries).toEqual([handed(bank, took)])
  expect((await list()).messages).toHaveLength(1)
})

test.each(['GET /messages', 'POST /messages'])('%s takes a token that sees everything', async (route) => {
  const ask = book()
  const path = route.split(' ')[1] as string
  expect((await ask({ route, path })).status).toBe(401)
  const made = await ask({
    ...{ route: 'POST /tokens', path: '/tokens', headers: authorized, body: '{"site":"you.github.io"}' },
  })
  const { token } = made.json as { token: string }
  expect((await ask({ route, path, headers: { Authorization: `Bearer ${token}` } })).status).toBe(403)
})

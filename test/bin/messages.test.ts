import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sendTest } from '../../bin/cli/messages/sending'
import type { Delivery, OutboxEntry } from '../../lambda/domain/message/outbox-entry'
import { book, now, token } from '../support/book'
import { memoryOutbox } from '../support/memory/outbox'
import { delivery, handed, merged, organisationMessage, waiting } from '../support/outbox-entries'
import { visitbookHere } from './visitbook'

/** What the function that sends answers to whatever is put: null where it is asleep. */
type Ways = readonly Delivery[] | null

let [outbox, ways, messages]: [ReturnType<typeof memoryOutbox>, Ways, boolean] = [memoryOutbox(), null, true]

/** Hands over what waits, as the stream would have it done. */
async function wake(): Promise<void> {
  if (ways === null) return
  for (const entry of (await outbox.page({ after: null, most: 99 })).entries) {
    if (entry.state !== 'waiting') continue
    const isAgain = ways.some(({ state }) => state === 'waiting')
    const done = isAgain ? { ...waiting(entry.message), deliveries: ways } : handed(entry.message, ...ways)
    await outbox.replace({ ...done, version: entry.version + 1 })
  }
}

const server = createServer(async (request, response) => {
  const ask = book({ outbox, messages })
  const path = request.url ?? ''
  const id = /msg_\w+/.exec(path)?.[0]
  const route = `${request.method} ${(path.split('?')[0] as string).replace(id ?? ' ', '{id}')}`
  const headers = { Authorization: request.headers.authorization ?? '' }
  const answer = await ask({
    route,
    path: path.replace(/\?$/, ''),
    headers,
    ...(id !== undefined && { params: { id } }),
  })
  if (request.method === 'POST') await wake()
  response.writeHead(answer.status, { 'content-type': answer.headers['content-type'] }).end(answer.body)
})
let url = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

function given(
  entries: readonly OutboxEntry[],
  more: { readonly ways?: Ways; readonly messages?: boolean } = {},
): void {
  outbox = memoryOutbox(...entries)
  ways = more.ways ?? null
  messages = more.messages ?? true
}

const run = (...args: string[]) =>
  visitbookHere(args, { env: { VISITBOOK_URL: url, VISITBOOK_TOKEN: token } })

const [at, due] = ['2026-11-22T10:00:00.000Z', '2026-11-22T10:30:00.000Z']
const bank = organisationMessage(at)
const hook = 'webhook hooks.example.com'
const took = delivery('e-mail', 'sent', [at, '200'])

test('messages are listed, with what each way answered last', async () => {
  const hostile = organisationMessage('2026-11-22T08:00:00.000Z', {
    key: 'x',
    name: 'Evil\u001b[31m\u202e Corp',
  })
  const summary = 'msg_00000000000000000000000a'
  given([
    handed(bank, took, delivery(hook, 'failed', [at, '500'], [at, 'timed out after 5 s'])),
    { ...waiting(organisationMessage('2026-11-22T09:00:00.000Z', { key: 'firm', name: 'Firm' })), due },
    merged(hostile, summary),
  ])
  const { code, stdout, stderr } = await run('messages')
  const rows = stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.split(/ {2,}/))
  expect([code, stderr]).toEqual([0, ''])
  expect(rows).toEqual([
    ['AT (UTC)', 'STATE', 'MESSAGE', 'WAYS', 'ID'],
    [
      '2026-11-22 10:00',
      'failed',
      expect.stringContaining('Example Bank'),
      `e-mail sent; ${hook} failed: timed out after 5 s`,
      bank.id,
    ],
    [
      '2026-11-22 09:00',
      'waiting until 2026-11-22 10:30',
      expect.stringContaining('Firm'),
      '-',
      expect.any(String),
    ],
    ['2026-11-22 08:00', 'merged', expect.stringContaining('Evil'), '-', hostile.id],
  ])
  expect(stdout.replaceAll('\n', '')).not.toMatch(/\p{C}/u)
})

test('as JSON they have every try', async () => {
  given([handed(bank, took)])
  const { stdout } = await run('messages', '--json', '--limit', '1')
  expect(JSON.parse(stdout)).toMatchObject({ messages: [{ id: bank.id, deliveries: [took] }], cursor: null })
})

test('an empty outbox says how to fill it', async () => {
  given([])
  expect(await run('messages')).toMatchObject({
    code: 0,
    stdout: '',
    stderr: expect.stringContaining('docs/messages.md'),
  })
})

test.each<[string, Ways, number, string, string]>([
  ['every way took it', [took], 0, 'e-mail: sent, 200\n', ''],
  [
    'one did not, and is tried again',
    [took, delivery(hook, 'waiting', [at, '503'])],
    1,
    `e-mail: sent, 200\n${hook}: waiting, 503\n`,
    `visitbook: not every way took it; it is tried again at ${now}\n`,
  ],
  [
    'the last try failed',
    [delivery(hook, 'failed', [at, '410\u001b[2J'])],
    1,
    `${hook}: failed, 410[2J\n`,
    'visitbook: not every way took it; it is not tried again\n',
  ],
  [
    'one wants no more messages',
    [took, delivery(hook, 'stopped', [at, '410'])],
    1,
    `e-mail: sent, 200\n${hook}: stopped, 410\n`,
    'visitbook: not every way took it; it is not tried again\n',
  ],
  [
    'no way is set',
    [],
    1,
    '',
    'visitbook: no way is set, so it is in the dashboard alone: see docs/messages.md\n',
  ],
])('a test message, where %s', async (_, answers, code, stdout, stderr) => {
  given([], { ways: answers })
  const ran = await run('notify', '--test')
  expect(ran).toEqual({
    code,
    stdout,
    stderr: expect.stringMatching(/^A test message is on its way: msg_\w+\n/),
  })
  expect(ran.stderr.replace(/^.*\n/, '')).toBe(stderr)
})

test('a test message of which nothing is heard', async () => {
  given([])
  const own = process.env
  const logged = jest.spyOn(console, 'error').mockImplementation()
  process.env = { ...own, VISITBOOK_URL: url, VISITBOOK_TOKEN: token }
  try {
    const patience = { forMs: 60, everyMs: 20 }
    await expect(sendTest({}, patience)).rejects.toThrow('nothing was tried within 0.06 s')
  } finally {
    process.env = own
    logged.mockRestore()
  }
})

test('a message is sent once more, by its id', async () => {
  given([handed(bank, delivery(hook, 'failed', [at, '503']))], {
    ways: [delivery(hook, 'sent', [now, '204'])],
  })
  expect(await run('messages', '--resend', bank.id)).toEqual({
    ...{
      code: 0,
      stdout: `${hook}: sent, 204\n`,
      stderr: `The message is on its way once more: ${bank.id}\n`,
    },
  })
})

test.each([
  [['messages', '--resend', 'me'], 2, 'visitbook: me is no id of a message; see visitbook messages\n'],
  [
    ['messages', '--resend', 'msg_00000000000000000000000a'],
    1,
    `visitbook: URL: there is no message of this id; GET /messages lists them\n`,
  ],
  [['messages', '--limit', '0'], 2, 'visitbook: limit must be a whole number from 1 to 100\n'],
  [['notify'], 2, "error: required option '--test' not specified\n"],
])('%j is refused', async (args, code, stderr) => {
  given([])
  expect(await run(...args)).toEqual({ code, stdout: '', stderr: stderr.replace('URL', url) })
})

test('without the setting notify it says so', async () => {
  given([], { messages: false })
  expect((await run('notify', '--test')).stderr).toBe(
    `visitbook: ${url}: messages are off: set notify and deploy; docs/messages.md says how\n`,
  )
})

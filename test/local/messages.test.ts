import { edgeSecretHeader } from '../../lambda/contract'
import { hashOf } from '../../lambda/http/token-secret'
import { localSettings } from '../../local/settings'
import { engines } from '../store/fixtures'
import { type Book, openBook, page, site } from './book'

const { notify } = localSettings({})
const secret = 'of the edge'
const edge = { secrets: [hashOf(secret).toString('hex')], only: false, url: null }

/** An address of an organisation's network, as an edge tells it. */
const from = (address: string) => ({
  ...{ [edgeSecretHeader]: secret, 'cloudfront-viewer-address': `${address}:40000` },
})
const princeton = '128.112.1.1'
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'

interface Listed {
  readonly id: string
  readonly kind: string
  readonly state: string
  readonly subject: string
  readonly deliveries: readonly {
    readonly way: string
    readonly tries: readonly { at: string; answer: string }[]
  }[]
}

const visit = (book: Book, address: string) =>
  book.ask('POST /visits', {
    headers: { ...page, ...from(address), 'user-agent': firefox },
    body: '{"page":"/cv.html"}',
    token: null,
  })

async function messagesOf({ ask }: Book, count: number): Promise<readonly Listed[]> {
  for (let waited = 0; ; waited += 50) {
    const { messages } = (await ask('GET /messages')).json
    const isDone = messages.length >= count && messages.every(({ state }: Listed) => state !== 'waiting')
    if (isDone || waited > 5000) return messages
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

describe.each(engines)('npm start on %s', (engine) => {
  let book: Book
  const printed: string[] = []
  let log: jest.SpyInstance
  beforeAll(async () => {
    log = jest.spyOn(console, 'log').mockImplementation((text) => void printed.push(String(text)))
    book = await openBook({ engine, edge, notify })
  }, 60_000)
  afterAll(async () => {
    await book.close()
    log.mockRestore()
  })

  test('prints who came, once, and lists it', async () => {
    for (const address of [princeton, princeton]) expect((await visit(book, address)).status).toBe(204)
    expect(await messagesOf(book, 1)).toMatchObject([
      { kind: 'organisation', state: 'sent', deliveries: [{ way: 'terminal' }] },
    ])
    expect(printed.filter((text) => text.includes('Princeton University'))).toHaveLength(1)
  })

  test('prints who read what was sent', async () => {
    const link = { name: 'Jane at Acme', page: `https://${site}/cv.html` }
    const { code } = (await book.ask('POST /recipients', { body: link })).json
    const id = await openedBy(book, code)
    const body = JSON.stringify({ seconds: 40, reach: 80, acted: true })
    const headers = { ...page, 'user-agent': firefox }
    const reported = await book.ask(`POST /visits/${id}/engagement`, { headers, body, token: null })
    expect([reported.status, reported.text]).toEqual([204, ''])
    expect((await messagesOf(book, 2)).map(({ kind }) => kind).toSorted()).toEqual([
      'organisation',
      'recipient',
    ])
    expect(printed.filter((text) => text.includes('Jane at Acme'))).toHaveLength(1)
  })

  test('tells nothing any more of a visit that is erased', async () => {
    const told = await messagesOf(book, 2)
    for (const visit of (await book.ask('GET /visits?organisation=princeton-university')).json.visits)
      expect((await book.ask(`DELETE /visits/${visit.id}?site=${site}`)).status).toBe(204)
    const left = (await book.ask('GET /messages')).json.messages as Listed[]
    expect([told.length - left.length, left.map(({ kind }) => kind)]).toEqual([1, ['recipient']])
    expect(
      (await book.ask(`GET /messages/${told.find(({ kind }) => kind === 'organisation')?.id}`)).status,
    ).toBe(404)
  })

  test('sends a message once more, and one that its owner tries the ways with', async () => {
    const [first] = await messagesOf(book, 1)
    const before = printed.length
    expect((await book.ask(`POST /messages/${first?.id}/resend`, { body: '' })).status).toBe(202)
    expect((await book.ask('POST /messages', { body: '' })).status).toBe(202)
    const messages = await messagesOf(book, 2)
    expect(messages.map(({ state }) => state)).toEqual(['sent', 'sent'])
    expect(printed.slice(before)).toHaveLength(2)
  })
})

/** Has somebody at home open the link, and returns the visit's id. */
async function openedBy(book: Book, to: string): Promise<string> {
  const headers = { ...page, 'user-agent': firefox }
  await book.ask('POST /visits', { headers, body: JSON.stringify({ page: '/cv.html', to }), token: null })
  const visits = (await book.ask('GET /visits?bot=include')).json.visits
  return visits.find(({ recipient }: { recipient: string | null }) => recipient !== null).id
}

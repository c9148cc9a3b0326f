import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { beaconOf } from '../../../lambda/handlers/record/get-beacon'
import { beaconCode } from '../../../lib/assets/beacon-code'
import { firefox } from '../../support/memory/visits'
import { type Book, openBook, page } from '../book'

/** Answers as they come over the wire: fetch() would decode them. */
let book: Book
beforeAll(async () => {
  book = await openBook()
  for (let at = 0; at < 60; at++)
    await book.ask('POST /visits', {
      headers: { ...page, 'user-agent': firefox },
      body: { page: `/résumé/${at}` },
      token: null,
    })
})
afterAll(() => book.close())

async function raw(path: string, headers: Record<string, string> = {}) {
  const sent = request(book.url + path, {
    headers: { authorization: `Bearer ${book.token}`, ...headers },
    agent: false,
  })
  sent.end()
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  return { status: response.statusCode, headers: response.headers, body: await buffer(response) }
}

const decoders: Record<string, (body: Uint8Array) => Buffer> = { br: brotliDecompressSync, gzip: gunzipSync }

describe.each(['br', 'gzip'])('in %s', (coding) => {
  test.each(['/visits', '/visits?format=csv', '/visits?format=ndjson', '/openapi.json', '/'])(
    'GET %s says what it says as it is',
    async (path) => {
      const [plain, small] = [await raw(path), await raw(path, { 'accept-encoding': coding })]
      expect([plain.status, plain.headers['content-encoding']]).toEqual([200, undefined])
      expect(small.headers).toMatchObject({
        'content-encoding': coding,
        'content-type': plain.headers['content-type'],
        'content-length': String(small.body.length),
        vary: expect.stringContaining('accept-encoding'),
      })
      expect(small.body.length).toBeLessThan(plain.body.length / 2)
      expect(decoders[coding]?.(small.body)).toEqual(plain.body)
    },
  )
})

test.each([
  '/visits',
  '/visits?format=csv',
  '/organisations?from=2026-01-01',
  '/sites',
  '/refusals?from=2026-01-01',
  '/health',
  '/stats',
  '/status',
])('GET %s is told to be as it was, until something changes', async (path) => {
  const { headers } = await raw(path)
  expect(headers['cache-control']).toBe('private, no-cache')
  const again = await raw(path, { 'if-none-match': String(headers.etag), 'accept-encoding': 'br' })
  expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, headers.etag])
})

test.each(['/health', '/visitbook.js', `/visitbook.${beaconOf(beaconCode()).hash}.js`])(
  'HEAD %s is answered as GET is, without the body',
  async (path) => {
    const ask = async (method: string, headers = {}) => {
      const { status, headers: all } = await fetch(book.url + path, { method, headers })
      const { date, connection, 'keep-alive': _, ...told } = Object.fromEntries(all)
      return { status, told }
    }
    const got = await ask('GET')
    expect(await ask('HEAD')).toEqual(got)
    const tag = { 'if-none-match': String(got.told.etag) }
    expect(await ask('HEAD', tag)).toMatchObject({ status: 304 })
    expect(await (await fetch(book.url + path, { method: 'HEAD' })).text()).toBe('')
  },
)

test('a visit more is another answer', async () => {
  const before = await raw('/visits')
  const { id } = (await book.visits())[0] as { id: string }
  await book.ask(`DELETE /visits/${id}`)
  const after = await raw('/visits', { 'if-none-match': String(before.headers.etag) })
  expect([after.status, after.headers.etag === before.headers.etag]).toEqual([200, false])
})

test('a tag is no way in', async () => {
  const { headers } = await raw('/visits')
  const tag = { 'if-none-match': String(headers.etag) }
  expect((await raw('/visits', { ...tag, authorization: 'Bearer unknown' })).status).toBe(401)
})

import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { smallText } from '../../lambda/http/compression'
import { finish } from '../../lambda/http/etag'
import { Problem, problemOf } from '../../lambda/http/problem'
import { content, type HttpResponse, json, noContent } from '../../lambda/http/response'
import { request } from '../support/http/request'

const big = { text: 'a résumé '.repeat(500) }
const get = (headers: Record<string, string> = {}, answer: HttpResponse = json(big)) =>
  finish(request({ headers }), answer)
const decoders: Record<string, (body: Uint8Array) => Buffer> = { br: brotliDecompressSync, gzip: gunzipSync }

test('an answer to GET may be kept by the reader’s own browser, which must ask whether it still holds', () => {
  const { headers } = get({}, json({ a: 1 }))
  expect(headers).toEqual({
    'cache-control': 'private, no-cache',
    'content-type': 'application/json',
    'x-content-type-options': 'nosniff',
    etag: expect.stringMatching(/^W\/"[\w-]{22}"$/),
  })
  expect(get({}, json({ a: 1 })).headers.etag).toBe(headers.etag)
  expect(get({}, json({ a: 2 })).headers.etag).not.toBe(headers.etag)
})

const tag = String(get({}, json({ a: 1 })).headers.etag)

test.each([tag, tag.slice(2), `"other", ${tag}`, '*'])(
  'what is still as it was under %s is 304 without a body',
  (known) => {
    expect(get({ 'If-None-Match': known }, json({ a: 1 }))).toEqual({
      status: 304,
      headers: { 'cache-control': 'private, no-cache', 'x-content-type-options': 'nosniff', etag: tag },
    })
  },
)

test.each(['"other"', 'W/"other"', '', tag.replace('"', '')])('under %s it is sent', (known) => {
  expect(get({ 'If-None-Match': known }, json({ a: 1 }))).toMatchObject({ status: 200, body: '{"a":1}' })
})

test('the tag is made of its source where the answer names one', () => {
  const [first, second] = ['12:00', '12:01'].map((asOf) => ({
    ...json({ visits: 1, asOf }),
    etagSource: '1',
  }))
  const { etag } = get({}, first).headers
  expect(get({}, second).headers.etag).toBe(etag)
  expect(get({ 'If-None-Match': String(etag) }, second).status).toBe(304)
})

test.each([
  ['br', 'br'],
  ['gzip', 'gzip'],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip;q=1.0, br;q=0.5', 'gzip'],
  ['br;q=0, gzip;q=0.1', 'gzip'],
  ['*', 'br'],
  ['br;q=0, *', 'gzip'],
  ['GZIP', 'gzip'],
])('Accept-Encoding: %s gets %s', (accepted, coding) => {
  const { headers, body } = get({ 'Accept-Encoding': accepted })
  expect(headers).toMatchObject({ 'content-encoding': coding, vary: 'accept-encoding' })
  expect(headers.etag).toBe(get().headers.etag)
  expect(body?.length).toBeLessThan(200)
  expect(JSON.parse(String(decoders[coding]?.(body as Uint8Array)))).toEqual(big)
})

test.each([undefined, '', 'identity', 'deflate', 'br;q=0', 'gzip;q=nonsense'])(
  'Accept-Encoding: %s gets it as it is',
  (accepted) => {
    const { headers, body } = get(accepted === undefined ? {} : { 'Accept-Encoding': accepted })
    expect(headers).toMatchObject({ vary: 'accept-encoding' })
    expect([headers['content-encoding'], body]).toEqual([undefined, JSON.stringify(big)])
  },
)

const any = { 'Accept-Encoding': 'br' }
const text = (bytes: number, type: string, headers = {}) => content(type, 'x'.repeat(bytes), headers)

test.each([
  ['JSON', text(smallText, 'application/json'), true],
  ['CSV', text(smallText, 'text/csv; charset=utf-8; header=present'), true],
  ['NDJSON', text(smallText, 'application/x-ndjson'), true],
  ['HTML', text(smallText, 'text/html; charset=utf-8'), true],
  ['bytes of a text', { ...text(0, 'text/html'), body: Buffer.alloc(smallText, 'x') }, true],
  ['a long problem', problemOf(new Problem(404, 'x'.repeat(smallText))), true],
  ['a short text', text(smallText - 1, 'application/json'), false],
  ['an image', text(smallText, 'image/gif'), false],
  ['what is compressed already', text(smallText, 'text/html', { 'content-encoding': 'gzip' }), false],
  ['no content', noContent(), false],
])('compressed or not: %s', (_, answer, isCompressed) => {
  expect(get(any, answer).headers['content-encoding'] === 'br').toBe(isCompressed)
})

test('Vary keeps what it had', () => {
  expect(get(any, text(smallText, 'text/csv', { vary: 'accept' })).headers.vary).toBe(
    'accept, accept-encoding',
  )
})

test('a tag of its own is kept, weak when other bytes are sent, and a time of its own too', () => {
  const page = text(smallText, 'text/html', { etag: '"page"', 'cache-control': 'public, max-age=60' })
  expect(get({}, page).headers).toMatchObject({ etag: '"page"', 'cache-control': 'public, max-age=60' })
  expect(get(any, page).headers.etag).toBe('W/"page"')
  expect(get({ ...any, 'If-None-Match': 'W/"page"' }, page).status).toBe(304)
})

test.each([
  ['an error', problemOf(new Problem(404, 'nothing'))],
  ['no content', noContent()],
])('%s is not kept', (_, answer) => {
  expect(get({ 'If-None-Match': '*' }, answer)).toEqual(answer)
})

test('what changes something is not kept', () => {
  const answer = json({ erased: 1 })
  const asked = request({ route: 'DELETE /visits', headers: { 'If-None-Match': '*' } })
  expect(finish(asked, answer)).toEqual(answer)
})

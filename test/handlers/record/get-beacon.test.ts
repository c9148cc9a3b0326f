import { createHash } from 'node:crypto'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { type Beacons, beaconOf, getBeacon } from '../../../lambda/handlers/record/get-beacon'
import { requestOf } from '../../../lambda/http/request'
import { beacon, book, earlierBeacon, now } from '../../support/book'
import { event } from '../../support/http/event'
import { memoryRefusals } from '../../support/memory/refusals'

const asset = (name: string) => ({ route: 'GET /{asset}', path: `/${name}`, params: { asset: name } })
const current = { route: 'GET /visitbook.js' }
const pinned = asset(`visitbook.${beacon.hash}.js`)

test('the beacon’s name and integrity come of its code', () => {
  expect(beaconOf('1')).toEqual({
    code: '1',
    hash: '6b86b273ff34fce1', // printf 1 | sha256sum
    integrity: `sha384-${createHash('sha384').update('1').digest('base64')}`,
  })
})

test.each([
  ['the current one, cached one day', current, beacon, 'public, max-age=86400'],
  ['a pinned one, cached for good', pinned, beacon, 'public, max-age=31536000, immutable'],
  [
    'a pinned one of an earlier release',
    asset(`visitbook.${earlierBeacon.hash}.js`),
    earlierBeacon,
    'public, max-age=31536000, immutable',
  ],
  [
    'one that was pinned under another name',
    asset(`mine.${earlierBeacon.hash}.js`),
    earlierBeacon,
    'public, max-age=31536000, immutable',
  ],
])('any page may load %s, and nothing is counted', async (_, asked, { code, hash }, cache) => {
  const refusals = memoryRefusals()
  const answer = await book({ refusals })({ ...asked, headers: { Origin: 'https://evil.com' } })
  expect(answer).toMatchObject({ status: 200, body: code })
  expect(answer.headers).toEqual({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': cache,
    'x-content-type-options': 'nosniff',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    etag: `"${hash}"`,
  })
  expect(refusals.refusals).toEqual([])
})

test.each([
  [
    'a hash that is no longer kept',
    'visitbook.0000000000000000.js',
    { referer: 'https://you.github.io/' },
    'you.github.io',
  ],
  ['the name of another setting', 'mine.js', { Origin: 'https://a.example.com' }, 'a.example.com'],
  ['a page that does not say which it is', 'visitbook.0000000000000000.js', {}, ''],
])(
  'who asks for %s gets the current one, and that is counted as outdated',
  async (_, name, headers, host) => {
    const refusals = memoryRefusals()
    const answer = await book({ refusals })({ ...asset(name), headers })
    expect(answer).toMatchObject({ status: 200, body: beacon.code })
    expect(answer.headers['cache-control']).toBe('public, max-age=86400')
    expect(refusals.refusals).toEqual([
      {
        time: now,
        reason: 'outdated',
        host,
        listable: false,
        site: null,
        page: null,
        route: 'GET /{asset}',
        field: null,
        detail: `${name} is no longer kept; the current beacon was sent instead`,
      },
    ])
  },
)

test('a page is served, too, where its asking cannot be kept', async () => {
  const refusals = {
    ...memoryRefusals(),
    add: async () => {
      throw new Error('the table is gone')
    },
  }
  const logged = jest.spyOn(console, 'error').mockImplementation(() => {})
  expect(await book({ refusals })(asset('visitbook.0000000000000000.js'))).toMatchObject({ status: 200 })
  expect(logged).toHaveBeenCalledTimes(1)
  logged.mockRestore()
})

test.each([
  [`"${beacon.hash}"`, 304],
  [`W/"${beacon.hash}"`, 304],
  [`"a", "${beacon.hash}"`, 304],
  ['*', 304],
  ['"another"', 200],
  ['', 200],
])('If-None-Match: %s is answered %d', async (tag, status) => {
  for (const asked of [current, pinned]) {
    const answer = await book()({ ...asked, headers: { 'If-None-Match': tag } })
    expect(answer).toMatchObject({ status, body: status === 304 ? '' : beacon.code })
    expect(answer.headers.etag).toBe(`"${beacon.hash}"`)
  }
})

const long = beaconOf(`"${'a beacon of more than one packet; '.repeat(50)}"`)
const beacons: Beacons = { name: 'visitbook.js', current: long, earlier: () => null, routes: () => [] }

test.each([
  ['br', (body: Buffer) => brotliDecompressSync(body)],
  ['gzip', (body: Buffer) => gunzipSync(body)],
])('the beacon is sent as %s to who takes that, and is the same when unpacked', async (coding, unpack) => {
  const serve = getBeacon({ beacons, refusals: memoryRefusals(), sites: [], now: () => new Date(now) })
  const answer = await serve(requestOf(event({ ...current, headers: { 'Accept-Encoding': coding } })))
  expect(answer.headers).toMatchObject({
    'content-encoding': coding,
    vary: 'accept-encoding',
    etag: `W/"${long.hash}"`,
    'access-control-allow-origin': '*',
  })
  const body = Buffer.from(answer.body as Uint8Array)
  expect(body.length).toBeLessThan(long.code.length / 10)
  expect(unpack(body).toString()).toBe(long.code)
})

test.each(['visitbook..js', `visitbook.${beacon.hash}`, 'favicon.ico', '__proto__', 'a.b.js', 'ünder.js'])(
  'there is no /%s',
  async (name) => {
    const answer = await book()(asset(name))
    expect(answer.json).toEqual({
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      detail: `there is nothing at /${name}`,
    })
  },
)

import { createHash } from 'node:crypto'
import { beaconOf } from '../../lambda/handlers/get-beacon'
import { beacon, book } from '../support/book'

const pinned = {
  route: 'GET /{asset}',
  path: `/beacon.${beacon.hash}.js`,
  params: { asset: `beacon.${beacon.hash}.js` },
}
const current = { route: 'GET /beacon.js' }

test('the beacon’s name and integrity come of its code', () => {
  expect(beaconOf('1')).toEqual({
    code: '1',
    hash: '6b86b273ff34fce1', // printf 1 | sha256sum
    integrity: `sha384-${createHash('sha384').update('1').digest('base64')}`,
  })
})

test.each([
  ['the current one, cached one day', current, 'public, max-age=86400'],
  ['a pinned one, cached for good', pinned, 'public, max-age=31536000, immutable'],
])('any page may load %s', async (_, asked, cache) => {
  const answer = await book()({ ...asked, headers: { Origin: 'https://evil.com' } })
  expect(answer).toMatchObject({ status: 200, body: beacon.code })
  expect(answer.headers).toEqual({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': cache,
    'x-content-type-options': 'nosniff',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    etag: `"${beacon.hash}"`,
  })
})

test.each([
  [`"${beacon.hash}"`, 304],
  [`W/"${beacon.hash}"`, 304],
  [`"a", "${beacon.hash}"`, 304],
  ['*', 304],
  ['"another"', 200],
  [beacon.hash, 200],
  ['', 200],
])('If-None-Match: %s is answered %d', async (tag, status) => {
  for (const asked of [current, pinned]) {
    const answer = await book()({ ...asked, headers: { 'If-None-Match': tag } })
    expect(answer).toMatchObject({ status, body: status === 304 ? '' : beacon.code })
    expect(answer.headers.etag).toBe(`"${beacon.hash}"`)
  }
})

test.each(['beacon.0000000000000000.js', 'beacon..js', `beacon.${beacon.hash}`, 'favicon.ico', '__proto__'])(
  'there is no /%s',
  async (asset) => {
    const answer = await book()({ route: 'GET /{asset}', path: `/${asset}`, params: { asset } })
    expect(answer.json).toEqual({
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      detail: `there is nothing at /${asset}`,
    })
  },
)

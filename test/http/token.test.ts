import type { Problem } from '../../lambda/http/problem'
import type { HttpRequest } from '../../lambda/http/request'
import { noContent } from '../../lambda/http/response'
import { hashOf, withToken } from '../../lambda/http/token'
import { totalsOnly } from '../../lambda/http/token-scope'
import { request } from '../support/http/request'
import { thrownBy } from '../support/thrown'

/** SHA-256 of "secret-one" and "secret-two", from sha256sum. */
const one = { name: 'one', sha256: 'ea77193cc4e6f18656f3130e296203880c4b9b3772afc855211b82fdd46e9185' }
const two = { name: 'two', sha256: 'cebdf378f2d2bd60d3e3693349e8f20f329daf11a276f849996f0a6377e2155b' }

const now = () => new Date(0)

const ask = (tokens: Parameters<typeof withToken>[0], authorization?: string) =>
  withToken(tokens, now)('all', () => noContent())(
    request({ headers: authorization === undefined ? {} : { Authorization: authorization } }),
  )

test('the hash of a token is its SHA-256', () => {
  expect(hashOf('secret-one').toString('hex')).toBe(one.sha256)
})

test.each([
  ['the only token', [one], 'Bearer secret-one'],
  ['the first of two', [one, two], 'Bearer secret-one'],
  ['the second of two', [one, two], 'Bearer secret-two'],
  ['lower case, as RFC 9110 lets it be', [one], 'bearer secret-one'],
  ['more spaces', [one], 'Bearer   secret-one '],
])('lets in: %s', (_, tokens, authorization) => {
  expect(ask(tokens, authorization)).toEqual(noContent())
})

const unknown = {
  status: 401,
  detail: 'this token is unknown or was revoked',
  headers: { 'www-authenticate': 'Bearer realm="visitbook", error="invalid_token"' },
  token: null,
}
const missing = {
  status: 401,
  detail: 'send a token: Authorization: Bearer <token>',
  headers: { 'www-authenticate': 'Bearer realm="visitbook"' },
  token: null,
}
const unconfigured = { ...missing, detail: 'no token is configured yet; npx visitbook token makes one' }

test.each([
  ['an unknown token', [one, two], 'Bearer secret', unknown],
  ['a revoked token', [one], 'Bearer secret-two', unknown],
  ['a token in the wrong case', [one], 'Bearer SECRET-ONE', unknown],
  ['the hash instead of the token', [one], `Bearer ${one.sha256}`, unknown],
  ['no header', [one], undefined, missing],
  ['an empty header', [one], '', missing],
  ['no token after Bearer', [one], 'Bearer ', missing],
  ['no Bearer', [one], 'secret-one', missing],
  ['another scheme', [one], `Basic ${btoa('one:secret-one')}`, missing],
  ['two tokens', [one], 'Bearer secret-one secret-two', missing],
  ['nothing configured, no token', [], undefined, unconfigured],
  ['nothing configured, a token', [], 'Bearer secret-one', unconfigured],
])('turns away: %s', (_, tokens, authorization, problem) => {
  expect(thrownBy(() => ask(tokens, authorization))).toMatchObject({ name: 'Problem', ...problem })
})

const counter = { ...two, scope: 'stats' as const }
const asked = (path: string, tokens: Parameters<typeof withToken>[0] = [one, counter], method = 'GET') => {
  const route = `${method} ${path.split('?')[0]}`
  const headers = { Authorization: 'Bearer secret-two' }
  return withToken(tokens, now)(path.startsWith('/stats') && method === 'GET' ? 'stats' : 'all', () =>
    noContent(),
  )(request({ route, path, headers }))
}

test.each([
  ['/stats', 'UTC'],
  ['/stats?site=you.github.io&from=2026-11-01&to=2026-11-22&by=day', 'UTC'],
  ['/stats?tz=UTC', 'UTC'],
  ['/stats?tz=Europe/Berlin', 'Europe/Berlin', 'Europe/Berlin'],
  ['/stats?by=day,%20hour,page', 'Europe/Berlin', 'Europe/Berlin'],
  ['/stats?by=hour', 'Asia/Kathmandu', 'Asia/Kathmandu'],
])('a token of scope stats may GET %s, by the clock of %s', (path, totalsIn, zone = undefined) => {
  let seen: HttpRequest | undefined
  const headers = { Authorization: 'Bearer secret-two' }
  withToken([one, { ...counter, zone }], now)('stats', (request) => {
    seen = request
    return noContent()
  })(request({ route: 'GET /stats', path, headers }))
  expect(seen?.totalsIn).toBe(totalsIn)
})

test.each([
  ['/stats?tz=Asia/Shanghai', 'UTC'],
  ['/stats?tz=UTC', 'Europe/Berlin'],
  ['/stats?tz=', 'UTC'],
  ['/stats?tz=UTC&tz=Asia/Shanghai', 'UTC'],
])('a token of scope stats is turned away from GET %s, whose clock is not %s', (path, zone) => {
  expect(thrownBy(() => asked(path, [{ ...counter, zone }]))).toMatchObject({
    status: 403,
    detail: `this token sees totals by the clock of ${zone} alone: leave tz out`,
  })
})

test('a token that sees everything sees it by any clock', () => {
  let seen: HttpRequest | undefined
  withToken([one], now)('stats', (request) => {
    seen = request
    return noContent()
  })(
    request({
      route: 'GET /stats',
      path: '/stats?tz=Asia/Shanghai',
      headers: { Authorization: 'Bearer secret-one' },
    }),
  )
  expect(seen).toBeDefined()
  expect(seen?.totalsIn).toBeUndefined()
})

test.each([
  ['/stats?by=organisation'],
  ['/stats?by=day,country'],
  ['/stats?by=day&by=kind'],
  ['/stats?by='],
  ['/stats?page=/cv.html'],
  ['/stats?visitor=0123456789abcdef01234567'],
  ['/stats?organisation=714'],
  ['/stats?browser=Firefox%20145'],
  ['/stats?referrerGroup=search'],
  ['/stats?bot=include'],
  ['/stats?mine=only'],
  ['/stats?limit=500'],
  ['/stats?from=2026-11-22T08:00:00Z&to=2026-11-22T08:00:01Z'],
  ['/stats?to=2026-11-22T08:00:01Z'],
  ['/stats?__proto__=1'],
  ['/visits'],
  ['/visits?by=day'],
  ['/organisations'],
  ['/sites'],
  ['/refusals'],
  ['/status'],
  ['/openapi.json'],
  ['/stats', 'DELETE'],
])('a token of scope stats is turned away from %s %s', (path, method = 'GET') => {
  expect(thrownBy(() => asked(path, [one, counter], method))).toMatchObject({
    status: 403,
    detail: totalsOnly,
    headers: { 'www-authenticate': 'Bearer realm="visitbook", error="insufficient_scope"' },
    token: { scope: 'stats', site: null, pages: true },
  })
})

test.each([
  ['without a scope, as old ones are', two],
  ['of scope all', { ...two, scope: 'all' as const }],
])('a token %s may see everything', (_, token) => {
  expect(asked('/visits', [one, token])).toEqual(noContent())
  expect(asked('/visits', [counter, token])).toEqual(noContent())
})

test('a token of a scope that is not known sees no more than totals', () => {
  const strange = { ...two, scope: 'everything' as 'all' }
  expect(thrownBy(() => asked('/visits', [strange]))).toMatchObject({ status: 403 })
})

describe('of strangers who knock again and again', () => {
  function door() {
    let time = 0
    const guarded = withToken([one], () => new Date(time))
    const [listed, counted] = [guarded('all', () => noContent()), guarded('stats', () => noContent())]
    const knock = (handler: typeof listed, authorization = 'Bearer wrong') => {
      try {
        return handler(request({ headers: { Authorization: authorization } }))
      } catch (error) {
        return (error as Problem).status
      }
    }
    return {
      stranger: () => knock(listed),
      elsewhere: () => knock(counted, `Bearer ${'x'.repeat(10_000)}`),
      owner: () => knock(listed, 'Bearer secret-one'),
      wait: (seconds: number) => {
        time += seconds * 1000
      },
    }
  }
  const many = (count: number, act: () => unknown) => Array.from({ length: count }, act)

  test('fifty are told why, the next is told to wait, and the owner is let in all the while', () => {
    const { stranger, elsewhere, owner } = door()
    expect(many(50, stranger)).toEqual(many(50, () => 401))
    expect([stranger(), elsewhere(), stranger()]).toEqual([429, 429, 429])
    expect(many(200, owner)).toEqual(many(200, noContent))
  })

  test('five a second are told why in the long run', () => {
    const { stranger, wait } = door()
    many(60, stranger)
    wait(1)
    expect(many(6, stranger)).toEqual([401, 401, 401, 401, 401, 429])
  })

  test('the answer says when to come again', () => {
    const { stranger } = door()
    many(50, stranger)
    const guarded = withToken([one], now)('all', () => noContent())
    const thrown = many(51, () => thrownBy(() => guarded(request({}))))
    expect(thrown.at(-1)).toMatchObject({ status: 429, headers: { 'retry-after': '1' } })
  })
})

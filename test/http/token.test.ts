import type { TokenHash } from '../../lambda/contract'
import { Unavailable } from '../../lambda/domain/errors'
import type { Token } from '../../lambda/domain/token/token'
import { knownTokens } from '../../lambda/http/known-tokens'
import type { Problem } from '../../lambda/http/problem'
import type { HttpRequest } from '../../lambda/http/request'
import { noContent } from '../../lambda/http/response'
import { withToken } from '../../lambda/http/token'
import { totalsOnly } from '../../lambda/http/token-scope'
import { hashOf } from '../../lambda/http/token-secret'
import { request } from '../support/http/request'
import { memoryTokens } from '../support/memory/tokens'

/** SHA-256 of "secret-one" and "secret-two", from sha256sum. */
const one = { name: 'one', sha256: 'ea77193cc4e6f18656f3130e296203880c4b9b3772afc855211b82fdd46e9185' }
const two = { name: 'two', sha256: 'cebdf378f2d2bd60d3e3693349e8f20f329daf11a276f849996f0a6377e2155b' }

const now = () => new Date(0)

const guard = (
  tokens: readonly TokenHash[],
  clock: () => Date = now,
  known = knownTokens({ read: async () => [], now: clock }),
) => withToken({ tokens, known, now: clock })

const ask = async (tokens: readonly TokenHash[], authorization?: string) =>
  guard(tokens)('all', () => noContent())(
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
])('lets in: %s', async (_, tokens, authorization) => {
  expect(await ask(tokens, authorization)).toEqual(noContent())
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
const unconfigured = { ...missing, detail: 'no token is configured yet; ./visitbook token makes one' }

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
])('turns away: %s', async (_, tokens, authorization, problem) => {
  await expect(ask(tokens, authorization)).rejects.toMatchObject({ name: 'Problem', ...problem })
})

const counter = { ...two, scope: 'stats' as const }
const asked = async (path: string, tokens: readonly TokenHash[] = [one, counter], method = 'GET') => {
  const route = `${method} ${path.split('?')[0]}`
  const headers = { Authorization: 'Bearer secret-two' }
  return guard(tokens)(path.startsWith('/stats') && method === 'GET' ? 'stats' : 'all', () => noContent())(
    request({ route, path, headers }),
  )
}

test.each([
  ['/stats', 'UTC'],
  ['/stats?site=you.github.io&from=2026-11-01&to=2026-11-22&by=day', 'UTC'],
  ['/stats?tz=UTC', 'UTC'],
  ['/stats?tz=Europe/Berlin', 'Europe/Berlin', 'Europe/Berlin'],
  ['/stats?by=day,%20hour,page', 'Europe/Berlin', 'Europe/Berlin'],
  ['/stats?by=hour', 'Asia/Kathmandu', 'Asia/Kathmandu'],
])('a token of scope stats may GET %s, by the clock of %s', async (path, totalsIn, zone = undefined) => {
  let seen: HttpRequest | undefined
  const headers = { Authorization: 'Bearer secret-two' }
  await guard([one, { ...counter, zone }])('stats', (request) => {
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
])('a token of scope stats is turned away from GET %s, whose clock is not %s', async (path, zone) => {
  await expect(asked(path, [{ ...counter, zone }])).rejects.toMatchObject({
    status: 403,
    detail: `this token sees totals by the clock of ${zone} alone: leave tz out`,
  })
})

test('a token that sees everything sees it by any clock', async () => {
  let seen: HttpRequest | undefined
  await guard([one])('stats', (request) => {
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
])('a token of scope stats is turned away from %s %s', async (path, method = 'GET') => {
  await expect(asked(path, [one, counter], method)).rejects.toMatchObject({
    status: 403,
    detail: totalsOnly,
    headers: { 'www-authenticate': 'Bearer realm="visitbook", error="insufficient_scope"' },
    token: { scope: 'stats', site: null, pages: true },
  })
})

test.each([
  ['without a scope, as old ones are', two],
  ['of scope all', { ...two, scope: 'all' as const }],
])('a token %s may see everything', async (_, token) => {
  expect(await asked('/visits', [one, token])).toEqual(noContent())
  expect(await asked('/visits', [counter, token])).toEqual(noContent())
})

test('a token of a scope that is not known sees no more than totals', async () => {
  const strange = { ...two, scope: 'everything' as 'all' }
  await expect(asked('/visits', [strange])).rejects.toMatchObject({ status: 403 })
})

/** A token of the table, whose secret is known here. */
const secret = `vb_${'s'.repeat(43)}`
const kept: Token = {
  id: '0123456789abcdef',
  name: 'for you.dev',
  created: '2026-11-22T12:00:00.000Z',
  scope: 'stats',
  site: 'you.github.io',
  pages: false,
  zone: 'Europe/Berlin',
  embed: null,
  sha256: hashOf(secret).toString('hex'),
}

/** A guard over a table of tokens, at a moment that can be moved. */
function guardOverTable(...tokens: Token[]) {
  let time = 0
  const clock = () => new Date(time)
  const store = memoryTokens(...tokens)
  const known = knownTokens({ read: store.tokens, now: clock })
  const guarded = guard([one], clock, known)('stats', ({ totalsIn }) => noContent({ zone: totalsIn ?? '' }))
  return {
    store,
    ask: async (path: string, token = secret) =>
      guarded(request({ route: 'GET /stats', path, headers: { Authorization: `Bearer ${token}` } })),
    wait: (ms: number) => {
      time += ms
    },
  }
}

test('a token of the table sees the totals of its site, by its clock', async () => {
  const { ask } = guardOverTable(kept)
  expect(await ask('/stats?site=you.github.io&by=day')).toEqual(noContent({ zone: 'Europe/Berlin' }))
})

test('a token of the table that is for everything sees everything', async () => {
  const { ask } = guardOverTable({ ...kept, scope: 'all', site: null })
  expect(await ask('/stats?by=organisation')).toEqual(noContent({ zone: '' }))
})

const itsSite = 'this token sees you.github.io alone: send site=you.github.io'
test.each([
  ['/stats', itsSite],
  ['/stats?site=', itsSite],
  ['/stats?site=client.example', itsSite],
  ['/stats?site=you.github.io&site=client.example', itsSite],
  ['/stats?site=client.example&site=you.github.io', itsSite],
  ['/stats?site=you.github.io,client.example', itsSite],
  ['/stats?site=*.github.io', itsSite],
  ['/stats?site=you.github.io&by=day,page', 'this token sees no pages: leave page out of by'],
  ['/stats?site=you.github.io&by=day&by=%20page', 'this token sees no pages: leave page out of by'],
])('a token for one site without pages is turned away from %s', async (path, detail) => {
  const { ask } = guardOverTable(kept)
  await expect(ask(path)).rejects.toMatchObject({
    status: 403,
    detail,
    token: { scope: 'stats', site: 'you.github.io', pages: false },
  })
})

test('a token that was made with pages sees them', async () => {
  const { ask } = guardOverTable({ ...kept, pages: true })
  expect(await ask('/stats?site=you.github.io&by=day,page')).toMatchObject({ status: 204 })
})

describe('what the tokens of the table cost', () => {
  const path = '/stats?site=you.github.io'
  const wrong = (at: number) => `vb_${String(at).padStart(43, '0')}`

  test('a token of the settings and what has not the form of a token read nothing', async () => {
    const { ask, store } = guardOverTable(kept)
    await ask(path, 'secret-one')
    for (const text of [
      'secret-two',
      `${secret}x`,
      secret.slice(1),
      `VB_${'s'.repeat(43)}`,
      'x'.repeat(10_000),
    ])
      await expect(ask(path, text)).rejects.toMatchObject({ status: 401 })
    expect(store.reads()).toBe(0)
  })

  test('a thousand guesses in a second read them once, as does their owner among them', async () => {
    const { ask, store } = guardOverTable(kept)
    for (let at = 0; at < 1000; at++) await ask(path, wrong(at)).catch(() => {})
    await ask(path)
    expect(store.reads()).toBe(1)
  })

  test('whoever asks for minutes reads them every five seconds, a stranger every second', async () => {
    const { ask, store, wait } = guardOverTable(kept)
    for (let at = 0; at < 60; at++, wait(1000)) await ask(path)
    expect(store.reads()).toBe(12)
    for (let at = 0; at < 60; at++, wait(1000)) await ask(path, wrong(at)).catch(() => {})
    expect(store.reads()).toBe(72)
  })

  test('a token that was just made elsewhere is good after a second, one that was revoked is none after five', async () => {
    const { ask, store, wait } = guardOverTable()
    await expect(ask(path)).rejects.toMatchObject({ status: 401 })
    await store.addToken(kept)
    wait(1000)
    expect(await ask(path)).toMatchObject({ status: 204 })
    await store.removeToken(kept.id)
    wait(4999)
    expect(await ask(path)).toMatchObject({ status: 204 })
    wait(1)
    await expect(ask(path)).rejects.toMatchObject({ status: 401, token: null })
  })

  test('a table that is busy is asked again by the next request', async () => {
    const answers = [Promise.reject(new Unavailable('busy')), Promise.resolve([kept])]
    const known = knownTokens({ read: () => answers.shift() ?? Promise.resolve([]), now })
    await expect(known.find(() => true)).rejects.toThrow('busy')
    expect(await known.find(() => true)).toBe(kept)
  })
})

describe('of strangers who knock again and again', () => {
  function door() {
    let time = 0
    const guarded = guard([one], () => new Date(time))
    const [listed, counted] = [guarded('all', () => noContent()), guarded('stats', () => noContent())]
    const knock = async (handler: typeof listed, authorization = 'Bearer wrong') => {
      try {
        return await handler(request({ headers: { Authorization: authorization } }))
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
  const many = <T>(count: number, act: () => T): Promise<Awaited<T>[]> =>
    Promise.all(Array.from({ length: count }, act))

  test('fifty are told why, the next is told to wait, and the owner is let in all the while', async () => {
    const { stranger, elsewhere, owner } = door()
    expect(await many(50, stranger)).toEqual(await many(50, () => 401))
    expect(await Promise.all([stranger(), elsewhere(), stranger()])).toEqual([429, 429, 429])
    expect(await many(200, owner)).toEqual(await many(200, noContent))
  })

  test('five a second are told why in the long run', async () => {
    const { stranger, wait } = door()
    await many(60, stranger)
    wait(1)
    expect(await many(6, stranger)).toEqual([401, 401, 401, 401, 401, 429])
  })

  test('the answer says when to come again', async () => {
    const { stranger } = door()
    many(50, stranger)
    const guarded = guard([one])('all', () => noContent())
    const thrown = await many(51, async () => Promise.resolve(guarded(request({}))).catch((error) => error))
    expect(thrown.at(-1)).toMatchObject({ status: 429, headers: { 'retry-after': '1' } })
  })
})

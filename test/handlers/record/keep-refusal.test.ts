import { Unavailable } from '../../../lambda/domain/errors'
import type { RefusalRecord } from '../../../lambda/domain/refusal/refusal-record'
import { refusalTimeoutMs } from '../../../lambda/handlers/record/keep-refusal'
import { book, now } from '../../support/book'
import type { Asked } from '../../support/http/event'
import { memoryRefusals } from '../../support/memory/refusals'

const you = 'https://you.github.io'
const evil = 'https://evil.example'

let log: Record<'info' | 'warn' | 'error', jest.SpyInstance>
beforeEach(() => {
  const spy = (name: 'info' | 'warn' | 'error') => jest.spyOn(console, name).mockImplementation()
  log = { info: spy('info'), warn: spy('warn'), error: spy('error') }
})
afterEach(() => jest.restoreAllMocks())

const post = (headers: Asked['headers'] & {}, body: string): Asked => ({
  route: 'POST /visits',
  headers,
  body,
})
const get = (path: string, headers: Asked['headers'] & {}): Asked => ({
  route: `GET ${path.replace(/\?.*/, '')}`,
  path,
  headers,
})
const url = encodeURIComponent(`${evil}/cv.html?token=secret`)
const whole = '{"page":"/cv.html?token=secret","title":"secret"}'

test.each<[Asked, number, Partial<RefusalRecord>]>([
  [
    post({ Origin: evil }, whole),
    403,
    { reason: 'origin not listed', host: 'evil.example', listable: true, site: null, page: '/cv.html' },
  ],
  [
    post({ Origin: evil }, '{'),
    403,
    { reason: 'origin not listed', host: 'evil.example', site: null, page: null },
  ],
  [
    post({ Referer: `${evil}/a?token=secret` }, '{"page":"/b"}'),
    403,
    { reason: 'referer not listed', host: 'evil.example', listable: true, page: '/b' },
  ],
  [
    post({ Origin: 'null' }, '{"page":"/b","site":"You.GitHub.io"}'),
    403,
    { reason: 'no origin and no referer', host: '', listable: false, site: 'you.github.io', page: '/b' },
  ],
  [
    post({ Origin: you }, '{"page":"/b","site":"evil.example"}'),
    403,
    { reason: 'site not listed', host: 'evil.example', listable: true, site: 'evil.example', page: '/b' },
  ],
  [
    post({ Origin: you }, '{"page":"b"}'),
    400,
    {
      reason: 'malformed',
      host: 'you.github.io',
      listable: false,
      page: null,
      field: 'page',
      detail: 'page must be a path that starts with /',
    },
  ],
  [
    post({ Origin: you }, '{'),
    400,
    { reason: 'malformed', host: 'you.github.io', field: null, detail: 'body must be JSON' },
  ],
  [
    get('/record', { Referer: `${evil}/` }),
    403,
    { reason: 'referer not listed', route: 'GET /record', site: 'evil.example', page: null },
  ],
  [
    get('/record', { Referer: `${evil}/a?token=secret` }),
    403,
    { reason: 'referer not listed', site: 'evil.example', page: '/a' },
  ],
  [
    get(`/leaf.gif?url=${url}`, {}),
    403,
    { reason: 'no origin and no referer', route: 'GET /leaf.gif', site: 'evil.example', page: '/cv.html' },
  ],
  [
    get('/record?url=javascript:alert(1)', { Origin: you }),
    400,
    { reason: 'malformed', field: 'url', site: null, page: null },
  ],
  [
    get('/record?url=ftp://a.example/b', { Origin: you }),
    400,
    { reason: 'malformed', field: 'url', site: null, page: null },
  ],
])('%j is answered %i and kept', async (asked, status, kept) => {
  const refusals = memoryRefusals()
  const secrets = { Authorization: 'Bearer secret', Cookie: 'secret', 'User-Agent': 'secret/1.0' }
  const answer = await book({ refusals })({ ...asked, headers: { ...secrets, ...asked.headers } })
  expect(answer.status).toBe(status)
  expect(refusals.refusals).toEqual([expect.objectContaining({ time: now, ...kept })])
  expect(refusals.refusals[0]?.detail).toBe((answer.json as { detail: string }).detail)
  expect(JSON.stringify(refusals.refusals)).not.toMatch(/secret|203\.0\.113/)
})

test.each([
  ['a visit', post({ Origin: you }, '{"page":"/"}'), 204],
  ['a body that is too large', post({ Origin: you }, `"${'x'.repeat(65_536)}"`), 413],
  ['a script that is not there', get('/beacon.0000.js', {}), 404],
])('%s is no refusal', async (_, asked, status) => {
  const refusals = memoryRefusals()
  const route = asked.path === undefined ? asked.route : 'GET /{asset}'
  expect(await book({ refusals })({ ...asked, route })).toMatchObject({ status })
  expect(refusals.refusals).toEqual([])
})

describe('the answer and the log line stay as they are', () => {
  const asked = post({ Origin: evil }, whole)
  const line = { refusal: 'origin not listed', host: 'evil.example', route: 'POST /visits' }
  const failing = (add: () => Promise<void>) => ({ ...memoryRefusals(), add })

  test.each<[string, () => Promise<void>]>([
    ['is throttled', () => Promise.reject(new Unavailable('DynamoDB: ThrottlingException'))],
    ['fails', () => Promise.reject(new Error('AccessDenied'))],
    [
      'fails at once',
      () => {
        throw new Error('AccessDenied')
      },
    ],
  ])('when the table %s', async (name, add) => {
    const expected = await book()(asked)
    log.info.mockClear()
    expect(await book({ refusals: failing(add) })(asked)).toEqual(expected)
    expect(log.info.mock.calls).toEqual([[line]])
    const isPassing = name === 'is throttled'
    expect([log.warn.mock.calls.length, log.error.mock.calls.length]).toEqual(isPassing ? [1, 0] : [0, 1])
  })

  test('when the table never answers, after a second', async () => {
    const expected = await book()(asked)
    jest.useFakeTimers()
    const answering = book({ refusals: failing(() => new Promise(() => {})) })(asked)
    await jest.advanceTimersByTimeAsync(refusalTimeoutMs)
    jest.useRealTimers()
    expect(await answering).toEqual(expected)
    expect(log.warn.mock.calls).toEqual([
      [{ unavailable: 'a refusal was not kept in time', route: 'POST /visits' }],
    ])
  })

  test('of a malformed beacon too, which is not logged', async () => {
    const malformed = post({ Origin: you }, '{}')
    const answers = await Promise.all([
      book()(malformed),
      book({ refusals: failing(() => Promise.reject(new Unavailable('no'))) })(malformed),
    ])
    expect(answers[1]).toEqual(answers[0])
    expect(log.info.mock.calls).toEqual([])
  })
})

import { makeVisitId } from '../../../lambda/domain/visit/visit-id'
import { type Book, everyVisit, openBook, page, type Question } from '../book'

/** What comes in from strangers: every answer is clear, and nothing is written that should not be. */
let book: Book
beforeAll(async () => {
  jest.spyOn(console, 'info').mockImplementation(() => {}) // refusals are logged
  book = await openBook()
})
afterAll(async () => {
  await book.close()
  jest.restoreAllMocks()
})

const beacon = (body: NonNullable<Question['body']>, headers: Question['headers'] = page): Question => ({
  headers,
  body,
  token: null,
})
const bytes = (...values: number[]) => new Uint8Array(values)
const megabytes = (count: number) => `{"page":"/","title":"${'a'.repeat(count * 1_048_576)}"}`

describe('a beacon that is turned away', () => {
  afterAll(async () => {
    expect(await book.visits()).toEqual([])
    expect((await book.ask('GET /sites')).json.sites).toEqual([
      { site: 'you.github.io', firstDay: null, lastDay: null, listed: true },
    ])
  })

  test.each<[string, Question, number, string]>([
    ['malformed JSON', beacon('{"page":'), 400, 'body must be JSON'],
    ['no body', beacon(''), 400, 'body is required: a JSON object such as {"page": "/cv.html"}'],
    ['an array', beacon([]), 400, 'body must be a JSON object such as {"page": "/cv.html"}'],
    ['null', beacon('null'), 400, 'body must be a JSON object such as {"page": "/cv.html"}'],
    ['a string', beacon('"/cv.html"'), 400, 'body must be a JSON object such as {"page": "/cv.html"}'],
    ['no page', beacon({}), 400, 'page is required'],
    ['a page that is a number', beacon({ page: 7 }), 400, 'page must be a string'],
    [
      'a page elsewhere',
      beacon({ page: 'https://evil.example/' }),
      400,
      'page must be a path that starts with /',
    ],
    ['invalid UTF-8', beacon(bytes(0x22, 0xff, 0x22)), 400, 'body must be JSON in UTF-8'],
    ['UTF-8 cut off', beacon(bytes(0x22, 0xc3)), 400, 'body must be JSON in UTF-8'],
    ['65,537 bytes', beacon(`{"page":"/"}${' '.repeat(65_525)}`), 413, 'body must have at most 65536 bytes'],
    ['1 MB', beacon(megabytes(1)), 413, 'body must have at most 65536 bytes'],
    [
      'no origin and no referer',
      beacon({ page: '/' }, {}),
      403,
      'no origin and no referer: nothing says which site this visit belongs to',
    ],
    [
      'an origin that only begins well',
      beacon({ page: '/' }, { origin: 'https://you.github.io.evil.example' }),
      403,
      'origin host "you.github.io.evil.example" is not listed in the setting sites',
    ],
    [
      'a good referer under a bad origin',
      beacon({ page: '/' }, { ...page, origin: 'https://evil.example' }),
      403,
      'origin host "evil.example" is not listed in the setting sites',
    ],
    [
      'a site that is not listed',
      beacon({ page: '/', site: 'evil.example' }),
      403,
      'site "evil.example" is not listed in the setting sites',
    ],
  ])('for %s', async (_, question, status, detail) => {
    const answer = await book.ask('POST /visits', question)
    expect([answer.status, answer.type, answer.json.detail]).toEqual([
      status,
      'application/problem+json',
      detail,
    ])
  })

  test.each([10, 11])('by the API itself, for %i MB', async (count) => {
    const question = { ...beacon(megabytes(count)), documented: false }
    const { status, text } = await book.ask('POST /visits', question)
    expect([status, text]).toEqual([413, '{"message":"Request Entity Too Large"}'])
  })
})

const id = makeVisitId(0, new Uint8Array(10))

test.each<[string, Question, number, string]>([
  ['GET /visits', { token: null }, 401, 'send a token: Authorization: Bearer <token>'],
  ['GET /visits', { token: 'vb_revoked' }, 401, 'this token is unknown or was revoked'],
  ['GET /visits', { token: 'one, Bearer two' }, 401, 'send a token: Authorization: Bearer <token>'],
  [
    'GET /sites',
    { token: null, headers: { authorization: 'Basic YTpi' } },
    401,
    'send a token: Authorization: Bearer <token>',
  ],
  [
    'DELETE /visits',
    {},
    400,
    'visitor, site, page, organisation, network or recipient is required: which visits to erase',
  ],
  ['DELETE /visits?visitor=x', {}, 400, 'visitor must be the 24 hexadecimal digits of a visit’s visitor'],
  ['DELETE /visits', { token: null }, 401, 'send a token: Authorization: Bearer <token>'],
  [`DELETE /visits/${id}`, { token: null }, 401, 'send a token: Authorization: Bearer <token>'],
  [`DELETE /visits/${id}`, {}, 404, `there is no visit ${id}`],
  ['GET /visits/1', {}, 400, 'id must be a UUIDv7'],
  ['GET /visits/..%2F..%2Fetc', {}, 400, 'id must be a UUIDv7'],
  ['GET /visits/%ZZ', {}, 400, 'id must be a UUIDv7'],
  ['GET /visits?limit=0', {}, 400, 'limit must be a whole number from 1 to 500'],
  ['GET /visits?limit=501', {}, 400, 'limit must be a whole number from 1 to 500'],
  ['GET /visits?limit=1&limit=2', {}, 400, 'limit is given more than once'],
  ['GET /visits?cursor=x', {}, 400, 'cursor must be the one that the same query answered, unaltered'],
  [
    'GET /visits?from=2025-02-30',
    {},
    400,
    'from must be a day such as 2026-11-22 or an instant such as 2026-11-22T15:00:00Z',
  ],
  ['GET /visits?site=..', {}, 400, 'site must be a host such as you.github.io'],
  ['GET /sites?__proto__=x', {}, 400, '__proto__ is not a parameter here; there are none'],
  ['PUT /visits', {}, 405, '/visits takes DELETE, GET, OPTIONS, POST, not PUT'],
  ['GET /visits/', {}, 404, 'there is nothing at /visits/'],
  ['POST /nothing', {}, 404, 'there is nothing at /nothing'],
  ['GET /constructor', {}, 404, 'there is nothing at /constructor'],
  [
    'GET /record?url=nonsense',
    { headers: page, token: null },
    400,
    'url must be the whole address of the page',
  ],
])('%s (%j) answers %i: %s', async (request, question, status, detail) => {
  const answer = await book.ask(request, question)
  expect([answer.status, answer.type, answer.json.detail]).toEqual([
    status,
    'application/problem+json',
    detail,
  ])
  expect(answer.text).not.toMatch(/\bat .*\.ts|node_modules|DynamoDB/)
})

test('HEAD is told what there is, without a body', async () => {
  const { status, text, headers } = await book.ask('HEAD /visits')
  expect([status, text, headers.get('allow')]).toEqual([405, '', 'DELETE, GET, OPTIONS, POST'])
})

describe('a beacon that is odd, and taken', () => {
  test('a page of 10,000 characters is cut', async () => {
    expect((await book.ask('POST /visits', beacon({ page: `/${'a'.repeat(10_000)}` }))).status).toBe(204)
    expect((await book.visits())[0]?.page).toBe(`/${'a'.repeat(255)}`)
  })

  test('JSON under a binary type is JSON', async () => {
    const headers = { ...page, 'content-type': 'application/octet-stream' }
    expect((await book.ask('POST /visits', beacon({ page: '/binär' }, headers))).status).toBe(204)
    expect((await book.visits())[0]?.page).toBe('/binär')
  })

  test('what looks like keys, markup or a prototype is text', async () => {
    const body =
      '{"page":"/#SITE#x","title":"<script>","__proto__":{"ip":"1.2.3.4"},"constructor":1,"ip":"1.2.3.4"}'
    expect((await book.ask('POST /visits', beacon(body))).status).toBe(204)
    expect((await book.visits())[0]).toMatchObject({ page: '/', title: '<script>', ip: '127.0.0.0/24' })
  })

  test('the same one twenty times at once makes one visit', async () => {
    const before = (await book.visits()).length
    const once = beacon({ page: '/once', id: makeVisitId(Date.now(), new Uint8Array(10)) })
    const answers = await Promise.all(Array.from({ length: 20 }, () => book.ask('POST /visits', once)))
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(204))
    expect(await book.visits()).toHaveLength(before + 1)
  })
})

describe('a cursor', () => {
  const cursor = async (query = '') =>
    (await book.ask(`GET /visits?bot=include&limit=1${query}`)).json.cursor as string

  test('leads through the whole list, one visit at a time', async () => {
    expect(await everyVisit(book.ask, 1)).toEqual(await book.visits())
  })

  test('belongs to its query', async () => {
    const other = await book.ask(`GET /visits?page=/once&cursor=${await cursor()}`)
    expect([other.status, other.json.field]).toEqual([400, 'cursor'])
  })

  test('is refused when any of its characters is another', async () => {
    const whole = await cursor()
    const altered = [...whole].map(
      (one, at) => whole.slice(0, at) + (one === 'A' ? 'B' : 'A') + whole.slice(at + 1),
    )
    const answers = await Promise.all(
      altered.map((one) => book.ask(`GET /visits?bot=include&limit=1&cursor=${one}`)),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([400]))
  })
})

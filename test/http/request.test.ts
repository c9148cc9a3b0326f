import { bodyBytes, jsonBody, queryOf, requestOf } from '../../lambda/http/request'
import { event } from '../support/http/event'
import { request } from '../support/http/request'
import { thrownBy } from '../support/thrown'

test('a request is what the event says of it', () => {
  const asked = requestOf(
    event({
      route: 'GET /visits/{id}',
      path: '/visits/1?site=a%20b&x=1&x=2',
      params: { id: '1' },
      headers: { 'User-Agent': 'curl', 'X-Forwarded-For': '10.9.8.7' },
      ip: '203.0.113.77',
    }),
  )
  expect(asked).toMatchObject({
    route: 'GET /visits/{id}',
    method: 'GET',
    path: '/visits/1',
    params: { id: '1' },
    headers: { 'user-agent': 'curl' },
    ip: '203.0.113.77',
    body: undefined,
    isBase64: false,
  })
  expect([...asked.searchParams]).toEqual([
    ['site', 'a b'],
    ['x', '1'],
    ['x', '2'],
  ])
})

const padded = (bytes: number) => `{"a":"${'x'.repeat(bytes - 8)}"}`

test.each([
  ['text', '{"page":"/é"}', { page: '/é' }],
  ['base64', Buffer.from('{"page":"/é🙂"}'), { page: '/é🙂' }],
  ['base64 that begins with a byte order mark', Buffer.from('\ufeff{"page":"/"}'), { page: '/' }],
  ['text that begins with a byte order mark', '\ufeff{"page":"/"}', { page: '/' }],
  ['space around it', ' {"page":"/"}\n', { page: '/' }],
  ['an array', '[1]', [1]],
  ['a word', 'null', null],
  ['65,536 bytes', padded(bodyBytes), { a: 'x'.repeat(65_528) }],
  ['65,536 bytes in base64', Buffer.from(padded(65_536)), { a: 'x'.repeat(65_528) }],
])('a body: %s', (_, body, value) => {
  expect(jsonBody(request({ body }))).toEqual(value)
})

test.each([
  ['none', undefined, 'body is required: a JSON object such as {"page": "/cv.html"}'],
  ['empty', '', 'body is required: a JSON object such as {"page": "/cv.html"}'],
  ['empty in base64', Buffer.alloc(0), 'body is required: a JSON object such as {"page": "/cv.html"}'],
  ['malformed', '{"page":', 'body must be JSON'],
  ['two values', '{}{}', 'body must be JSON'],
  ['a form', 'page=%2F', 'body must be JSON'],
  ['60,000 brackets', '['.repeat(60_000), 'body must be JSON'],
  ['Latin-1', Buffer.from('{"page":"/\xe9"}', 'latin1'), 'body must be JSON in UTF-8'],
  ['UTF-8 cut inside a character', Buffer.from('"é"').subarray(0, 2), 'body must be JSON in UTF-8'],
  ['an encoded surrogate', Buffer.from('22eda0bd22', 'hex'), 'body must be JSON in UTF-8'],
  ['UTF-16', Buffer.from('\ufeff{}', 'utf16le'), 'body must be JSON in UTF-8'],
])('a body that is refused: %s', (_, body, detail) => {
  expect(thrownBy(() => jsonBody(request({ ...(body !== undefined && { body }) })))).toMatchObject({
    name: 'InvalidInput',
    detail,
    field: undefined,
  })
})

test.each([
  ['65,537 bytes', padded(65_537)],
  ['65,537 bytes in base64', Buffer.from(padded(65_537))],
  ['32,769 characters of two bytes', 'é'.repeat(32_769)],
])('a body that is too large: %s', (_, body) => {
  expect(thrownBy(() => jsonBody(request({ body })))).toMatchObject({
    name: 'Problem',
    status: 413,
    detail: 'body must have at most 65536 bytes',
  })
})

test.each([
  ['/visits', {}],
  ['/visits?a=1&b=', { a: '1', b: '' }],
  ['/visits?a=x%26y+z', { a: 'x&y z' }],
])('the query string of %s', (path, query) => {
  expect(queryOf(request({ path }), ['a', 'b'])).toEqual(query)
})

test.each([
  ['/visits?c=1', ['a', 'b'], 'c is not a parameter here; there are a, b', 'c'],
  ['/visits?A=1', ['a'], 'A is not a parameter here; there are a', 'A'],
  ['/sites?a=1', [], 'a is not a parameter here; there are none', 'a'],
  ['/visits?__proto__=1', ['a'], '__proto__ is not a parameter here; there are a', '__proto__'],
  ['/visits?a=1&a=1', ['a'], 'a is given more than once', 'a'],
])('the query string of %s is refused', (path, known, detail, field) => {
  expect(thrownBy(() => queryOf(request({ path }), known))).toMatchObject({
    name: 'InvalidInput',
    detail,
    field,
  })
})

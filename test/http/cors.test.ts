import { preflight, readableBy } from '../../lambda/http/cors'
import { content, noContent } from '../../lambda/http/response'
import { request } from '../support/http/request'

const sites = ['you.github.io', '*.example.com']
const from = (origin?: string) => request({ headers: origin === undefined ? {} : { Origin: origin } })

test.each(['https://you.github.io', 'http://you.github.io', 'https://a.example.com'])(
  'pages of %s may read the answer',
  (origin) => {
    expect(readableBy(sites)(from(origin), noContent()).headers).toMatchObject({
      'access-control-allow-origin': origin,
      vary: 'origin',
    })
  },
)

test.each([
  undefined,
  '',
  'null',
  '*',
  'https://evil.com',
  'https://you.github.io.evil.com',
  'https://example.com',
])('pages of %s may not', (origin) => {
  const { headers } = readableBy(sites)(from(origin), noContent())
  expect(headers).not.toHaveProperty('access-control-allow-origin')
  expect(headers.vary).toBe('origin')
})

test('what any page may read stays as it is', () => {
  const open = content('text/javascript', '', { 'access-control-allow-origin': '*' })
  expect(readableBy(sites)(from('https://you.github.io'), open)).toBe(open)
})

test.each([
  ['content-type', 'content-type'],
  ['traceparent,x-csrf-token', 'traceparent,x-csrf-token'],
  ['authorization, content-type', 'authorization, content-type'],
  [undefined, '*'],
  ['', '*'],
  ['a b', '*'],
  ['x\r\nset-cookie: a', '*'],
  ['x,'.repeat(5000), '*'],
])('a listed origin that wants to send %j is told %j', (asked, allowed) => {
  const headers = {
    Origin: 'https://you.github.io',
    ...(asked !== undefined && { 'Access-Control-Request-Headers': asked }),
  }
  expect(preflight(sites)(request({ headers }))).toEqual({
    status: 204,
    headers: {
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': allowed,
      'access-control-max-age': '86400',
    },
  })
})

test('a page of a listed origin may read when to try again', () => {
  const busy = { ...noContent({ 'retry-after': '1' }), status: 503 }
  const { headers } = readableBy(sites)(from('https://you.github.io'), busy)
  expect(headers).toMatchObject({ 'retry-after': '1', 'access-control-expose-headers': 'retry-after' })
  expect(readableBy(sites)(from('https://evil.com'), busy).headers).not.toHaveProperty(
    'access-control-expose-headers',
  )
})

test.each([undefined, 'null', 'https://evil.com'])('the origin %s is told nothing', (origin) => {
  expect(preflight(sites)(from(origin))).toEqual(noContent())
})

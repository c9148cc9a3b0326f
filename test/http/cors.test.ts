import { content, noContent } from '../../lambda/http/answer'
import { preflight, readableBy } from '../../lambda/http/cors'
import { request } from '../support/request'

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

test('a listed origin is told what it may send', () => {
  expect(preflight(sites)(from('https://you.github.io'))).toMatchObject({
    status: 204,
    headers: {
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'content-type',
      'access-control-max-age': '86400',
    },
  })
})

test.each([undefined, 'null', 'https://evil.com'])('the origin %s is told nothing', (origin) => {
  expect(preflight(sites)(from(origin))).toEqual(noContent())
})

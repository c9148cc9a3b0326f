import { openapi } from '../../../lambda/api/openapi'
import { routes } from '../../../lambda/api/routes'
import { authorized, book } from '../../support/book'

const open: readonly string[] = [
  'GET /',
  'GET /shared/{id}',
  'GET /openapi.json',
  'GET /health',
  'HEAD /health',
  '$default',
]
const guarded = routes.query.filter((route) => !open.includes(route))

describe.each(guarded)('%s', (route) => {
  test.each([
    ['no token', {}, 'send a token: Authorization: Bearer <token>', 'Bearer realm="visitbook"'],
    [
      'an unknown token',
      { Authorization: 'Bearer unknown' },
      'this token is unknown or was revoked',
      'Bearer realm="visitbook", error="invalid_token"',
    ],
  ])('with %s is answered 401, whatever else is wrong', async (_, headers, detail, challenge) => {
    const path = `${route.split(' ')[1]}?nonsense=1`
    const answer = await book()({ route, path, headers: headers as Record<string, string> })
    expect(answer).toMatchObject({
      status: 401,
      json: { detail },
      headers: { 'www-authenticate': challenge },
    })
  })

  test('where no token is configured nobody may ask', async () => {
    const answer = await book({ tokens: [] })({ route, headers: authorized })
    expect(answer).toMatchObject({
      status: 401,
      json: { detail: 'no token is configured yet; ./visitbook token makes one' },
    })
  })
})

test('GET /openapi.json describes the API to anybody, with the address at which it was asked', async () => {
  const headers = { 'X-Forwarded-Proto': 'https' }
  expect(await book()({ route: 'GET /openapi.json', path: '/openapi.json', headers })).toMatchObject({
    status: 200,
    json: openapi({ version: '1.2.3', origin: 'https://abc123.execute-api.eu-central-1.amazonaws.com' }),
  })
})

test('GET / is the dashboard, for anybody: it asks for a token itself', async () => {
  expect(await book()({ route: 'GET /' })).toMatchObject({
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: '<style></style><script></script>',
  })
})

test.each(routes.query)('to %s no page of another origin may read the answer', async (route) => {
  for (const origin of ['https://you.github.io', 'https://evil.com', 'null']) {
    const { headers } = await book()({ route, headers: { ...authorized, Origin: origin } })
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
  }
})

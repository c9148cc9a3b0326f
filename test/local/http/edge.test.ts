import { edgeSecretHeader } from '../../../lambda/contract'
import { hashOf } from '../../../lambda/http/token-secret'
import { startEdge } from '../../support/http/edge'
import { asked, type Book, openBook, page } from '../book'

const secret = 's'.repeat(43)
const secrets = [hashOf(secret).toString('hex')]
const forged = {
  ...page,
  'cloudfront-viewer-address': '17.253.144.10:443', // Apple's
  'cloudfront-viewer-country': 'US',
  'cloudfront-viewer-city': 'Cupertino',
  'cloudfront-viewer-asn': '714',
  'cloudfront-viewer-http-version': '3.0',
}
const nowhere = { country: null, region: null, city: null, asn: null, httpVersion: null }

describe.each([
  ['open', false],
  ['closed', true],
])('behind an edge, the API’s own address being %s', (_, only) => {
  let book: Book
  let edge: Awaited<ReturnType<typeof startEdge>>
  const logged: unknown[] = []
  beforeAll(async () => {
    for (const level of ['info', 'warn', 'error'] as const)
      jest.spyOn(console, level).mockImplementation((...line) => void logged.push(line))
    book = await openBook({ edge: { secrets, only, url: null } })
    edge = await startEdge(book.url, secret)
  })
  afterAll(async () => {
    await edge.close()
    await book.close()
    jest.restoreAllMocks()
  })
  const through = (request: string, question = {}) =>
    asked(`http://127.0.0.1:${edge.port}`, book.token, request, question)
  const visitsOf = async (path: string) => (await through(`GET /visits?bot=include&page=${path}`)).json.visits

  test('a visit through the edge is where the edge says, whatever the browser says', async () => {
    const headers = { ...forged, 'user-agent': 'Mozilla/5.0 (test)', [edgeSecretHeader]: 'guess' }
    const answer = await through('POST /visits', { headers, body: { page: '/through' }, token: null })
    expect(answer.status).toBe(204)
    expect(await visitsOf('/through')).toMatchObject([
      {
        ...{ country: 'CH', region: 'ZH', city: 'Zürich', timeZone: 'Europe/Zurich', httpVersion: '1.1' },
        ...{ ip: '8.8.8.0/24', asn: 15_169, userAgent: 'Mozilla/5.0 (test)' },
      },
    ])
  })

  test.each([
    ['no secret', {}],
    ['a guess', { [edgeSecretHeader]: 'guess' }],
    ['the hash of the secret', { [edgeSecretHeader]: secrets[0] as string }],
    ['the secret that held before', { [edgeSecretHeader]: 'o'.repeat(43) }],
  ])('a direct call with forged headers and %s is no visit from there', async (name, secretHeader) => {
    const path = `/${name.replaceAll(' ', '-')}`
    const question = { headers: { ...forged, ...secretHeader }, body: { page: path }, token: null }
    const { status } = await book.ask('POST /visits', { ...question, documented: !only })
    expect(status).toBe(only ? 403 : 204)
    expect(await visitsOf(path)).toMatchObject(only ? [] : [{ ...nowhere, ip: '127.0.0.0/24' }])
  })

  test('neither the secret nor an address is logged', async () => {
    const headers = { ...page, 'cloudfront-viewer-address': '198.51.100.10:443' }
    await through('POST /visits', { headers: { origin: 'https://evil.example' }, body: {}, token: null })
    await book.ask('POST /visits', { headers, body: '{', token: null, documented: !only })
    expect(logged).toContainEqual([expect.objectContaining({ refusal: 'origin not listed' })])
    expect(JSON.stringify(logged)).not.toMatch(/sssss|8\.8\.8|198\.51|127\.0/)
  })

  test('the owner reads through it', async () => {
    expect((await through('GET /sites')).status).toBe(200)
    expect((await through('GET /visits', { token: 'vb_wrong' })).status).toBe(401)
    expect((await book.ask('GET /sites', { documented: !only })).status).toBe(only ? 403 : 200)
  })
})

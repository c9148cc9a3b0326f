import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import { openFunctions, token } from './functions'

const functions = openFunctions(['record', 'query', 'rollup'])
beforeAll(functions.open)
afterAll(functions.close)

/** In every way in which they might be written. */
const addresses = {
  '17.253.144.10': ['17.253.144.10', '11fd900a', '301830154'],
  '2620:149:af0::10': ['2620:149:af0::10', '2620:149:af0:0:0:0:0:10', '262001490af0'],
}
const headers = {
  Origin: 'https://you.github.io',
  'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
}
const requests = (ip: string) => [
  { route: 'POST /visits' as const, ip, headers, body: '{"page":"/cv.html"}' },
  { route: 'GET /record' as const, ip, headers },
  { route: 'POST /visits' as const, ip, headers, body: '{' },
  { route: 'POST /visits' as const, ip, headers: { Origin: 'https://evil.example' }, body: '{"page":"/"}' },
]

async function wholeTable(): Promise<string> {
  const { client, tableName } = functions.database()
  const { Items } = await client.send(new ScanCommand({ TableName: tableName }))
  return JSON.stringify(Items)
}

describe.each(['none', 'truncated'])('with ip "%s"', (setting) => {
  test.each(Object.entries(addresses))(
    '%s is nowhere: not in the table, a log or an answer',
    async (ip, forms) => {
      const recorded = await functions.run('record', requests(ip), { IP: setting })
      expect(recorded.results.map(({ statusCode }) => statusCode)).toEqual([204, 200, 400, 403])
      const authorized = { authorization: `Bearer ${token}` }
      const listed = await functions.run('query', [
        { route: 'GET /visits', headers: authorized },
        { route: 'GET /organisations', headers: authorized },
        { route: 'GET /refusals', headers: authorized },
      ])
      expect(listed.results.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200])
      expect(listed.results[0]?.body).toContain('"organisation":"Apple"') // the visits are there
      expect(listed.results[2]?.body).toContain('"host":"evil.example"') // and what was turned away
      const all = [await wholeTable(), JSON.stringify(recorded), JSON.stringify(listed)].join('\n')
      for (const form of forms) expect(all).not.toContain(form)
    },
  )
})

test('the search finds an address that is kept in full', async () => {
  await functions.run('record', requests('17.253.144.10'), { IP: 'full' })
  expect(await wholeTable()).toContain('17.253.144.10')
})

test('a visit that opts out keeps no address, visitor and organisation', async () => {
  const optOut = { ...headers, 'sec-gpc': '1' }
  await functions.run('record', [
    { route: 'POST /visits', ip: '17.253.144.10', headers: optOut, body: '{"page":"/opt-out"}' },
  ])
  const { results } = await functions.run('query', [
    { route: 'GET /visits', path: '/visits?page=/opt-out', headers: { authorization: `Bearer ${token}` } },
  ])
  const { visits } = JSON.parse(results[0]?.body ?? '')
  expect(visits).toMatchObject([
    { page: '/opt-out', ip: null, visitor: null, asn: null, organisation: null, country: null },
  ])
})

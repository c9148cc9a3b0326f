import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type RdapParts, rdap } from '../../lambda/network/rdap'
import { rdapServers, serverOf } from '../../lambda/network/rdap-servers'

/** A registry for 203.0.0.0/8 and 2001:db8::/32 on this machine. What no row says is said by these. */
const address = '203.0.113.77'
const ample = 5_000
const short = 80

type Answering = (request: IncomingMessage, response: ServerResponse) => void

const opened: { close(): void }[] = []
afterEach(() => {
  for (const one of opened.splice(0)) one.close()
})

/** A server, and what it was asked. */
async function serverOn(answering: Answering) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    answering(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  opened.push({
    close() {
      server.closeAllConnections()
      server.close()
    },
  })
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/rdap/` }
}

async function registry(answering: Answering, parts: Partial<RdapParts> = {}) {
  const { asked, url } = await serverOn(answering)
  const servers = [
    { first: 'cb000000', last: 'cbffffff', url },
    { first: `20010db8${'0'.repeat(24)}`, last: `20010db8${'f'.repeat(24)}`, url },
  ]
  let time = Date.parse('2026-11-22T12:00:00Z')
  const holderOf = rdap({ now: () => new Date(time), servers, budget: ample, ...parts })
  return { asked, url, holderOf, after: (ms: number) => (time += ms) }
}

const json =
  (body: unknown): Answering =>
  (_, response) => {
    response.setHeader('content-type', 'application/rdap+json')
    response.end(JSON.stringify(body))
  }

const card = (name: string, kind: string | null = 'org', roles = ['registrant']) => ({
  ...{ objectClassName: 'entity', roles },
  vcardArray: [
    'vcard',
    [['version', {}, 'text', '4.0'], ['fn', {}, 'text', name], ...(kind ? [['kind', {}, 'text', kind]] : [])],
  ],
})
const network = (entities: unknown, [startAddress, endAddress] = ['203.0.113.64', '203.0.113.127']) => ({
  ...{ objectClassName: 'ip network', startAddress, endAddress, ipVersion: 'v4', entities },
})
const firm = network([card('Example Trading Ltd')])

test.each<[string, unknown, string | null]>([
  ['a firm', firm, 'Example Trading Ltd'],
  [
    'the registrant of several',
    network([card('Help Desk', 'group', ['abuse']), card('Example Ltd')]),
    'Example Ltd',
  ],
  ['a person', network([card('Jane Doe', 'individual')]), null],
  ['a role', network([card('Network Team', 'group')]), null],
  ['of whose kind nothing is said', network([card('Jane Doe', null)]), null],
  ['a person before a firm', network([card('Jane Doe', 'individual'), card('Example Ltd')]), 'Example Ltd'],
  ['who is only the technical contact', network([card('Example Ltd', 'org', ['technical'])]), null],
  ['a private customer', network([card('Private Customer - Example Broadly')]), null],
  ['a provider by its name', network([card('Valley Telecom Inc')]), null],
  ['a provider by its size', network([card('Example Ltd')], ['203.0.0.0', '203.0.255.255']), null],
  [
    'a name with separators and controls',
    network([card('Ab/Cd_Ef\u0000\u202eGh  Ij%20#?')]),
    'Ab Cd Ef Gh Ij 20',
  ],
  ['markup', network([card('<img src=x>Example')]), '<img src=x>Example'],
  ['a name of a thousand letters', network([card('Ex'.repeat(500))]), 'Ex'.repeat(35).concat('E')],
  ['digits alone', network([card('12345')]), null],
  ['nobody', network([]), null],
  ['entities that are none', network([null, 7, { roles: 'registrant' }, card('Example Ltd')]), 'Example Ltd'],
  ['entities that are no list', network('Example Ltd'), null],
])('of %s a visit keeps what may be known', async (_, body, name) => {
  const { holderOf, asked } = await registry(json(body))
  expect(await holderOf(address)).toBe(name)
  expect(asked).toEqual([`/rdap/ip/${address}`])
})

test('IPv6 is asked for in its canonical form', async () => {
  const body = network([card('Example Ltd')], ['2001:db8:7::', '2001:db8:7:ffff:ffff:ffff:ffff:ffff'])
  const { holderOf, asked } = await registry(json(body))
  expect(await holderOf('2001:0DB8:7::1')).toBe('Example Ltd')
  expect(asked).toEqual(['/rdap/ip/2001:db8:7::1'])
})

test.each<[string, unknown]>([
  ['another range', network([card('Example Ltd')], ['203.0.114.0', '203.0.114.255'])],
  ['a range that ends before it begins', network([card('Example Ltd')], ['203.0.113.127', '203.0.113.64'])],
  ['the other family', network([card('Example Ltd')], ['2001:db8::', '2001:db8::ff'])],
  ['the whole Internet', network([card('Example Ltd')], ['0.0.0.0', '255.255.255.255'])],
  ['no range', { entities: [card('Example Ltd')] }],
  ['no object', 'Example Ltd'],
  ['nothing', null],
])('an answer about %s is a lie: it is not believed, and nothing is remembered', async (_, body) => {
  const { holderOf, asked } = await registry(json(body))
  expect([await holderOf(address), await holderOf(address)]).toEqual([null, null])
  expect(asked).toHaveLength(2)
})

test.each<[string, Answering]>([
  ['silent', () => {}],
  ['slow to begin', (_, response) => setTimeout(() => response.end(JSON.stringify(firm)), 20 * short)],
  [
    'slow to end',
    (_, response) => {
      response.write('{"startAddress":')
      const drip = setInterval(() => response.write(' '), short / 4)
      response.on('close', () => clearInterval(drip))
    },
  ],
])('a registry that is %s is given up', async (_, answering) => {
  const { holderOf } = await registry(answering, { budget: short })
  expect(await holderOf(address)).toBeNull()
})

test.each<[string, Answering]>([
  ['huge', (_, response) => response.end(JSON.stringify({ ...firm, padding: 'x'.repeat(200_000) }))],
  [
    'endless',
    (_, response) => {
      const more = () => {
        if (!response.destroyed) response.write('x'.repeat(65_536), more)
      }
      more()
    },
  ],
  ['no JSON', (_, response) => response.end('<html>')],
  ['cut short', (_, response) => response.end('{"startAddress": "203.0.113.64", ')],
  ['broken off', (_, response) => response.destroy()],
  ['an error', (_, response) => response.writeHead(500).end()],
  ['too many requests', (_, response) => response.writeHead(429).end()],
])('an answer that is %s says nothing, and after several none is asked for a while', async (_, answering) => {
  const { holderOf, asked, after } = await registry(answering, { failures: 2, pause: 1_000 })
  for (let one = 0; one < 4; one++) expect(await holderOf(address)).toBeNull()
  expect(asked).toHaveLength(2)
  after(1_000)
  expect(await holderOf(address)).toBeNull()
  expect(asked).toHaveLength(3)
})

test('a range that the registry does not know is no failure', async () => {
  const { holderOf, asked } = await registry((_, response) => response.writeHead(404).end(), { failures: 1 })
  expect([await holderOf(address), await holderOf(address)]).toEqual([null, null])
  expect(asked).toHaveLength(2)
})

describe('a redirect', () => {
  const redirectTo =
    (url: string): Answering =>
    (_, response) =>
      response.writeHead(302, { location: url }).end()

  test('to another path of a registry is followed', async () => {
    const { holderOf, asked } = await registry((request, response) =>
      request.url?.startsWith('/rdap/')
        ? redirectTo(`/moved/ip/${address}`)(request, response)
        : json(firm)(request, response),
    )
    expect(await holderOf(address)).toBe('Example Trading Ltd')
    expect(asked).toEqual([`/rdap/ip/${address}`, `/moved/ip/${address}`])
  })

  test('to anybody else is not', async () => {
    const stranger = await serverOn(json(firm))
    const { holderOf } = await registry(redirectTo(`${stranger.url}ip/${address}`))
    expect(await holderOf(address)).toBeNull()
    expect(stranger.asked).toEqual([])
  })

  test.each(['file:///etc/passwd', 'http://', 'javascript:1'])('to %s is not', async (url) => {
    const { holderOf } = await registry(redirectTo(url))
    expect(await holderOf(address)).toBeNull()
  })

  test('that goes round is followed twice', async () => {
    const { holderOf, asked } = await registry(redirectTo(`/rdap/ip/${address}`))
    expect(await holderOf(address)).toBeNull()
    expect(asked).toHaveLength(3)
  })
})

test('an answer is remembered for its range, until it is old', async () => {
  const { holderOf, asked, after } = await registry(json(firm), { age: 1_000 })
  for (const one of [address, '203.0.113.64', '203.0.113.127', `::ffff:${address}`])
    expect(await holderOf(one)).toBe('Example Trading Ltd')
  expect(asked).toHaveLength(1)
  await holderOf('203.0.113.128')
  expect(asked).toHaveLength(2)
  after(1_000)
  await holderOf(address)
  expect(asked).toHaveLength(3)
})

test('only so many ranges are remembered', async () => {
  const each = (request: IncomingMessage, response: ServerResponse) => {
    const one = request.url?.split('/').at(-1) ?? ''
    json(network([card('Example Ltd')], [one, one]))(request, response)
  }
  const { holderOf, asked } = await registry(each, { size: 2 })
  for (const last of [1, 2, 3, 3, 2, 1]) await holderOf(`203.0.113.${last}`)
  expect(asked.map((url) => url.split('.').at(-1))).toEqual(['1', '2', '3', '1'])
})

test('no more are asked at once than are allowed', async () => {
  const { holderOf, asked } = await registry(json(firm), { atOnce: 2 })
  const names = await Promise.all(['203.0.113.70', '203.0.113.71', '203.0.113.72'].map(holderOf))
  expect(names).toEqual(['Example Trading Ltd', 'Example Trading Ltd', null])
  expect(asked).toHaveLength(2)
})

test.each(['', 'unknown', '203.0.113', '198.51.100.7', '2001:db9::1', '203.0.113.7/../../x'])(
  'nobody is asked about "%s"',
  async (text) => {
    const { holderOf, asked } = await registry(json(firm))
    expect(await holderOf(text)).toBeNull()
    expect(asked).toEqual([])
  },
)

test.each([
  ['8.8.8.8', 'arin'],
  ['193.0.6.139', 'ripe'],
  ['1.1.1.1', 'apnic'],
  ['200.160.2.3', 'lacnic'],
  ['196.216.2.1', 'afrinic'],
  ['2606:4700::1', 'arin'],
  ['2001:67c::1', 'ripe'],
  ['2001:200::1', 'apnic'],
  ['2800::1', 'lacnic'],
  ['2c0f::1', 'afrinic'],
  ['10.0.0.1', undefined],
  ['127.0.0.1', undefined],
  ['240.0.0.1', undefined],
  ['fe80::1', undefined],
])('the registry of %s is %s', (one, name) => {
  expect(serverOf(rdapServers, one)?.url.match(/rdap\.(?:db\.)?(\w+)\.net/)?.[1]).toBe(name)
})

test('each block of IPv4 has one registry', () => {
  const octets = rdapServers
    .filter(({ first }) => first.length === 8)
    .flatMap(({ first, last }) => {
      const [from, to] = [first, last].map((hex) => Number.parseInt(hex.slice(0, 2), 16)) as [number, number]
      return Array.from({ length: to - from + 1 }, (_, at) => from + at)
    })
  const reserved = [10, 127]
  const unicast = Array.from({ length: 223 }, (_, at) => at + 1).filter((octet) => !reserved.includes(octet))
  expect(octets.toSorted((a, b) => a - b)).toEqual(unicast)
})

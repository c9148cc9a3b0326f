import { execFile } from 'node:child_process'
import { Resolver } from 'node:dns/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { promisify } from 'node:util'
import { type ReverseDnsParts, reverseDns } from '../../lambda/network/reverse-dns'
import { type DnsServer, dnsServer, type Manner, type Records } from './dns-server'

/** A real resolver asks a real server on this machine. What no row says is said by these. */
const address = '203.0.113.77'
const ptr = 'PTR 77.113.0.203.in-addr.arpa'
const ptrOf = (last: number) => `PTR ${last}.113.0.203.in-addr.arpa`
const bank: Records = { [ptr]: ['gw1.goldmansachs.com'], 'A gw1.goldmansachs.com': [address] }

/** Long enough never to run out on a busy machine, and short enough to wait for. */
const ample = 5_000
const short = 60

let server: DnsServer
let time: number

beforeEach(() => {
  time = Date.parse('2026-11-22T12:00:00Z')
})
afterEach(() => server.close())

/** Names addresses by a server that holds some records and answers in some manner. */
async function namesBy(
  records: Records,
  manner: Manner | ((question: string) => Manner) = 'right',
  parts: Partial<ReverseDnsParts> = {},
) {
  server = await dnsServer(records)
  server.behave(typeof manner === 'function' ? manner : () => manner)
  return reverseDns({ now: () => new Date(time), budget: ample, resolver: resolverOf(server), ...parts })
}

function resolverOf({ address: at }: DnsServer) {
  return (budget: number) => {
    const resolver = new Resolver({ timeout: budget, tries: 1 })
    resolver.setServers([at])
    return resolver
  }
}

const nibbles = 'd.4.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2'
const longDomain = `${'d'.repeat(63)}.xn--vermgensberatung-pwb`
const expanded = '2001:0db8:0000:0000:0000:0000:0000:004d'

test.each<[string, string, Records, string | null]>([
  ['a name that names the address back', address, bank, 'goldmansachs.com'],
  [
    'a name in capitals',
    address,
    { [ptr]: ['GW1.Siemens.COM'], 'A gw1.siemens.com': [address] },
    'siemens.com',
  ],
  ['a name that is its own domain', address, { [ptr]: ['ubs.com'], 'A ubs.com': [address] }, 'ubs.com'],
  [
    'a suffix of two labels',
    address,
    { [ptr]: ['nat.eng.cam.ac.uk'], 'A nat.eng.cam.ac.uk': [address] },
    'cam.ac.uk',
  ],
  [
    'one address of several',
    address,
    { [ptr]: ['gw1.goldmansachs.com'], 'A gw1.goldmansachs.com': ['203.0.113.1', address] },
    'goldmansachs.com',
  ],
  ['an IPv4 address that IPv6 wraps', `::ffff:${address}`, bank, 'goldmansachs.com'],
  [
    'an IPv6 address',
    '2001:DB8::4d',
    { [`PTR ${nibbles}.ip6.arpa`]: ['gw.roche.com'], 'AAAA gw.roche.com': [expanded] },
    'roche.com',
  ],
  [
    'an IPv6 address that only the IPv4 of the name might confirm',
    '2001:db8::4d',
    { [`PTR ${nibbles}.ip6.arpa`]: ['gw.roche.com'], 'A gw.roche.com': [address] },
    null,
  ],
  [
    'two names of one firm',
    address,
    {
      [ptr]: ['gw1.roche.com', 'mail.roche.com'],
      'A gw1.roche.com': [address],
      'A mail.roche.com': [address],
    },
    'roche.com',
  ],
  [
    'a firm and the line it has',
    address,
    { [ptr]: ['203-0-113-77.subs.proxad.net', 'mail.roche.com'], 'A mail.roche.com': [address] },
    'roche.com',
  ],
  [
    'two firms, of which one is confirmed',
    address,
    {
      [ptr]: ['gw.ubs.com', 'mail.roche.com'],
      'A gw.ubs.com': ['192.0.2.1'],
      'A mail.roche.com': [address],
    },
    'roche.com',
  ],
  [
    'two firms, both confirmed',
    address,
    { [ptr]: ['gw.ubs.com', 'mail.roche.com'], 'A gw.ubs.com': [address], 'A mail.roche.com': [address] },
    null,
  ],
  [
    'more names than a firm gives',
    address,
    { [ptr]: ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}.roche.com`), 'A a.roche.com': [address] },
    null,
  ],
  [
    'a lie: the name has another address',
    address,
    { [ptr]: ['gw1.goldmansachs.com'], 'A gw1.goldmansachs.com': ['198.51.100.1'] },
    null,
  ],
  [
    'a domain that is longer than a key may be',
    address,
    { [ptr]: [`gw.${longDomain}`], [`A gw.${longDomain}`]: [address] },
    null,
  ],
  ['a lie: the name does not exist', address, { [ptr]: ['gw1.goldmansachs.com'] }, null],
  [
    'a lie: the name has no address',
    address,
    { [ptr]: ['gw1.goldmansachs.com'], 'AAAA gw1.goldmansachs.com': [expanded] },
    null,
  ],
  ['no name', address, {}, null],
  ['no name, but something else', address, { [ptr]: [] }, null],
])('%s', async (_, asked, records, domain) => {
  const nameOf = await namesBy(records)
  expect(await nameOf(asked)).toBe(domain)
})

test.each([
  ['a line of an access network', 'c-203-0-113-77.hsd1.ma.comcast.net'],
  ['a name of this machine', 'localhost'],
  ['a name of a local network', 'printer.local'],
  ['a name inside a network', 'ip-10-0-0-1.ec2.internal'],
  ['an address', '203.0.113.77'],
  ['the question itself', '77.113.0.203.in-addr.arpa'],
  ['a name lent to a customer', 'bank.myfritz.net'],
  ['a suffix', 'co.uk'],
  ['no host name', 'gw_1.goldmansachs.com'],
  ['markup', '<script>alert(1)</script>.goldmansachs.com'],
  ['a row of labels', Array(60).fill('gw1').join('.').concat('.goldmansachs.com')],
])('%s is not even confirmed: %s', async (_, name) => {
  const nameOf = await namesBy({ [ptr]: [name], [`A ${name}`]: [address] })
  expect(await nameOf(address)).toBeNull()
  expect(server.asked).toEqual([ptr])
})

test.each(['', 'unknown', '203.0.113', '203.0.113.77:443', '; DROP TABLE'])(
  '"%s" is no address and nobody is asked',
  async (nonsense) => {
    const nameOf = await namesBy(bank)
    expect(await nameOf(nonsense)).toBeNull()
    expect(server.asked).toEqual([])
  },
)

const isForward = (question: string) => question.startsWith('A ')

test.each<[string, Manner | ((question: string) => Manner)]>([
  ['a silent server', 'silent'],
  ['a server that is silent on the confirmation', (question) => (isForward(question) ? 'silent' : 'right')],
  ['a server slower than the budget', short * 3],
  ['a server that takes the budget in two halves', short * 0.7],
  ['an answer with the id of another question', 'foreign'],
  ['garbage', 'garbage'],
  ['garbage for a confirmation', (question) => (isForward(question) ? 'garbage' : 'right')],
  ['an answer cut short, and no TCP to ask again', 'truncated'],
  ['a server that fails', 'failing'],
  ['a server that refuses', 'refusing'],
])('%s: null', async (_, manner) => {
  const nameOf = await namesBy(bank, manner, { budget: short })
  expect(await nameOf(address)).toBeNull()
  await setImmediate() // a question that is on its way is read before this
  expect(server.asked[0]).toBe(ptr)
})

/** In a process of its own, which ends by itself once nothing is under way; if not, it says so after 10 s. */
const aloneCode = `
const { Resolver } = require('node:dns/promises')
const { reverseDns } = require('./lambda/network/reverse-dns.ts')
const [server, budget] = process.argv.slice(1)
const resolver = () => {
  const one = new Resolver({ timeout: 5_000, tries: 10 }) // c-ares waits for 5 s at most, so ten times
  one.setServers([server])
  return one
}
reverseDns({ now: () => new Date(), budget: Number(budget), resolver })('${address}').then((told) => {
  console.log(told)
  setTimeout(() => { console.log('still alive'); process.exit() }, 10_000).unref()
})
`

test.each<[Manner, number, string]>([
  ['right', 30_000, 'goldmansachs.com'],
  ['failing', 30_000, 'null'],
  ['silent', short, 'null'],
])('nothing is left under way when the server is %s', async (manner, budget, told) => {
  await namesBy(bank, manner)
  const args = ['--require', 'tsx/cjs', '-e', aloneCode, server.address, String(budget)]
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: join(__dirname, '../..') })
  expect(stdout).toBe(`${told}\n`)
})

test('a server slower than most, within the budget', async () => {
  const nameOf = await namesBy(bank, 25)
  expect(await nameOf(address)).toBe('goldmansachs.com')
})

test.each<[string, Partial<ReverseDnsParts>]>([
  ['nobody listens', { resolver: () => deafResolver() }],
  ['a resolver cannot be had', { resolver: failing }],
])('%s: null', async (_, parts) => {
  const nameOf = await namesBy(bank, 'right', { budget: short, ...parts })
  expect(await nameOf(address)).toBeNull()
})

function failing(): never {
  throw new Error('too many open files')
}

function deafResolver() {
  const resolver = new Resolver({ timeout: short, tries: 1 })
  resolver.setServers(['127.0.0.1:1'])
  return resolver
}

describe('memory', () => {
  test.each<[string, Records, string | null, number]>([
    ['a domain', bank, 'goldmansachs.com', 2],
    ['that there is no name', {}, null, 1],
    ['a lie', { [ptr]: ['gw1.goldmansachs.com'], 'A gw1.goldmansachs.com': ['192.0.2.1'] }, null, 2],
  ])('%s is asked for once', async (_, records, domain, questions) => {
    const nameOf = await namesBy(records)
    expect([await nameOf(address), await nameOf(address), await nameOf(`::ffff:${address}`)]).toEqual(
      Array(3).fill(domain),
    )
    expect(server.asked).toHaveLength(questions)
  })

  test('two visits at once ask once', async () => {
    const nameOf = await namesBy(bank)
    expect(await Promise.all([nameOf(address), nameOf(address)])).toEqual(Array(2).fill('goldmansachs.com'))
    expect(server.asked).toEqual([ptr, 'A gw1.goldmansachs.com'])
  })

  test('an answer is good for a day', async () => {
    const nameOf = await namesBy({})
    await nameOf(address)
    time += 86_399_999
    await nameOf(address)
    expect(server.asked).toEqual([ptr])
    time += 1
    await nameOf(address)
    expect(server.asked).toEqual([ptr, ptr])
  })

  test('a failure is good for a minute, and what comes then is remembered', async () => {
    const nameOf = await namesBy(bank, 'failing')
    expect(await nameOf(address)).toBeNull()
    server.behave(() => 'right')
    time += 59_999
    expect(await nameOf(address)).toBeNull()
    time += 1
    expect(await nameOf(address)).toBe('goldmansachs.com')
    expect(server.asked).toEqual([ptr, ptr, 'A gw1.goldmansachs.com'])
  })

  test('the address that was not seen for longest is forgotten first', async () => {
    const nameOf = await namesBy({}, 'right', { size: 2 })
    for (const last of [1, 2, 1, 2, 1, 3, 1, 2]) await nameOf(`203.0.113.${last}`)
    expect(server.asked).toEqual([1, 2, 3, 2].map(ptrOf))
  })
})

describe('load', () => {
  const addresses = (count: number) => Array.from({ length: count }, (_, at) => `203.0.113.${at + 1}`)

  test('the fifth look-up at a time is not begun, and is not remembered', async () => {
    const nameOf = await namesBy(
      { ...bank, [ptrOf(5)]: ['vpn.ubs.com'], 'A vpn.ubs.com': ['203.0.113.5'] },
      10,
    )
    expect(await Promise.all(addresses(5).map(nameOf))).toEqual(Array(5).fill(null))
    expect(server.asked.toSorted()).toEqual([1, 2, 3, 4].map(ptrOf))
    expect(await nameOf('203.0.113.5')).toBe('ubs.com')
  })

  test('the 21st look-up in ten seconds is not begun; the next ten seconds have their own', async () => {
    const nameOf = await namesBy({})
    for (const one of addresses(21)) await nameOf(one)
    expect(server.asked).toHaveLength(20)
    time += 9_999
    await nameOf(address)
    expect(server.asked).toHaveLength(20)
    time += 1
    await nameOf(address)
    expect(server.asked.slice(20)).toEqual([ptr])
  })

  test('what is remembered is told under load too', async () => {
    const nameOf = await namesBy(bank, 'right', { inPeriod: 1 })
    await nameOf(address)
    expect([await nameOf('203.0.113.1'), await nameOf(address)]).toEqual([null, 'goldmansachs.com'])
  })
})

describe('failures', () => {
  /** Look-ups that come to nothing, of addresses that were not asked for before. */
  async function fail(nameOf: (address: string) => Promise<string | null>, from: number, count: number) {
    for (let last = from; last < from + count; last++) await nameOf(`203.0.113.${last}`)
  }

  test.each<Manner>(['silent', 'failing', 'refusing'])(
    'after five in a row (%s), nobody is asked for a minute',
    async (manner) => {
      const nameOf = await namesBy(bank, manner, { budget: short })
      await fail(nameOf, 1, 7)
      await setImmediate()
      expect(server.asked).toEqual([1, 2, 3, 4, 5].map(ptrOf))
      server.behave(() => 'right')
      time += 59_999
      expect(await nameOf(address)).toBeNull()
      time += 1
      const patient = server.asked.length
      await nameOf(address)
      await setImmediate()
      expect(server.asked.slice(patient)[0]).toBe(ptr)
    },
  )

  test('one more failure after the minute begins another', async () => {
    const nameOf = await namesBy(bank, 'failing')
    await fail(nameOf, 1, 5)
    time += 60_000
    await fail(nameOf, 6, 2)
    expect(server.asked).toEqual([1, 2, 3, 4, 5, 6].map(ptrOf))
  })

  test('one success after the minute forgives all', async () => {
    const nameOf = await namesBy(bank, 'failing')
    await fail(nameOf, 1, 5)
    time += 60_000
    server.behave(() => 'right')
    expect(await nameOf(address)).toBe('goldmansachs.com')
    server.behave(() => 'failing')
    await fail(nameOf, 6, 5)
    expect(server.asked.slice(7)).toEqual([6, 7, 8, 9, 10].map(ptrOf))
  })

  test.each<[string, Records]>([
    ['no name', {}],
    [
      'something else than a name',
      Object.fromEntries(Array.from({ length: 10 }, (_, at) => [ptrOf(at + 1), []])),
    ],
  ])('that an address has %s is no failure', async (_, records) => {
    const nameOf = await namesBy(records)
    await fail(nameOf, 1, 10)
    expect(server.asked).toHaveLength(10)
  })

  test('four failures and a success are no row', async () => {
    const nameOf = await namesBy(bank, (question) =>
      question === ptr || isForward(question) ? 'right' : 'failing',
    )
    await fail(nameOf, 1, 4)
    await nameOf(address)
    await fail(nameOf, 5, 4)
    expect(server.asked).toHaveLength(10)
  })
})

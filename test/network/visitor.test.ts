import { parseAddressRange } from '../../lambda/domain/visit/address-range'
import { identifier, type VisitorParts, visitorFinder, visitorHash } from '../../lambda/network/visitor'
import { visitAt } from '../support/memory/visits'

const salt = new Uint8Array(32).fill(7)
const visit = visitAt('2026-11-22T23:59:59.999Z')
const located = { ...visit, asn: 714, country: 'US' }
const caller = { ip: '203.0.113.77', userAgent: 'Mozilla/5.0', optsOut: false }

/** Python: hmac.new(b'\x07' * 32, b'you.github.io\x00203.0.113.77\x00Mozilla/5.0', sha256).hexdigest()[:24] */
const hash = 'c90b25d72ffaf717ddbd88c9'

test('the hash is the one that another implementation computes', () => {
  expect(visitorHash(salt, 'you.github.io', '203.0.113.77', 'Mozilla/5.0')).toBe(hash)
})

test.each([
  ['salt', new Uint8Array(32).fill(8), 'you.github.io', '203.0.113.77', 'Mozilla/5.0'],
  ['site', salt, 'me.github.io', '203.0.113.77', 'Mozilla/5.0'],
  ['address', salt, 'you.github.io', '203.0.113.78', 'Mozilla/5.0'],
  ['user agent', salt, 'you.github.io', '203.0.113.77', 'Mozilla/5.1'],
  ['border between the parts', salt, 'you.github.io2', '03.0.113.77', 'Mozilla/5.0'],
])('another %s is another visitor', (_, ...parts) => {
  expect(visitorHash(...parts)).not.toBe(hash)
})

/** The parts of an identifier, with the days for which it has asked a salt. */
function parts(settings: Partial<VisitorParts> = {}) {
  const asked: string[] = []
  const saltOf = async (day: string) => {
    asked.push(day)
    return salt
  }
  const given = {
    ip: 'truncated' as const,
    respectGpc: true,
    mine: [],
    organisations: true,
    networks: {
      locate: () => ({ asn: 714, holder: null, country: 'US' }),
      network: () => null,
      hidesOthers: () => true,
      isBehind: () => true,
      isHeldByOther: () => true,
    },
    reverseDns: null,
    rdap: null,
    saltDay: () => '2026-11-23',
    ...settings,
  }
  return { asked, identify: identifier({ salts: { saltOf }, ...given }) }
}

test.each([
  ['full', '203.0.113.77'],
  ['truncated', '203.0.113.0/24'],
  ['none', null],
] as const)('with ip "%s" a visit keeps the address %s, and a visitor', async (ip, kept) => {
  expect(await parts({ ip }).identify(visit, caller)).toEqual({ ...located, ip: kept, visitor: hash })
})

test('the visitor is the same however the address is written', async () => {
  const { visitor } = await parts().identify(visit, { ...caller, ip: '::ffff:203.0.113.77' })
  expect(visitor).toBe(hash)
})

test.each([
  ['an ISP', true, true, 'example.com'],
  ['a firm', false, true, null],
  ['an ISP, organisations being off', true, false, null],
])('reverse DNS is asked behind %s', async (_, hidden, organisations, reverseDomain) => {
  const networks = {
    locate: () => ({ asn: 714, holder: null, country: 'US' }),
    network: () => null,
    hidesOthers: () => hidden,
    isBehind: () => true,
    isHeldByOther: () => true,
  }
  const { identify } = parts({ networks, organisations, reverseDns: async () => 'example.com' })
  expect(await identify(visit, caller)).toMatchObject({ reverseDomain })
})

test('the domain of a provider is not kept: it names nobody', async () => {
  const networks = {
    ...{
      locate: () => ({ asn: 714, holder: null, country: 'US' }),
      network: () => null,
      hidesOthers: () => true,
    },
    isHeldByOther: () => true,
    isBehind: (carrier: unknown, domain: string) => carrier === 714 && domain === 'firm.example',
  }
  const domainOf = async (domain: string) =>
    (await parts({ networks, reverseDns: async () => domain }).identify(visit, caller)).reverseDomain
  expect([await domainOf('firm.example'), await domainOf('lines.example')]).toEqual(['firm.example', null])
})

test.each<[string, string | null, string | null, object]>([
  [
    'the name that a registry has',
    null,
    'Example Trading',
    { holder: 'registry:Example_Trading', reverseDomain: null },
  ],
  [
    'the domain before it',
    'firm.example',
    'Example Trading',
    { holder: null, reverseDomain: 'firm.example' },
  ],
  ['neither', null, null, { holder: null, reverseDomain: null }],
])('of whom is behind an ISP a visit keeps %s', async (_, domain, name, kept) => {
  const { identify } = parts({ reverseDns: async () => domain, rdap: async () => name })
  expect(await identify(visit, caller)).toMatchObject(kept)
})

test('with organisations off a visit keeps its country only', async () => {
  const { identify } = parts({ organisations: false })
  expect(await identify(visit, caller)).toMatchObject({ asn: null, country: 'US' })
})

test('who opts out keeps no address, no visitor and no organisation, and no salt is read', async () => {
  const { identify, asked } = parts()
  expect(await identify(visit, { ...caller, optsOut: true })).toEqual(visit)
  expect(asked).toEqual([])
})

test('who opts out where that is not respected is identified', async () => {
  const { identify } = parts({ respectGpc: false })
  expect(await identify(visit, { ...caller, optsOut: true })).toMatchObject({
    ip: '203.0.113.0/24',
    visitor: hash,
  })
})

test.each(['', 'unknown', '203.0.113.77, 10.0.0.1'])('the address "%s" identifies nobody', async (ip) => {
  expect(await parts().identify(visit, { ...caller, ip })).toEqual(visit)
})

const mine = ['203.0.113.0/24', '2001:db8:1::/48', '198.51.100.7/32'].map(parseAddressRange)

test.each([
  ['203.0.113.77', true],
  ['::ffff:203.0.113.77', true],
  ['203.0.114.77', null],
  ['2001:db8:1:2::7', true],
  ['2001:DB8:1::7%eth0', true],
  ['2001:db8:2::7', null],
  ['198.51.100.7', true],
  ['198.51.100.8', null],
  ['', null],
])('whether an address is in the setting mine is told before it is shortened: %s, %j', async (ip, isMine) => {
  for (const kept of ['none', 'truncated'] as const)
    expect((await parts({ mine, ip: kept }).identify(visit, { ...caller, ip })).mine).toBe(isMine)
})

test('nothing else of a visit changes by the setting mine, and who opts out keeps that alone', async () => {
  const { mine: _, ...identified } = await parts().identify(visit, caller)
  expect(await parts({ mine }).identify(visit, caller)).toEqual({ ...identified, mine: true })
  expect(await parts({ mine }).identify(visit, { ...caller, optsOut: true })).toEqual({
    ...visit,
    mine: true,
  })
})

test.each([{}, { ip: '::ffff:203.0.113.77' }, { ip: '2001:0db8:0::1' }, { userAgent: '' }])(
  'who reads is the visitor that recording makes of the same caller: %j',
  async (fields) => {
    const one = { ...caller, ...fields }
    const { visitor } = await parts().identify(visit, one)
    const found = await visitorFinder({ respectGpc: true, saltOf: async () => salt })('2026-11-23', one)
    expect(found?.(visit.site)).toBe(visitor)
  },
)

test('the salt is that of the day that saltDay says', async () => {
  const { identify, asked } = parts({ saltDay: ({ time }) => time.slice(0, 10) })
  await identify(visit, caller)
  expect(asked).toEqual(['2026-11-22'])
})

const viewer = {
  ...{ country: 'CH', region: 'ZH', city: 'Zürich', timeZone: 'Europe/Zurich' },
  ...{ asn: null, httpVersion: '3.0' },
}
const place = { country: 'CH', region: 'ZH', city: 'Zürich', timeZone: 'Europe/Zurich', httpVersion: '3.0' }
const nowhere = { region: null, city: null, timeZone: null }

test.each([
  ['full', place],
  ['truncated', place],
  ['none', { ...place, ...nowhere }],
] as const)('with ip "%s" a visit keeps of what the edge says: %j', async (ip, kept) => {
  expect(await parts({ ip }).identify(visit, { ...caller, viewer })).toMatchObject(kept)
})

test('a browser knows its time zone better than the edge', async () => {
  const inParis = { ...visit, timeZone: 'Europe/Paris' }
  expect(await parts().identify(inParis, { ...caller, viewer })).toMatchObject({ timeZone: 'Europe/Paris' })
})

test('who opts out is placed nowhere, whatever the edge says', async () => {
  expect(await parts().identify(visit, { ...caller, viewer, optsOut: true })).toEqual(visit)
})

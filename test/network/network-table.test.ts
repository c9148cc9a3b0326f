import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ipv6Groups } from '../../lambda/domain/ipv6'
import { canonicalAddress } from '../../lambda/network/address'
import { openNetworkTable } from '../../lambda/network/network-table'
import { networkTableFile } from '../../lib/assets/network-table/file'
import { inFull } from '../support/size'
import { asnOf, linesOf, scan, sortedly } from '../support/source/source-scan'

jest.setTimeout(120_000)

const file = networkTableFile()
const table = openNetworkTable(file)
afterAll(() => table.close())

const count = inFull(100_000, 10_000, 2000)
const many = count.toLocaleString('en-GB')
const random = (bytes: number) => BigInt(`0x${randomBytes(bytes).toString('hex')}`)
const dotted = (number: bigint) => [24n, 16n, 8n, 0n].map((shift) => (number >> shift) & 255n).join('.')
const plainNumber = (net: string) =>
  net.includes(':')
    ? BigInt(
        `0x${ipv6Groups(net)
          .map((group) => group.padStart(4, '0'))
          .join('')}`,
      )
    : net.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n)
const isCarrier = (address: bigint, bits: number) =>
  bits === 128 && (address >> 112n === 0x2002n || address >> 96n === 0x64ff9bn)
const rangesFolder = join(__dirname, '../../lib/assets/network-table/data/ranges')
const colons = (number: bigint) =>
  canonicalAddress(
    number
      .toString(16)
      .padStart(32, '0')
      .replace(/(....)(?!$)/g, '$1:'),
  ) as string

test(`${many} random IPv4 addresses have the network and country of the sources`, () => {
  const addresses = sortedly(Array.from({ length: count }, () => random(4)))
  const asns = scan(linesOf('asn-ipv4'), addresses)
  const countries = scan(linesOf('country-ipv4'), addresses)
  const wrong = addresses.filter((address, at) => {
    const { asn, country } = table.find(dotted(address))
    return asn !== asnOf(asns[at]) || country !== (countries[at] ?? null)
  })
  expect(asns.filter((asn) => asn !== undefined).length).toBeGreaterThan(count / 2)
  expect(wrong.map(dotted)).toEqual([])
})

test(`${many} random IPv6 addresses have them too, but for routes that end inside a /64`, () => {
  const networks = linesOf('asn-ipv6')
  const places = linesOf('country-ipv6')
  const announced = Array.from({ length: count }, () => {
    const { first, last } = networks[Math.floor(Math.random() * networks.length)] as (typeof networks)[0]
    return first + (random(16) % (last - first + 1n))
  })
  const addresses = sortedly(announced)
  const asns = scan(networks, addresses)
  const countries = scan(places, addresses)
  const low = (1n << 64n) - 1n
  const split = new Set(
    [...networks, ...places].flatMap(({ first, last }) => [
      ...((first & low) === 0n ? [] : [first >> 64n]),
      ...((last & low) === low ? [] : [last >> 64n]),
    ]),
  )
  const isCarrier = (address: bigint) => address >> 112n === 0x2002n || address >> 96n === 0x64ff9bn << 0n
  const whole = addresses
    .map((address, at) => ({ address, at }))
    .filter(({ address }) => !split.has(address >> 64n) && !isCarrier(address))
  const wrong = whole.filter(({ address, at }) => {
    const { asn, country } = table.find(colons(address))
    return asn !== asnOf(asns[at]) || country !== (countries[at] ?? null)
  })
  console.info(`${count - whole.length} of ${count} lie in a /64 that a route splits, or carry IPv4`)
  expect(whole.length).toBeGreaterThan(count * 0.98)
  expect(wrong.map(({ address }) => colons(address))).toEqual([])
})

/** The labels of ranges as their files have them. */
const rangeLabels = readdirSync(rangesFolder)
  .flatMap((name) => readFileSync(join(rangesFolder, name), 'utf8').split('\n'))
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [range = '', name = ''] = line.split('\t')
    const [net = '', length] = range.split('/')
    const bits = net.includes(':') ? 128 : 32
    return {
      range,
      name,
      bits,
      first: plainNumber(net) >> BigInt(bits - Number(length)),
      length: Number(length),
    }
  })

test.each([
  [32, dotted],
  [128, colons],
] as const)(
  'addresses of %i bits in and beside labelled ranges have the label of their longest prefix',
  (bits, text) => {
    const labels = rangeLabels.filter((label) => label.bits === bits)
    const byPrefix = new Map(labels.map((label) => [`${label.first}/${label.length}`, label]))
    const lengths = Array.from({ length: bits + 1 }, (_, at) => bits - at)
    const labelOf = (address: bigint) =>
      lengths
        .map((length) => byPrefix.get(`${address >> BigInt(bits - length)}/${length}`))
        .find((label) => label !== undefined)
    const addresses = Array.from({ length: count }, (_, at) => {
      const { first, length } = labels[at % labels.length] as (typeof labels)[0]
      const host = BigInt(bits - length)
      const beside = BigInt(at % 3) - 1n // before it, in it, behind it
      return ((first + beside) << host) + (random(16) & ((1n << host) - 1n))
    }).filter((address) => address >= 0n && address < 1n << BigInt(bits) && !isCarrier(address, bits))
    const wrong = addresses.filter((address) => {
      const label = labelOf(address)
      const { holder } = table.find(text(address))
      const found = holder === null ? null : table.network(holder)
      return (
        table.labelledRange(text(address)) !== (label?.range ?? null) ||
        (holder === null) !== (label === undefined) ||
        (found?.name ?? null) !== (label?.name ?? null)
      )
    })
    expect(labels.length).toBeGreaterThan(bits === 32 ? 2000 : 30)
    expect(wrong.map(text)).toEqual([])
  },
)

test.each([
  ['2002:808:808::1', 15169, '6to4 is the address inside'],
  ['64:ff9b::808:808', 15169, 'NAT64 is the address inside'],
  ['10.0.0.1', null, 'private'],
  ['127.0.0.1', null, 'loopback'],
  ['100.64.0.1', null, 'carrier-grade NAT'],
  ['192.0.2.1', null, 'documentation'],
  ['0.0.0.0', null, 'the first address of all'],
  ['255.255.255.255', null, 'the last one'],
  ['::1', null, 'loopback'],
  ['ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', null, 'the last one of IPv6'],
] as const)('%s is of network %s: %s', (address, asn, _) => {
  expect(table.find(address).asn).toBe(asn)
})

describe('a table that is broken', () => {
  const folder = mkdtempSync(join(tmpdir(), 'visitbook-table-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const broken = (name: string, bytes: Buffer, length = bytes.length) => {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    truncateSync(path, length)
    return path
  }
  const whole = readFileSync(file)

  test.each([
    ['empty', () => broken('empty', Buffer.alloc(0)), /^network table .*empty: it is cut short$/],
    ['cut short', () => broken('short', whole, whole.length - 1), /short: it is cut short$/],
    [
      'another file',
      () => broken('other', Buffer.alloc(5000)),
      /other: it is not a network table of this version$/,
    ],
    ['missing', () => join(folder, 'missing'), /ENOENT/],
  ])('is refused with a message: %s', (_, path, message) => {
    expect(() => openNetworkTable(path())).toThrow(message)
  })
})

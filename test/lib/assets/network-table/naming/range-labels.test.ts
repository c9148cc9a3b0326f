import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openNetworkTable } from '../../../../../lambda/network/network-table'
import { buildNetworkTable } from '../../../../../lib/assets/network-table/builder'
import type { NamedNetwork } from '../../../../../lib/assets/network-table/naming/classifier'
import { parseFormerKeys } from '../../../../../lib/assets/network-table/naming/former-keys'
import { parseRangeLabels } from '../../../../../lib/assets/network-table/naming/range-labels'

const parsed = (...lines: string[]) => parseRangeLabels([{ file: 'ranges/x.tsv', text: lines.join('\n') }])

describe('a line of ranges', () => {
  test.each([
    ['192.0.2.0/24\tExample\tgateway\t-\tpublished', '192.0.2.0/24', null],
    ['192.0.2.7/32\tExample\tbusiness\texample.com\tpublished', '192.0.2.7/32', 'example.com'],
    ['2001:db8::/32\tExample\teducation\texample.edu\tpublished', '2001:db8::/32', 'example.edu'],
    ['2001:db8:1:2::/64\tExample\teducation\t-\tpublished', '2001:db8:1:2::/64', null],
  ])('%s is read', (line, range, domain) => {
    const { ipv4, ipv6 } = parsed('# range, name, kind, domain or -, source', line)
    expect([...ipv4, ...ipv6].map(({ value }) => value)).toMatchObject([{ range, name: 'Example', domain }])
  })

  test.each([
    ['192.0.2.0/24', 'expected range, name, kind, domain or -, and source, with tabs between'],
    ['192.0.2.0/24\tExample\tgateway\t-', 'expected range, name, kind, domain or -, and source'],
    ['192.0.2.0/24\tExample\tproxy\t-\tx', '"proxy" is no kind'],
    ['192.0.2.0/24\tExample\tgateway\texample\tx', '"example" is no domain'],
    ['192.0.2.0/24\tExample\tgateway\thttps://example.com\tx', '"https://example.com" is no domain'],
    ['192.0.2.1/24\tExample\tgateway\t-\tx', '192.0.2.1/24 does not begin where such a range may'],
    ['192.0.2.0\tExample\tgateway\t-\tx', 'the length of 192.0.2.0 must be 8 to 32'],
    ['192.0.2.0/33\tExample\tgateway\t-\tx', 'the length of 192.0.2.0/33 must be 8 to 32'],
    ['10.0.0.0/7\tExample\tgateway\t-\tx', 'the length of 10.0.0.0/7 must be 8 to 32'],
    ['192.0.2/24\tExample\tgateway\t-\tx', '"192.0.2/24" is no range such as 192.0.2.0/24'],
    ['2001:db8::/65\tExample\tgateway\t-\tx', 'the length of 2001:db8::/65 must be 8 to 64'],
    ['2001:DB8::/32\tExample\tgateway\t-\tx', '2001:DB8:: is written 2001:db8::'],
    ['2001:db8:1::/32\tExample\tgateway\t-\tx', '2001:db8:1::/32 does not begin where such a range may'],
    ['2001:db8::1/64\tExample\tgateway\t-\tx', '2001:db8::1/64 does not begin where such a range may'],
  ])('%s fails the build', (line, message) => {
    expect(() => parsed('#', line)).toThrow(`ranges/x.tsv:2: ${message}`)
  })

  test('a range that has a label already fails the build, in whatever file', () => {
    const line = '192.0.2.0/24\tExample\tgateway\t-\tpublished'
    expect(() =>
      parseRangeLabels([
        { file: 'ranges/a.tsv', text: `\n${line}` },
        { file: 'ranges/b.tsv', text: line },
      ]),
    ).toThrow('ranges/b.tsv:1: 192.0.2.0/24 has a label already, in ranges/a.tsv:2')
  })
})

test.each([
  ['a', 'former-keys.tsv:1: expected the former key and the key, with a tab between'],
  ['a\tb\na\tc', 'former-keys.tsv:2: a is there already'],
])('former keys %j fail the build', (text, message) => {
  expect(() => parseFormerKeys('former-keys.tsv', text)).toThrow(message)
})

describe('a table', () => {
  const folder = mkdtempSync(join(tmpdir(), 'visitbook-ranges-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  const number = (address: string) => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
  const network = (asn: number, name: string, isLabelled: boolean): NamedNetwork => ({
    ...{ asn, name, registeredName: isLabelled ? `${name} Registered` : name, isLabelled },
    ...{ domain: null, kind: 'isp', confidence: 'high', evidence: 'label' },
  })

  function tableOf(ranges: readonly string[], formerKeys: ReadonlyMap<string, string> = new Map()) {
    const file = join(folder, 'table.bin')
    const bytes = buildNetworkTable({
      date: '2026-06-17',
      networks: [
        network(1, 'One', true),
        network(2, 'One', true),
        network(3, 'Three', false),
        network(4, 'Three', false),
      ],
      labels: parsed(...ranges),
      formerKeys,
      domains: { schools: new Map(), providers: new Set() },
      research: new Set(),
      ipv4: {
        asn: [
          { start: number('1.0.0.0'), end: number('1.255.255.255'), value: 1 },
          { start: number('2.0.0.0'), end: number('2.255.255.255'), value: 2 },
          { start: number('3.0.0.0'), end: number('3.255.255.255'), value: 3 },
          { start: number('4.0.0.0'), end: number('4.255.255.255'), value: 4 },
        ],
        country: [
          { start: number('1.0.0.0'), end: number('3.255.255.255'), value: 'DE' },
          { start: number('4.0.0.0'), end: number('4.255.255.255'), value: 'FR' },
        ],
      },
      ipv6: { asn: [], country: [] },
    })
    writeFileSync(file, bytes)
    return openNetworkTable(file)
  }

  const lines = [
    '1.0.0.0/8\tWide\tgateway\t-\tx',
    '1.2.0.0/16\tNarrow\tbusiness\tnarrow.example\tx',
    '1.2.3.0/24\tNarrower\teducation\t-\tx',
    '2.255.0.0/16\tAcross\tgateway\t-\tx',
    '5.0.0.0/24\tUnannounced\tbusiness\t-\tx',
    '2.1.0.0/16\tOne\tbusiness\tone.example\tx',
  ]

  test.each([
    ['1.0.0.0', 1, 'wide', '1.0.0.0/8'],
    ['1.2.0.0', 1, 'narrow', '1.2.0.0/16'],
    ['1.2.3.0', 1, 'narrower', '1.2.3.0/24'],
    ['1.2.3.255', 1, 'narrower', '1.2.3.0/24'],
    ['1.2.4.0', 1, 'narrow', '1.2.0.0/16'],
    ['1.3.0.0', 1, 'wide', '1.0.0.0/8'],
    ['1.255.255.255', 1, 'wide', '1.0.0.0/8'],
    ['2.0.0.0', 2, null, null],
    ['2.255.255.255', 2, 'across', '2.255.0.0/16'],
    ['3.0.0.0', 3, null, null],
    ['5.0.0.1', null, 'unannounced', '5.0.0.0/24'],
    ['5.0.1.0', null, null, null],
  ])('says of %s: AS %s, held by %s, by the label of %s', (address, asn, holder, range) => {
    const table = tableOf(lines)
    expect(table.find(address)).toMatchObject({ asn, holder })
    expect(table.labelledRange(address)).toBe(range)
    table.close()
  })

  test('knows the networks of an organisation by its key, by the label’s ranges, and by former keys', () => {
    const table = tableOf(lines, new Map([['uno', 'one']]))
    expect(table.networksOf('one')).toEqual(['one', 1, 2])
    expect(table.networksOf('uno')).toEqual(['one', 1, 2])
    expect(table.networksOf('one-registered-de')).toEqual([1, 2]) // before they were labelled
    expect(table.networksOf('three-de')).toEqual([3]) // a firm of the same name elsewhere is another
    expect(table.networksOf('three-fr')).toEqual([4])
    expect(table.networksOf('three')).toEqual([])
    expect(table.network('narrow')).toEqual({
      ...{ id: 'narrow', key: 'narrow', name: 'Narrow', domain: 'narrow.example' },
      ...{ kind: 'business', confidence: 'high', evidence: 'label: range' },
    })
    expect(table.network(3)).toMatchObject({ id: 3, key: 'three-de' })
    expect(table.network('uno')).toMatchObject({ id: 'uno', key: 'one' })
    expect(table.network('one-registered-de')).toMatchObject({ id: 'one-registered-de', key: 'one' })
    expect([1, 2, 3].map(table.carriesLabels)).toEqual([true, true, false])
    table.close()
  })

  test.each([
    [new Map([['uno', 'nobody']]), 'former-keys.tsv: there is no organisation nobody'],
    [new Map([['narrow', 'one']]), 'former-keys.tsv: narrow is the key of an organisation'],
  ])('former keys %p fail the build', (formerKeys, message) => {
    expect(() => tableOf(lines, formerKeys)).toThrow(message)
  })
})

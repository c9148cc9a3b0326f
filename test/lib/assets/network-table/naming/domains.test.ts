import type { Kind } from '../../../../../lambda/domain/organisation/organisation'
import type { NamedNetwork } from '../../../../../lib/assets/network-table/naming/classifier'
import {
  domainOwners,
  parseProviders,
  parseSchools,
} from '../../../../../lib/assets/network-table/naming/domains'

test('a school is a domain and a name', () => {
  expect([...parseSchools('s.tsv', '# by whom\nethz.ch\tETH Zürich\n')]).toEqual([['ethz.ch', 'ETH Zürich']])
})

test.each([
  ['ethz.ch', 's.tsv:1: expected a domain and the name of a school, with a tab between'],
  ['ethz\tETH', 's.tsv:1: expected a domain and the name of a school, with a tab between'],
  ['ethz.ch\tETH\tCH', 's.tsv:1: expected a domain and the name of a school, with a tab between'],
  ['ethz.ch\tETH\nethz.ch\tETH', 's.tsv:2: ethz.ch is there already'],
])('schools %j fail the build', (text, message) => {
  expect(() => parseSchools('s.tsv', text)).toThrow(message)
})

test.each([
  ['# lines\nComcast.net', 'p.txt:2: "Comcast.net" is no domain such as example.com'],
  ['a.net\n\na.net', 'p.txt:3: a.net is there already'],
])('providers %j fail the build', (text, message) => {
  expect(() => parseProviders('p.txt', text)).toThrow(message)
})

const network = (asn: number, name: string, kind: Kind, domain: string | null): NamedNetwork => ({
  ...{ asn, name, registeredName: name, isLabelled: true, domain, kind },
  ...{ confidence: 'high', evidence: 'label' },
})
const label = { number: 0xff_00_00, asn: 1, range: '1.0.0.0/8', name: 'Shop', kind: 'business' } as const
const lists = {
  schools: new Map([['school.example', 'The School']]),
  providers: new Set(['lines.example', 'firm.example', 'isp.example']),
}

test.each<[string, string, NamedNetwork[], object | undefined]>([
  ['a label speaks for its domain', 'a.example', [network(1, 'A', 'business', 'a.example')], { number: 1 }],
  ['nobody has it', 'b.example', [network(1, 'A', 'business', null)], undefined],
  ['a school that no label has', 'school.example', [], { name: 'The School' }],
  [
    'a label before the list',
    'school.example',
    [network(2, 'S', 'education', 'school.example')],
    { number: 2 },
  ],
  ['a provider has no name', 'lines.example', [], { name: '' }],
  [
    'no organisation of a provider',
    'firm.example',
    [network(3, 'F', 'business', 'firm.example')],
    { name: '' },
  ],
  ['a provider with a label', 'isp.example', [network(4, 'I', 'isp', 'isp.example')], { number: 4 }],
  [
    'an access network before an organisation',
    'c.example',
    [network(5, 'C', 'business', 'c.example'), network(6, 'C Net', 'isp', 'c.example')],
    { number: 6 },
  ],
  [
    'an organisation before its cloud',
    'd.example',
    [network(7, 'D Cloud', 'hosting', 'd.example'), network(8, 'D', 'business', 'd.example')],
    { number: 8 },
  ],
  [
    'the most frequent name of several',
    'e.example',
    [
      network(9, 'E Canteen', 'business', 'e.example'),
      ...[10, 11].map((asn) => network(asn, 'E', 'business', 'e.example')),
    ],
    { number: 10 },
  ],
  ['a label of a range', 'shop.example', [], { number: label.number }],
])('%s', (_, domain, networks, owner) => {
  const labels = [{ ...label, domain: 'shop.example' }]
  expect(domainOwners({ networks, labels }, lists).get(domain)).toEqual(owner)
})

import type { Network } from '../../../../../lambda/domain/organisation/organisation'
import type { TableSources } from '../../../../../lib/assets/network-table/builder'
import { parseRules } from '../../../../../lib/assets/network-table/naming/classifier'
import { perhapsFirms } from '../../../../../lib/assets/network-table/naming/perhaps-firms'

const repeat = (all: readonly string[]) =>
  Array.from({ length: 40 }, (_, at) => `${all[at % all.length]} ${'ABCDEFGHIJ'[at % 10]}`)
const firms = repeat([
  'Acme Steel Works',
  'Northern Steel Works',
  'Bavarian Steel Holding',
  'Ohio Steel Works',
])
const carriers = repeat([
  'Fast Fiber Access',
  'Village Access Fiber',
  'Rural Fiber Links',
  'Valley Access Links',
])
const quarries = ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((letter) => `Danish Quarry ${letter}`)
const unknown = ['Danish Steel Works', 'Danish Access Fiber', 'Peter Hansen', ...quarries]

const network = (asn: number, kind: Network['kind'], evidence: string) => ({
  ...{ asn, name: 'any', registeredName: 'any', isLabelled: evidence === 'label' },
  ...{ domain: null, kind, confidence: 'high' as const, evidence },
})
const networks = [
  ...firms.map((_, at) => network(100 + at, 'business', 'label')),
  ...carriers.map((_, at) => network(200 + at, 'isp', 'label')),
  ...unknown.map((_, at) => network(300 + at, 'unknown', 'no rule')),
]
const names = new Map([
  ...firms.map((name, at) => [100 + at, name] as const),
  ...carriers.map((name, at) => [200 + at, name] as const),
  ...unknown.map((name, at) => [300 + at, name] as const),
])
const ranges = networks.map(({ asn }) => ({ start: asn * 256, end: asn * 256 + 255, value: asn }))
const sources = {
  networks,
  ipv4: { asn: ranges, country: [{ start: 0, end: 2 ** 24, value: 'DK' }] },
  ipv6: { asn: [], country: [] },
} as unknown as TableSources
const rules = parseRules('rules.tsv', 'business\tbank\tbank\tA Bank\tBanker')

test('a name that looks like those of firms is perhaps one; that of a carrier or a person is not', () => {
  const found = perhapsFirms({ sources, names, rules, judged: new Map() })
  expect(found).toContain(300)
  expect(found).not.toContain(301)
  expect(found).not.toContain(302)
})

test.each([true, false])('names that were judged %s teach what is like them', (verdict) => {
  const judged = new Map(quarries.slice(1).map((_, at) => [304 + at, verdict]))
  expect(perhapsFirms({ sources, names, rules, judged }).includes(303)).toBe(verdict)
})

test('a judged name is what it was judged, whatever it looks like', () => {
  const judged = new Map([
    [300, false],
    [301, true],
  ])
  expect(perhapsFirms({ sources, names, rules, judged })).not.toContain(300)
  expect(perhapsFirms({ sources, names, rules, judged })).toContain(301)
})

test('the order of the networks does not matter', () => {
  const turned = { ...sources, networks: networks.toReversed() }
  const find = (sources: TableSources) => perhapsFirms({ sources, names, rules, judged: new Map() })
  expect(find(turned)).toEqual(find(sources))
})

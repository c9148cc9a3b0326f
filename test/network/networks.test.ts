import { noNetworks, openNetworks } from '../../lambda/network/networks'
import { networkTableFile } from '../../lib/assets/network-table/file'

test('a missing table costs visits their organisation, and one line says why', () => {
  const line = jest.spyOn(console, 'error').mockImplementation()
  const networks = openNetworks('/nowhere/networks.bin')
  expect(networks.locate('8.8.8.8')).toEqual({ asn: null, holder: null, country: null })
  expect(networks.network(15169)).toBeNull()
  expect(line.mock.calls).toEqual([
    [{ networkTable: expect.stringContaining('ENOENT'), effect: 'visits have no organisation' }],
  ])
  line.mockRestore()
})

const networks = openNetworks(networkTableFile())

test.each([
  ['17.253.144.10', { asn: 714, holder: null, country: 'US' }],
  ['203.0.113.7', { asn: null, holder: null, country: null }],
  ['192.168.1.1', { asn: null, holder: null, country: null }],
])('%s is %j', (address, whereabouts) => {
  expect(networks.locate(address)).toEqual(whereabouts)
})

test.each([
  [714, true, 'a firm'],
  [11039, true, 'a university'],
  [7922, false, 'an ISP'],
  [16509, false, 'a cloud'],
  [4_294_967_295, false, 'no network'],
])('visits of AS%i go into the index: %s, %s', (asn, indexed) => {
  expect(networks.isIndexed(asn)).toBe(indexed)
})

test.each([
  ['siemens.com', 'siemens', 'Siemens', 'business', true],
  ['ethz.ch', 'eth-zurich', 'ETH Zurich', 'education', true],
  ['telekom.de', 'deutsche-telekom', 'Deutsche Telekom', 'isp', false],
  ['unifor.br', 'unifor.br', 'Universidade de Fortaleza', 'education', true],
  ['t-ipconnect.de', 't-ipconnect.de', 't-ipconnect.de', 'isp', false],
])(
  'the domain %s is that of %s, %s: %s; visits go into the index: %s',
  (domain, key, name, kind, indexed) => {
    const said = { id: domain, key, name, domain, kind, confidence: 'medium', evidence: 'reverse DNS' }
    expect(networks.network(domain)).toEqual(said)
    expect(networks.isIndexed(domain)).toBe(indexed)
  },
)

test('a domain that the table does not have may be a firm', () => {
  expect(networks.network('no-such-firm.example')).toBeNull()
  expect(networks.isIndexed('no-such-firm.example')).toBe(true)
})

test.each([
  ['no-such-firm.example', 7922, true],
  ['siemens.com', 7922, true],
  ['comcast.net', 7922, false],
  ['t-ipconnect.de', 7922, false],
  ['comcast.com', 7922, false],
  ['no-such-firm.example', null, true],
])('%s names somebody behind AS%s: %s', (domain, carrier, behind) => {
  expect(networks.isBehind(carrier, domain)).toBe(behind)
})

test('without a table nothing is known', () => {
  expect(noNetworks.network(714)).toBeNull()
  expect(noNetworks.isIndexed(714)).toBe(false)
})

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

test('without a table nothing is known', () => {
  expect(noNetworks.network(714)).toBeNull()
  expect(noNetworks.isIndexed(714)).toBe(false)
})

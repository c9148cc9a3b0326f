import { canonicalAddress, keptAddress } from '../../lambda/network/address'

test.each([
  ['203.0.113.77', '203.0.113.77'],
  [' 203.0.113.77 ', '203.0.113.77'],
  ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
  ['2001:0db8::0001', '2001:db8::1'],
  ['2001:db8:0:0:1:0:0:0', '2001:db8:0:0:1::'],
  ['::', '::'],
  ['::1', '::1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['::ffff:203.0.113.77', '203.0.113.77'],
  ['::FFFF:cb00:714d', '203.0.113.77'],
  ['0:0:0:0:0:ffff:0.0.0.0', '0.0.0.0'],
  ['::ffff:255.255.255.255', '255.255.255.255'],
  ['::203.0.113.77', '::cb00:714d'],
  ['203.0.113.077', null],
  ['203.0.113.256', null],
  ['203.0.113', null],
  ['203.0.113.77:443', null],
  ['203.0.113.77, 10.0.0.1', null],
  ['[2001:db8::1]', null],
  ['2001:db8::1::2', null],
  ['localhost', null],
  ['unknown', null],
  ['%eth0', null],
  ['', null],
])('"%s" is %s', (address, canonical) => {
  expect(canonicalAddress(address)).toBe(canonical)
})

test.each([
  ['203.0.113.77', '203.0.113.0/24'],
  ['0.0.0.0', '0.0.0.0/24'],
  ['::ffff:203.0.113.77', '203.0.113.0/24'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
  ['2001:db8:ffff:ffff:ffff:ffff:ffff:ffff', '2001:db8:ffff::/48'],
  ['2001:db8::1', '2001:db8::/48'],
  ['2001:0:5::1', '2001:0:5::/48'],
  ['2001::1:2', '2001::/48'],
  ['0:0:5::1', '0:0:5::/48'],
  ['1:2:3::', '1:2:3::/48'],
  ['::1', '::/48'],
  ['fe80::1%eth0', 'fe80::/48'],
  ['nonsense', null],
])('%s is kept truncated as %s', (address, kept) => {
  expect(keptAddress(address, 'truncated')).toBe(kept)
})

test.each([
  ['full', '203.0.113.77', '203.0.113.77'],
  ['full', '2001:DB8::1', '2001:db8::1'],
  ['full', 'nonsense', null],
  ['none', '203.0.113.77', null],
  ['none', '2001:db8::1', null],
] as const)('with ip "%s", %s is kept as %s', (setting, address, kept) => {
  expect(keptAddress(address, setting)).toBe(kept)
})

import { isWithin, parseAddressRange } from '../../../lambda/domain/visit/address-range'

test.each([
  ['203.0.113.0/24', '203.0.113.7', true],
  ['203.0.113.0/24', '203.0.113.0/24', true],
  ['203.0.113.99/24', '203.0.113.0/24', true], // as people write it
  ['203.0.0.0/16', '203.0.113.0/24', true],
  ['203.0.113.0/25', '203.0.113.0/24', false], // too little of the address is kept to tell
  ['203.0.113.7', '203.0.113.7', true],
  ['203.0.113.7', '203.0.113.70', false],
  ['203.0.113.0/24', '203.0.11.3', false],
  ['0.0.0.0/0', '203.0.113.7', true],
  ['0.0.0.0/0', '2001:db8::1', false],
  ['2001:db8:1::/48', '2001:db8:1::/48', true],
  ['2001:DB8:1::/48', '2001:db8:1:2::3', true],
  ['2001:db8:1::/48', '2001:db8:10::/48', false],
  ['::1', '::1', true],
  ['203.0.113.0/24', null, false],
])('%s has %s: %s', (range, address, is) => {
  expect(isWithin(address, parseAddressRange(range))).toBe(is)
})

test.each([
  '',
  'example.com',
  '203.0.113',
  '203.0.113.256',
  '203.0.113.0/33',
  '203.0.113.0/',
  '::/129',
  '1:::2',
  'a'.repeat(99),
])('%j is no range', (text) => {
  expect(() => parseAddressRange(text)).toThrow(
    'network must be addresses such as 203.0.113.0/24 or 2001:db8:1::/48',
  )
})

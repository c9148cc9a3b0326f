import { hexOf, reverseName } from '../../lambda/network/reverse-name'

/** As Python's ipaddress.ip_address(address).reverse_pointer says. */
test.each([
  ['203.0.113.77', '77.113.0.203.in-addr.arpa'],
  ['2001:db8::4d', 'd.4.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa'],
  ['::', `${'0.'.repeat(32)}ip6.arpa`],
  ['::1', `1.${'0.'.repeat(31)}ip6.arpa`],
  ['2001:db8::', `${'0.'.repeat(24)}8.b.d.0.1.0.0.2.ip6.arpa`],
  ['1:2:3:4:5:6:7:8', '8.0.0.0.7.0.0.0.6.0.0.0.5.0.0.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.ip6.arpa'],
])('the name of %s is kept at %s', (address, name) => {
  expect(reverseName(address)).toBe(name)
})

test.each([
  ['203.0.113.77', 'cb00714d'],
  ['2001:db8::4d', '20010db800000000000000000000004d'],
])('%s in hexadecimal digits is %s', (address, hex) => {
  expect(hexOf(address)).toBe(hex)
})

import { ipv6Groups } from '../../lambda/domain/ipv6'

test.each([
  ['2001:db8::1', '2001 db8 0 0 0 0 0 1'],
  ['2001:db8:0:0:1::', '2001 db8 0 0 1 0 0 0'],
  ['::1', '0 0 0 0 0 0 0 1'],
  ['::', '0 0 0 0 0 0 0 0'],
  ['1:2:3:4:5:6:7:8', '1 2 3 4 5 6 7 8'],
])('%s has the groups %s', (address, groups) => {
  expect(ipv6Groups(address)).toEqual(groups.split(' '))
})

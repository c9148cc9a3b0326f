import { isIP } from 'node:net'
import { addressIn, addressOf } from '../../../../bin/cli/import/log-address'
import { canonicalAddress, keptAddress } from '../../../../lambda/network/address'
import { numberOf, reservedAs } from '../../../../lambda/network/address-number'
import { hexOf, reverseName } from '../../../../lambda/network/reverse-name'
import { promise, promiseSettled } from '../../promise'

export const seeds = [
  '203.0.113.7',
  '2001:DB8:0:0::7%eth0',
  '::ffff:203.0.113.7',
  '64:ff9b::203.0.113.7',
  '[2001:db8::7]:1234',
  '203.0.113.7:80, 10.0.0.1',
]

function tryText(text: string): void {
  for (const address of [
    canonicalAddress(text),
    addressIn(text),
    addressOf({ address: text, forwarded: text }, 'forwarded'),
  ]) {
    if (address === null) continue
    promise(isIP(address) > 0, 'it is no address:', address)
    promiseSettled('an address', address, canonicalAddress)
    promise(
      /^(?:[\da-f]{8}|[\da-f]{32})$/.test(hexOf(address)),
      'its digits are not all:',
      address,
      hexOf(address),
    )
    promise(numberOf(address) >= 0, 'its number is none:', address)
    reservedAs(address)
    reverseName(address)
    promise(/\/(?:24|48)$/.test(keptAddress(address, 'truncated') ?? ''), 'it is not cut:', address)
  }
}

export { tryText as try }

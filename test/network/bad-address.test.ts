import { randomInt } from 'node:crypto'
import { isIP } from 'node:net'
import { canonicalAddress, keptAddress } from '../../lambda/network/address'
import { openNetworks } from '../../lambda/network/networks'
import { networkTableFile } from '../../lib/assets/network-table/file'

/** API Gateway never writes these; a log may. What is no address is dropped, not guessed at. */
test.each([
  ['17.253.144.10:5678', null],
  ['[2620:149:af0::10]:443', null],
  ['[2620:149:af0::10]', null],
  ['17.253.144.10,10.0.0.1', null],
  ['17.253.144.10, 10.0.0.1', null],
  ['17.253.144.10 10.0.0.1', null],
  ['for=17.253.144.10', null],
  ['"17.253.144.10"', null],
  ['17.253.144.10/24', null],
  ['17.253.144', null],
  ['301830154', null],
  ['0x11.0xfd.0x90.0xa', null],
  ['021.253.144.10', null],
  ['１７.253.144.10', null],
  ['17.253.144.10\0', null],
  ['2620:149:af0::10\n::1', null],
  ['::ffff:17.253.144.256', null],
  ['::ffff:17.253.144.10%eth0', '17.253.144.10'],
  ['2620:149:af0::10%', '2620:149:af0::10'],
  ['2620:149:af0::10%25en0%1', '2620:149:af0::10'],
  ['\t2620:149:af0::10\r\n', '2620:149:af0::10'],
])('%j is read as %j', (address, canonical) => {
  expect(canonicalAddress(address)).toBe(canonical)
})

const seeds = [
  '17.253.144.10',
  '::ffff:17.253.144.10',
  '2620:149:af0::10%eth0',
  '[2620:149:af0::10]:443',
  '2002:11fd:900a::1',
  '64:ff9b::17.253.144.10',
  '203.0.113.7, 10.0.0.1',
  '::',
]
const pieces = [...'0123456789abcdefABCDEF:.%[], /\0é', '::', 'ffff', '255', '256', '1.2.3.4']
const pick = <T>(all: readonly T[]) => all[randomInt(all.length)] as T

/** One address with some of its characters put in, left out or replaced. */
function mutated(): string {
  let text = pick(seeds)
  for (let times = randomInt(5); times >= 0; times--) {
    const at = randomInt(text.length + 1)
    text = text.slice(0, at) + (randomInt(3) > 0 ? pick(pieces) : '') + text.slice(at + randomInt(3))
  }
  return text
}

test('20,000 mutilated addresses: each is an address or nothing, and the table answers without a complaint', () => {
  const complaint = jest.spyOn(console, 'error').mockImplementation()
  const { locate } = openNetworks(networkTableFile())
  let read = 0
  for (let times = 0; times < 20_000; times++) {
    const text = mutated()
    const address = canonicalAddress(text)
    if (address === null) continue
    read++
    const sound =
      isIP(address) !== 0 &&
      canonicalAddress(address) === address &&
      keptAddress(text, 'full') === address &&
      locate(address) !== undefined
    if (!sound) throw new Error(`${JSON.stringify(text)} is read as ${address}`)
  }
  expect(complaint.mock.calls).toEqual([])
  complaint.mockRestore()
  expect(read).toBeGreaterThan(2000)
  expect(read).toBeLessThan(18_000)
})

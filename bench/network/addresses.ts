import { readFileSync } from 'node:fs'
import { canonicalAddress } from '../../lambda/network/address'
import { keptSources } from '../../test/support/source/kept-sources'

/** Numbers from 0 to 2^32 - 1, the same ones in every run: xorshift32 (Marsaglia 2003). */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
}

/** Any IPv4 addresses. */
export function randomIpv4(count: number): string[] {
  const next = randomNumbers(4)
  return Array.from({ length: count }, next).map((number) =>
    [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join('.'),
  )
}

/** IPv6 addresses of announced networks: of random ones, hardly any would be announced. */
export function randomIpv6(count: number): string[] {
  const next = randomNumbers(6)
  const networks = readFileSync(keptSources().files['asn-ipv6'], 'utf8').trimEnd().split('\n')
  return Array.from({ length: count }, () => {
    const [start = '', end = ''] = (networks[next() % networks.length] as string).split(',')
    const width = BigInt(end) - BigInt(start) + 1n
    const random = [next(), next(), next(), next()].reduce((sum, part) => (sum << 32n) | BigInt(part), 0n)
    return colons(BigInt(start) + (random % width))
  })
}

function colons(number: bigint): string {
  const digits = number.toString(16).padStart(32, '0')
  return canonicalAddress(digits.replace(/(....)(?!$)/g, '$1:')) as string
}

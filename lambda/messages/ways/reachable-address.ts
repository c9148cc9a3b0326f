import { BlockList, isIPv4 } from 'node:net'

/** Ranges that lead to no public host, by IANA's registry of special addresses; Azure's metadata has one that is not in it. */
const hiddenIpv4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '168.63.129.16/32', '169.254.0.0/16'],
  ...['172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15'],
  ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
]

/**
 * All public IPv6 is in 2000::/3. What lies outside is private, local, multicast, or an IPv4 address in other clothes:
 * mapped, compatible or behind NAT64. Within it, these are no hosts, or have an IPv4 address inside, too.
 */
const publicIpv6 = '2000::/3'
const hiddenIpv6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

function listOf(ranges: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [network = '', bits] = range.split('/')
    list.addSubnet(network, Number(bits), family)
  }
  return list
}

const [hidden4, hidden6] = [listOf(hiddenIpv4, 'ipv4'), listOf(hiddenIpv6, 'ipv6')]
const [public6, loopback4] = [listOf([publicIpv6], 'ipv6'), listOf(['127.0.0.0/8'], 'ipv4')]

/** Whether an address is one of the public internet. */
const isPublic = (address: string): boolean =>
  isIPv4(address)
    ? !hidden4.check(address, 'ipv4')
    : public6.check(address, 'ipv6') && !hidden6.check(address, 'ipv6')

const isLoopback = (address: string): boolean =>
  isIPv4(address) ? loopback4.check(address, 'ipv4') : address === '::1'

/** Which addresses a request may go to. Unencrypted ones go to this machine alone, where that is allowed. */
export interface Reach {
  readonly isEncrypted: boolean
  /** On one machine the receiver may run next to the service. */
  readonly allowLoopback: boolean
}

export const isReachable = (address: string, { isEncrypted, allowLoopback }: Reach): boolean =>
  (allowLoopback && isLoopback(address)) || (isEncrypted && isPublic(address))

/** Returns the eight hexadecimal groups of a canonical IPv6 address: 2001, db8, five times 0, and 1 for `2001:db8::1`. */
export function ipv6Groups(address: string): string[] {
  const [before = [], after = []] = address.split('::').map((part) => part.split(':').filter(Boolean))
  return [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after]
}

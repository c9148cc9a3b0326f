import { InvalidInput } from './invalid-input'

/** AS numbers have 32 bits (RFC 6793); 0 is nobody's (RFC 7607). */
const largest = 0xffff_ffff

/** An autonomous system number as people write it, `714` or `AS714`. @throws InvalidInput naming `field` */
export function parseAsn(text: string, field: string): number {
  const asn = /^(?:AS)?(\d{1,10})$/i.exec(text)?.[1]
  const number = Number(asn ?? 0)
  if (number >= 1 && number <= largest) return number
  throw new InvalidInput(`${field} must be an AS number from 1 to ${largest}, such as 714 or AS714`, field)
}

import { isRange } from '../organisation/network-id'
import type { Correction } from '../organisation/organisation'
import { type AddressRange, isWithin, parseAddressRange } from '../visit/address-range'

/**
 * Returns a function that finds the narrowest range, of those that the owner corrected, in which an address lies entirely.
 *
 * @returns null for an address that is in none, or of which too little was kept to tell
 */
export function correctedRanges(
  corrections: readonly Correction[],
): (address: string | null) => string | null {
  const ranges = corrections
    .flatMap(({ subject }) => (isRange(subject) ? [{ subject, range: parseAddressRange(subject) }] : []))
    .toSorted((a, b) => length(b) - length(a))
  if (ranges.length === 0) return () => null // a million visits are attributed a day
  return (address) => ranges.find(({ range }) => isWithin(address, range))?.subject ?? null
}

const length = ({ range }: { readonly range: AddressRange }): number => range.bits.length

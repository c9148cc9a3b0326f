import * as v from 'valibot'
// As in site-setting.ts: an address must mean the same at synth and at run time.
import { canonicalRange } from '../../lambda/domain/visit/address-range'
import { wrong } from './setting'

const notAddress = wrong(
  'an address or a range of at least 8 bits, such as 203.0.113.7, 203.0.113.0/24 or 2001:db8:1::/48',
)

/** Such a range would never match: visits are looked at in IPv4. */
const isMapped = (range: string | null): boolean => range?.startsWith('::ffff:') ?? false
const mapped = wrong('found in IPv6; write the IPv4 address, such as 203.0.113.7')

/** A function's environment is small, and each visit is compared with all of them. */
const most = 50

const range = v.pipe(
  v.string(notAddress),
  v.trim(),
  v.check((text) => canonicalRange(text) !== null, notAddress),
  v.check((text) => !isMapped(canonicalRange(text)), mapped),
  v.transform((text) => canonicalRange(text) as string),
)

/** Addresses and ranges, each in its one spelling, none twice. */
export const mineSetting = v.optional(
  v.pipe(
    v.array(range, 'is not a list of addresses, such as ["203.0.113.7"]'),
    v.maxLength(most, `has more than ${most} addresses; write ranges such as 203.0.113.0/24`),
    v.transform((ranges) => [...new Set(ranges)]),
  ),
  [],
)

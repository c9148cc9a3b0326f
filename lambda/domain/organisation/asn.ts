import * as v from 'valibot'
import { InvalidInput } from '../errors'

/** AS numbers have 32 bits (RFC 6793), and 0 is reserved (RFC 7607). */
const largest = 0xffff_ffff

const wrong = `must be an AS number from 1 to ${largest}, such as 714 or AS714`

/** An autonomous system number as people write it, `714` or `AS714`. */
export const asnPattern = `(?:[Aa][Ss])?0*(?:${numbersTo(String(largest))})`
export const asnText = v.pipe(v.string(), v.regex(new RegExp(`^${asnPattern}$`), wrong))

/** @throws InvalidInput naming `field` */
export function parseAsn(text: string, field: string): number {
  if (!v.is(asnText, text)) throw new InvalidInput(`${field} ${wrong}`, field)
  return Number(text.replace(/^as/i, ''))
}

/**
 * Returns a pattern for the whole numbers from 1 to `last`, digit by digit, so that /openapi.json can say what is accepted:
 * numbers with fewer digits, those that are smaller at the first digit, at the second and so on, and `last` itself.
 */
function numbersTo(last: string): string {
  const smallerAt = [...last].flatMap((digit, at) => {
    const first = at === 0 ? 1 : 0
    const rest = last.length - at - 1
    return Number(digit) > first ? [`${last.slice(0, at)}[${first}-${Number(digit) - 1}][0-9]{${rest}}`] : []
  })
  return [`[1-9][0-9]{0,${last.length - 2}}`, ...smallerAt, last].join('|')
}

/**
 * The code of a recipient, as it stands in the links that are handed out: 50 random bits, ten characters of Crockford's base 32
 * in lower case, which has no i, l, o and u (https://www.crockford.com/base32.html).
 */
export type RecipientCode = string

/** What the code of a link says: whose link it is, and whether it was scanned from its QR code. */
export interface LinkCode {
  readonly code: RecipientCode
  readonly scanned: boolean
}

const codeLength = 10

/** The eleventh character of a code in a QR code. */
const scannedMark = 'q'

/** Characters read of a code, with its mark and its hyphens. */
export const linkCodeLength = 32

const digits = '0123456789abcdefghjkmnpqrstvwxyz'
const form = new RegExp(`^[${digits}]{${codeLength}}${scannedMark}?$`)

/** The parameter of a page's address that carries the code; the beacon looks for it too. */
export const codeParameter = 'to'

/** Reads a code as people copy it: in any case, with hyphens, i and l for 1, o for 0. Null for what is none. */
export function parseLinkCode(text: string): LinkCode | null {
  if (text.length > linkCodeLength) return null
  const plain = text.toLowerCase().replaceAll('-', '').replace(/[il]/g, '1').replaceAll('o', '0')
  if (!form.test(plain)) return null
  return { code: plain.slice(0, codeLength), scanned: plain.length > codeLength }
}

/** Writes a code as `parseLinkCode` reads it. */
export const linkCodeText = ({ code, scanned }: LinkCode): string => code + (scanned ? scannedMark : '')

/** Whether a text is a code in its one spelling. */
export const isRecipientCode = (text: string): boolean => text.length === codeLength && form.test(text)

/**
 * Makes a code. It has a digit from 2 to 9, which nobody reads as a letter, so that the beacon leaves a word in the address
 * alone: `?to=manchester`. One in eighteen codes has it in its first place for that, and 48 bits.
 *
 * @param random ten random bytes, of which five bits each are used
 */
export function makeRecipientCode(random: Uint8Array): RecipientCode {
  const code = [...random.subarray(0, codeLength)].map((byte) => digits[byte & 31]).join('')
  return /[2-9]/.test(code) ? code : digits[2 + ((random[0] ?? 0) & 7)] + code.slice(1)
}

import { createHash, randomBytes } from 'node:crypto'

/** Makes a token: 256 random bits. */
export const makeToken = (): string => `vb_${randomBytes(32).toString('base64url')}`

/** Whether a text has the form of the tokens that are made here. */
export const isWholeToken = (text: string): boolean => /^vb_[\w-]{43}$/.test(text)

/** Returns the SHA-256 of a token, the only form in which it is kept. */
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

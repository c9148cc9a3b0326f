import { createHash, timingSafeEqual } from 'node:crypto'
import type { TokenHash } from '../contract'
import type { Handler } from './api'
import { Problem } from './problem'
import { challenge, totalsRequest } from './token-scope'

/** Lets only those query who bring one of the tokens. Only hashes are known here, compared in constant time. */
export const withToken =
  (tokens: readonly TokenHash[]) =>
  (handler: Handler): Handler =>
  (request) => {
    const token = bearer(request.headers.authorization)
    if (tokens.length === 0) throw unauthorized('no token is configured yet; npx visitbook token makes one')
    if (token === null) throw unauthorized('send a token: Authorization: Bearer <token>')
    const known = matching(tokens, token)
    if (known.length === 0)
      throw unauthorized('this token is unknown or was revoked', ', error="invalid_token"')
    return handler(known.some(seesAll) ? request : totalsRequest(request, known[0]?.zone))
  }

/** SHA-256 of a token, the only form in which it is kept. */
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

const bearer = (header = ''): string | null => /^Bearer +(\S+) *$/i.exec(header)?.[1] ?? null

/** Compares with every hash, so that the time taken says nothing. */
function matching(tokens: readonly TokenHash[], token: string): readonly TokenHash[] {
  const hash = hashOf(token)
  return tokens.filter(({ sha256 }) => timingSafeEqual(Buffer.from(sha256, 'hex'), hash))
}

const seesAll = ({ scope = 'all' }: TokenHash): boolean => scope === 'all'

const unauthorized = (detail: string, error = '') => new Problem(401, detail, challenge(error))

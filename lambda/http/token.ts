import { createHash, timingSafeEqual } from 'node:crypto'
import type { TokenHash, TokenScope } from '../contract'
import { wholeGrant } from '../domain/token/grant'
import type { Handler } from './api'
import { Problem } from './problem'
import { tokenBucket } from './token-bucket'
import { challenge, totalsRequest } from './token-scope'

/** The longest token to look at, in characters: ours have 46. */
const tokenLength = 256

/** Requests without a known token that one running function answers with a reason: 50 at once, five a second. */
const strangers = { burst: 50, rate: 5 }

/**
 * Lets only holders of one of the tokens query. Only hashes are known here, and they are compared in constant time.
 * Strangers are counted separately, on all routes together, and told to wait once there are too many; that never keeps
 * out a request with a token.
 */
export function withToken(
  tokens: readonly TokenHash[],
  now: () => Date,
): (scope: TokenScope, handler: Handler) => Handler {
  const takeStranger = tokenBucket({ ...strangers, now })
  return (scope, handler) => (request) => {
    const token = bearer(request.headers.authorization)
    const known = token === null ? [] : matching(tokens, token)
    if (known.length === 0) throw turnedAway({ tokens, token, wait: takeStranger() })
    if (known.some(seesAll)) return handler(request)
    return handler(
      totalsRequest(request, { grant: wholeGrant('stats'), zone: known[0]?.zone ?? 'UTC', scope }),
    )
  }
}

interface Stranger {
  readonly tokens: readonly TokenHash[]
  readonly token: string | null
  /** Seconds that strangers have to wait. */
  readonly wait: number
}

function turnedAway({ tokens, token, wait }: Stranger): Problem {
  if (wait > 0)
    return new Problem(429, 'too many requests without a known token; try again later', {
      'retry-after': String(wait),
    })
  if (tokens.length === 0) return unauthorized('no token is configured yet; npx visitbook token makes one')
  if (token === null) return unauthorized('send a token: Authorization: Bearer <token>')
  return unauthorized('this token is unknown or was revoked', ', error="invalid_token"')
}

/** Returns the SHA-256 of a token, the only form in which it is kept. */
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

const bearer = (header = ''): string | null => /^Bearer +(\S+) *$/i.exec(header)?.[1] ?? null

/** Compares with every hash, so that the time taken reveals nothing. */
function matching(tokens: readonly TokenHash[], token: string): readonly TokenHash[] {
  if (token.length > tokenLength) return []
  const hash = hashOf(token)
  return tokens.filter(({ sha256 }) => timingSafeEqual(Buffer.from(sha256, 'hex'), hash))
}

const seesAll = ({ scope = 'all' }: TokenHash): boolean => scope === 'all'

const unauthorized = (detail: string, error = '') => new Problem(401, detail, challenge(error), null)

import { timingSafeEqual } from 'node:crypto'
import type { TokenHash, TokenScope } from '../contract'
import { wholeGrant } from '../domain/token/grant'
import type { Handler } from './api'
import type { KnownTokens } from './known-tokens'
import { Problem } from './problem'
import type { HttpRequest } from './request'
import { tokenBucket } from './token-bucket'
import { beyondGrant, challenge, requestWithin, type ScopedToken } from './token-scope'
import { hashOf, isWholeToken } from './token-secret'

/** The longest token to look at, in characters: ours have 46. */
const tokenLength = 256

/** Requests without a known token that one running function answers with a reason: 50 at once, five a second. */
const strangers = { burst: 50, rate: 5 }

export interface GuardParts {
  /** Those of the settings. */
  readonly tokens: readonly TokenHash[]
  /** Those of the table, which are asked for tokens of our own form alone. */
  readonly known: KnownTokens
  readonly now: () => Date
}

/**
 * Lets only holders of one of the tokens query. Only hashes are known here, and they are compared in constant time.
 * Strangers are counted separately, on all routes together, and told to wait once there are too many; that never keeps
 * out a request with a token.
 */
export function withToken(parts: GuardParts): (scope: TokenScope, handler: Handler) => Handler {
  const { tokens, now } = parts
  const takeStranger = tokenBucket({ ...strangers, now })
  return (scope, handler) => async (request) => {
    const inHeader = bearer(request.headers.authorization)
    const text = inHeader ?? (scope === 'feed' ? inAddress(request) : null)
    const token = text === null ? null : await tokenOf(text, parts)
    if (token === null) throw turnedAway({ tokens, text, wait: takeStranger() })
    if (inHeader === null && token.grant.scope !== 'feed') throw beyondGrant(feedAlone, token.grant)
    return handler(requestWithin(request, { ...token, scope }))
  }
}

interface Stranger {
  readonly tokens: readonly TokenHash[]
  /** What was sent for a token; null for nothing. */
  readonly text: string | null
  /** Seconds that strangers have to wait. */
  readonly wait: number
}

function turnedAway({ tokens, text, wait }: Stranger): Problem {
  if (wait > 0)
    return new Problem(429, 'too many requests without a known token; try again later', {
      'retry-after': String(wait),
    })
  if (tokens.length === 0) return unauthorized('no token is configured yet; ./visitbook token makes one')
  if (text === null) return unauthorized('send a token: Authorization: Bearer <token>')
  return unauthorized('this token is unknown or was revoked', ', error="invalid_token"')
}

/** Readers of feeds send no header. Addresses are kept in many places, so what sees more may not stand in one. */
const inAddress = ({ searchParams }: HttpRequest): string | null => searchParams.get('token')

const feedAlone =
  'only a token of scope feed may stand in an address: ./visitbook token --scope feed makes one'

const bearer = (header = ''): string | null => /^Bearer +(\S+) *$/i.exec(header)?.[1] ?? null

async function tokenOf(text: string, { tokens, known }: GuardParts): Promise<ScopedToken | null> {
  if (text.length > tokenLength) return null
  const hash = hashOf(text)
  const matching = tokens.filter((token) => isHashOf(token, hash)) // all are compared: the time taken reveals nothing
  const [first] = matching
  if (first !== undefined) return { grant: wholeGrant(mostOf(matching)), zone: first.zone ?? 'UTC' }
  const kept = isWholeToken(text) ? await known.find((token) => isHashOf(token, hash)) : null
  if (kept === null) return null
  const { scope, site, pages, zone } = kept
  return { grant: { scope, site, pages }, zone }
}

const isHashOf = ({ sha256 }: { readonly sha256: string }, hash: Buffer): boolean =>
  timingSafeEqual(Buffer.from(sha256, 'hex'), hash)

/** One of a scope that is not known sees no more than totals. */
function mostOf(tokens: readonly TokenHash[]): TokenScope {
  const scopes = tokens.map(({ scope = 'all' }) => scope)
  if (scopes.includes('all')) return 'all'
  return scopes.every((scope) => scope === 'feed') ? 'feed' : 'stats'
}

const unauthorized = (detail: string, error = '') => new Problem(401, detail, challenge(error), null)

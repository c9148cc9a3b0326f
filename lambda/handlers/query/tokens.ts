import type { HandlerFor, HandlersFor } from '../../api/handler'
import { type TokenMessage, tokenAnswerOf, tokenMessage } from '../../api/tokens'
import { InvalidInput } from '../../domain/errors'
import { dayOf, instantOf } from '../../domain/time/day'
import { isTokenId, maxTokens, type Token } from '../../domain/token/token'
import { validate } from '../../domain/validate'
import type { KnownTokens } from '../../http/known-tokens'
import { Problem } from '../../http/problem'
import { type HttpRequest, jsonBody } from '../../http/request'
import { json, noContent } from '../../http/response'
import { hashOf, makeToken } from '../../http/token-secret'
import type { TokenStore } from '../../store/token-store'

interface TokensParts {
  readonly tokenStore: TokenStore
  readonly known: KnownTokens
  readonly now: () => Date
}

export const tokensHandlers = (
  parts: TokensParts,
): HandlersFor<'GET /tokens' | 'POST /tokens' | 'DELETE /tokens/{id}'> => ({
  'GET /tokens': listTokens(parts),
  'POST /tokens': addToken(parts),
  'DELETE /tokens/{id}': revokeToken(parts),
})

/** The tokens of the table, the newest first. */
const listTokens =
  ({ tokenStore }: TokensParts): HandlerFor<'GET /tokens'> =>
  async () => {
    const tokens = await tokenStore.tokens()
    return json({ tokens: tokens.toSorted((a, b) => (a.created > b.created ? -1 : 1)).map(tokenAnswerOf) })
  }

/** Makes a token, which is good at once and answered this once. */
const addToken =
  ({ tokenStore, known, now }: TokensParts): HandlerFor<'POST /tokens'> =>
  async (request) => {
    const message = validate(tokenMessage, bodyOf(request))
    const secret = makeToken()
    const token = tokenOf(message, { secret, now: now() })
    if ((await tokenStore.tokens()).length >= maxTokens)
      throw new InvalidInput(`there are ${maxTokens} tokens already: revoke one first`)
    if (!(await tokenStore.addToken(token))) throw new Error('two tokens have the same id')
    known.forget()
    return json({ ...tokenAnswerOf(token), token: secret, link: linkOf(request.origin, { token, secret }) })
  }

/** Revokes a token. Other running functions go by what they have read for some seconds more. */
const revokeToken =
  ({ tokenStore, known }: TokensParts): HandlerFor<'DELETE /tokens/{id}'> =>
  async ({ params: { id = '' } }) => {
    if (!isTokenId(id) || !(await tokenStore.removeToken(id)))
      throw new Problem(404, 'there is no token of this id; GET /tokens lists them')
    known.forget()
    return noContent()
  }

function bodyOf(request: HttpRequest): object {
  const body = (request.body ?? '') === '' ? null : jsonBody(request)
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body
  throw new InvalidInput('body must be a JSON object such as {"site": "you.github.io"}')
}

function tokenOf(
  message: TokenMessage,
  { secret, now }: { readonly secret: string; readonly now: Date },
): Token {
  const { name, scope, pages, zone } = message
  const [site, embed] = [message.site ?? null, message.embed ?? null]
  if (scope === 'stats' && site === null)
    throw new InvalidInput('site is required: a token of scope stats is for one', 'site')
  if (scope !== 'stats' && (site !== null || embed !== null))
    throw new InvalidInput(`${whole[scope]}: leave site and embed out`, 'scope')
  const created = instantOf(now.getTime())
  const sha256 = hashOf(secret).toString('hex')
  return {
    ...{ id: sha256.slice(0, 16), name: name ?? `token-${dayOf(created)}`, created, sha256 },
    ...{ scope, site, pages: scope === 'all' || pages, zone, embed },
  }
}

const whole = {
  all: 'a token of scope all sees everything',
  feed: 'a token of scope feed sees messages of all sites',
}

/** Browsers never send what follows #, so the link leaves no token in a log. That of a feed must have it, and sees nothing else. A page that may frame it names the token by its id. */
function linkOf(origin: string, made: { readonly token: Token; readonly secret: string }): string | null {
  const { id, scope, site, pages, embed } = made.token
  if (scope === 'feed') return `${origin}/feed?token=${made.secret}`
  if (scope === 'all' || site === null) return null
  const path = embed === null ? '/' : `/shared/${id}`
  const query = new URLSearchParams({ site })
  return `${origin}${path}?${query}#share=${made.secret}${pages ? '' : '&pages=none'}`
}

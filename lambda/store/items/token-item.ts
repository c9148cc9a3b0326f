import type { Grant } from '../../domain/token/grant'
import type { Token } from '../../domain/token/token'
import type { Item } from '../item-table'
import { tokenKey } from '../keys'

/** A token as the table holds it, by its hash and without the secret. What is null is left out. It does not expire. */
export const tokenItem = ({ id, site, embed, ...token }: Token): Item => ({
  ...tokenKey(id),
  ...token,
  ...(site !== null && { site }),
  ...(embed !== null && { embed }),
})

/** Reads a token. One of a scope that is not known sees no more than totals. */
export function tokenIn({ sk, ...item }: Item): Token {
  const scope: Grant['scope'] = item.scope === 'all' || item.scope === 'feed' ? item.scope : 'stats'
  const textOf = (value: unknown) => (typeof value === 'string' ? value : null)
  return {
    id: sk,
    name: String(item.name),
    created: String(item.created),
    sha256: String(item.sha256),
    scope,
    site: textOf(item.site),
    pages: item.pages === true,
    zone: textOf(item.zone) ?? 'UTC',
    embed: textOf(item.embed),
  }
}

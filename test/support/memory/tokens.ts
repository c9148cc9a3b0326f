import type { Token } from '../../../lambda/domain/token/token'
import type { TokenStore } from '../../../lambda/store/token-store'

/** The port of tokens over an array, and how often it was read. */
export function memoryTokens(...tokens: Token[]): TokenStore & { readonly reads: () => number } {
  const kept = new Map(tokens.map((token) => [token.id, token]))
  let reads = 0
  return {
    reads: () => reads,
    async tokens() {
      reads += 1
      return [...kept.values()]
    },
    async addToken(token) {
      const isNew = !kept.has(token.id)
      if (isNew) kept.set(token.id, token)
      return isNew
    },
    async removeToken(id) {
      return kept.delete(id)
    },
  }
}

import type { Token } from '../domain/token/token'

/** How long a running function goes by the tokens that it has read: a revoked one stops within this time. */
const keptMs = 5000

/** How soon it reads them again for a token that is not among them, which may have just been made. */
const retryMs = 1000

/** The tokens of the table, as a running function knows them. */
export interface KnownTokens {
  /** The token that `isIt` tells; null where none is. */
  find(isIt: (token: Token) => boolean): Promise<Token | null>
  /** Has them read anew. Call it after a change. */
  forget(): void
}

interface KnownTokensParts {
  readonly read: () => Promise<readonly Token[]>
  readonly now: () => Date
}

/** Reads all tokens at once and at most every second, so that a thousand guesses cost what one costs. */
export function knownTokens({ read, now }: KnownTokensParts): KnownTokens {
  let last: { readonly at: number; readonly tokens: Promise<readonly Token[]> } | null = null

  function tokensNot(olderThan: number): Promise<readonly Token[]> {
    const time = now().getTime()
    if (last !== null && Math.abs(time - last.at) < olderThan) return last.tokens
    const asked = { at: time, tokens: read() }
    last = asked
    asked.tokens.catch(() => {
      if (last === asked) last = null
    })
    return asked.tokens
  }

  return {
    async find(isIt) {
      const known = (await tokensNot(keptMs)).find(isIt)
      return known ?? (await tokensNot(retryMs)).find(isIt) ?? null
    },
    forget() {
      last = null
    },
  }
}

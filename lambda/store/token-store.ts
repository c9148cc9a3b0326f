import type { Token } from '../domain/token/token'

/** The port to the tokens that are made while the service runs. Throws Unavailable when the table is throttled or out of reach. */
export interface TokenStore {
  /** All tokens, as they are now. */
  tokens(): Promise<readonly Token[]>
  /** Keeps a token; false when there is one of this id already. */
  addToken(token: Token): Promise<boolean>
  /** Removes a token; false when there was none. */
  removeToken(id: string): Promise<boolean>
}

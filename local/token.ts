import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { openFolder, readState, writeState } from './engine/state-file'

/** Makes a token: 256 random bits. */
export const makeToken = (): string => `vb_${randomBytes(32).toString('base64url')}`

const whole = /^vb_[\w-]{43}$/

/** Where a data folder keeps its token. On this machine only; a deployed one is kept as a hash. */
const tokenFile = (data: string): string => join(data, 'token')

/** The token of a data folder, or null where there is none, or half of one. */
export function tokenIn(data: string): string | null {
  const token = (readState(tokenFile(data)) ?? '').trim()
  return whole.test(token) ? token : null
}

/** The token of a data folder, made the first time, readable by its owner alone. */
export function keptToken(data: string): string {
  const kept = tokenIn(data)
  if (kept !== null) return kept
  openFolder(data)
  const token = makeToken()
  writeState(tokenFile(data), `${token}\n`)
  return token
}

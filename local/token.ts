import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Makes a token: 256 random bits. */
export const makeToken = (): string => `vb_${randomBytes(32).toString('base64url')}`

/** Where a data folder keeps its token. On this machine only; a deployed one is kept as a hash. */
export const tokenFile = (data: string): string => join(data, 'token')

/** The token of a data folder, made the first time, readable by its owner alone. */
export function keptToken(data: string): string {
  const file = tokenFile(data)
  const kept = existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
  if (kept !== '') return kept
  mkdirSync(data, { recursive: true })
  const token = makeToken()
  writeFileSync(file, `${token}\n`, { mode: 0o600 })
  return token
}

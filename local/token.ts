import { join } from 'node:path'
import { isWholeToken, makeToken } from '../lambda/http/token-secret'
import { openFolder, readState, writeState } from './engine/state-file'

/** The file of a data folder's token. Only this machine keeps a token itself; a deployed service keeps a hash. */
const tokenFile = (data: string): string => join(data, 'token')

/** The token of a data folder; null where there is none, or only half of one. */
export function tokenIn(data: string): string | null {
  const token = (readState(tokenFile(data)) ?? '').trim()
  return isWholeToken(token) ? token : null
}

/** The token of a data folder, made the first time and readable by its owner alone. */
export function keptToken(data: string): string {
  const kept = tokenIn(data)
  if (kept !== null) return kept
  openFolder(data)
  const token = makeToken()
  writeState(tokenFile(data), `${token}\n`)
  return token
}

import type { TokenHash, TokenScope } from '../../../lambda/contract'
import { hashOf, makeToken } from '../../../lambda/http/token-secret'
import { chosenZone } from '../clock/zone'
import { wrongUsage } from '../failure'
import { readTokens, writeTokens } from './token-file'

/** What the stack accepts as a name; see lib/settings/settings.ts. */
const namePattern = /^[^\p{Cc}]{1,64}$/u

const inForce = '`npm run deploy` puts that in force'

export interface NewToken {
  readonly name: string
  readonly scope: TokenScope
  /** The time zone in which a token of scope `stats` sees days and hours; null for this machine's. */
  readonly zone: string | null
  /** The API that the link leads to; null where it is not known. */
  readonly url: string | null
}

/** Makes a token, prints it once and keeps its hash under `name`. @throws Failure when the name is taken */
export function addToken(file: string, { name, scope, zone, url }: NewToken): void {
  if (!namePattern.test(name))
    throw wrongUsage('--name must have 1 to 64 characters, none a control character')
  const sees = scopeOf(scope, zone)
  const token = keepNewToken(file, { name, sees })
  const thing = scope === 'feed' ? `the address of the feed, with token "${name}"` : `token "${name}"`
  console.log(scope === 'feed' ? `${addressOf(url)}/feed?token=${token}` : token)
  console.error(`This is ${thing}, shown this once: keep it safe. Its hash is in ${file}; ${inForce}.`)
  if (scope === 'stats') console.error(shareLink(token, url))
}

/** Makes a token and keeps its hash under `name`. @throws Failure when the name is taken */
export function keepNewToken(
  file: string,
  { name, sees }: { name: string; sees: Pick<TokenHash, 'scope' | 'zone'> },
): string {
  const tokens = readTokens(file)
  if (tokens.some((kept) => kept.name === name)) {
    throw wrongUsage(`there is a token named "${name}" already; choose another --name, or --revoke it first`)
  }
  const token = makeToken()
  writeTokens(file, [...tokens, { name, sha256: hashOf(token).toString('hex'), ...sees }])
  return token
}

const scopeOf = (scope: TokenScope, zone: string | null): Pick<TokenHash, 'scope' | 'zone'> => {
  const itsZone = zoneFor(scope, zone)
  return { ...(scope !== 'all' && { scope }), ...(itsZone !== undefined && { zone: itsZone }) }
}

/** The service's address, or what stands for it where it is not known. */
const addressOf = (url: string | null): string => url?.replace(/\/+$/, '') ?? '<VISITBOOK_URL>'

/**
 * The zone of a new token, undefined where it sees no totals, or everything. It is fixed with the token: with a free choice, one could
 * find single visits by comparing zones.
 */
export function zoneFor(scope: TokenScope, zone: string | null): string | undefined {
  if (zone !== null && scope !== 'stats') throw wrongUsage('--zone goes with --scope stats')
  return scope === 'stats' ? chosenZone(zone ?? undefined) : undefined
}

/** Browsers never send what follows #, so the link leaves no token in a log. */
function shareLink(token: string, url: string | null): string {
  const link = `${addressOf(url)}/#share=${url === null ? '<token>' : token}`
  return `Whoever has this link sees totals and the pages read most, and nobody's visits:\n${link}`
}

/** Prints the names, one a line. For tokens that may not see everything, scope and, of totals, zone follow after tabs. */
export function listTokens(file: string): void {
  const tokens = readTokens(file)
  if (tokens.length === 0) console.error(`There is no token in ${file}; nobody may query.`)
  for (const { name, scope = 'all', zone = 'UTC' } of tokens)
    console.log([name, ...(scope === 'all' ? [] : [scope]), ...(scope === 'stats' ? [zone] : [])].join('\t'))
}

/** Removes a token. @throws Failure when none has that name */
export function revokeToken(file: string, name: string): void {
  const tokens = readTokens(file)
  const left = tokens.filter((kept) => kept.name !== name)
  if (left.length === tokens.length)
    throw wrongUsage(`there is no token named "${name}"; see visitbook token --list`)
  writeTokens(file, left)
  console.error(`Token "${name}" is out of ${file}; ${inForce}.`)
}

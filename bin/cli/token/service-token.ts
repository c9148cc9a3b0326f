import type { AnswerOf } from '../../../lambda/api/routes'
import type { TokenScope } from '../../../lambda/contract'
import { isTokenId } from '../../../lambda/domain/token/token'
import { apiClient } from '../api/api-client'
import { serverOf } from '../api/server'
import { wrongUsage } from '../failure'
import { write } from '../terminal/output'
import { terminalWidth } from '../terminal/terminal-width'
import { columnsOf } from '../terminal/text-table'
import { zoneFor } from './token'
import type { TokenListOptions } from './token-command'

const apiAt = (url: string | undefined) => apiClient(serverOf(url, process.env))

interface ServiceToken {
  readonly name: string | undefined
  readonly scope: TokenScope
  readonly site: string | undefined
  readonly pages: true | undefined
  readonly embed: string | undefined
  readonly zone: string | undefined
}

/** Has the service make a token, and prints it once. @throws Failure with what the service said */
export async function makeServiceToken(asked: ServiceToken, url: string | undefined): Promise<void> {
  const { scope, site, pages, embed } = asked
  if (scope !== 'stats' && site !== undefined) throw wrongUsage('--site goes with --scope stats')
  if (site === undefined && scope === 'stats')
    throw wrongUsage('--site is required: a token of scope stats is for one site')
  if (site === undefined && (pages || embed !== undefined))
    throw wrongUsage('--pages and --embed go with --scope stats and --site')
  const zone = zoneFor(scope, asked.zone ?? null)
  const server = serverOf(url, process.env)
  const made = await apiClient(server)('POST /tokens', {}, { body: { ...asked, zone } })
  const { token, name, id } = made
  const link = made.link?.replace(/^https?:\/\/[^/]+/, server.url) ?? null // behind an edge it names the API's own address
  await write(process.stdout, `${scope === 'feed' ? link : token}\n`)
  const thing = scope === 'feed' ? `the address of the feed, with token "${name}"` : `token "${name}"`
  console.error(
    `This is ${thing}, shown this once: keep it safe. It is good at once; to stop it: ./visitbook token revoke ${id}`,
  )
  if (link === null || scope === 'feed') return
  const sees = pages ? 'totals and the pages read most' : 'totals'
  console.error(`Whoever has this link sees ${sees} of ${site}, and nobody's visits:\n${link}`)
  if (embed !== undefined) console.error(`For pages of ${embed}:\n${frameOf(link)}`)
}

const frameOf = (link: string): string =>
  `<iframe src="${link.replaceAll('&', '&amp;')}" title="Visits" width="100%" height="600"></iframe>`

type ListedToken = AnswerOf<'GET /tokens'>['tokens'][number]

const cells = {
  ID: ({ id }: ListedToken) => id,
  NAME: ({ name }: ListedToken) => name,
  MADE: ({ created }: ListedToken) => created.slice(0, 10),
  SEES: sightOf,
  SITE: ({ site }: ListedToken) => site,
  ZONE: ({ scope, zone }: ListedToken) => (scope === 'stats' ? zone : null),
  'FRAMED BY': ({ embed }: ListedToken) => embed,
}
type Column = keyof typeof cells
const columns = Object.keys(cells) as Column[]

function sightOf({ scope, pages }: ListedToken): string {
  if (scope === 'all') return 'everything'
  if (scope === 'feed') return 'messages'
  return pages ? 'totals and pages' : 'totals'
}

/** Prints the tokens that the service has made. */
export async function listServiceTokens({ url, json }: TokenListOptions): Promise<void> {
  const { tokens } = await apiAt(url)('GET /tokens')
  if (json) return write(process.stdout, `${JSON.stringify({ tokens })}\n`)
  if (tokens.length === 0)
    console.error('The service has made no token; those of your settings: visitbook token --list')
  const width = terminalWidth()
  const print = columnsOf({ columns, elastic: { NAME: 8, SITE: 8 }, width })
  if (tokens.length > 0)
    await write(process.stdout, print(tokens.map((token) => columns.map((column) => cells[column](token)))))
}

/** Revokes a token of the service. @throws Failure when there is none of this id */
export async function revokeServiceToken(id: string, url: string | undefined): Promise<void> {
  if (!isTokenId(id)) throw wrongUsage(`${id} is no id of a token; see visitbook token list`)
  await apiAt(url)('DELETE /tokens/{id}', {}, { id })
  console.error(`Token ${id} is revoked; it stops within five seconds.`)
}

import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { defaults, type TokenHash } from '../../../lambda/contract'
import { type QueryParts, queryRoutes } from '../../../lambda/handlers/query/query-routes'
import { api, type LambdaFunction } from '../../../lambda/http/api'
import { finish } from '../../../lambda/http/etag'
import { hashOf } from '../../../lambda/http/token-secret'
import { type LocalFunctionsOptions, localFunctions } from '../../../local/functions'
import { gateway } from '../../../local/gateway'
import type { LocalServer } from '../../../local/server'

/** The same functions over the table of a stage, with tokens that can be given out and revoked, as on AWS. */
export function doorTo(local: () => LocalServer, settings: Partial<LocalFunctionsOptions> = {}) {
  let query: LambdaFunction
  let url: string
  let parts: QueryParts
  const tokens = (tokens: readonly TokenHash[]) => {
    query = api(queryRoutes({ ...parts, tokens }), finish)
  }
  let server: Server
  beforeAll(async () => {
    const { database, sites, token } = local()
    const made = localFunctions(database, { sites, token, ...defaults, ...settings })
    parts = made.query
    tokens([])
    server = gateway({ record: made.functions.record, query: (event) => query(event) })
    server.listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return { tokens, url: () => url }
}

/** A token of the settings. */
export const tokenHash = (secret: string, more: Partial<TokenHash> = {}): TokenHash => ({
  name: secret,
  sha256: hashOf(secret).toString('hex'),
  ...more,
})

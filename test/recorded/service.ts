import { createHash } from 'node:crypto'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { main } from '../../bin/cli/program'
import { routes } from '../../lambda/api/routes'
import { closedUntil, rollUp } from '../../lambda/counting/roll-up'
import { rollUpRefusals } from '../../lambda/counting/roll-up-refusals'
import { queryRoutes } from '../../lambda/handlers/query/query-routes'
import { api } from '../../lambda/http/api'
import { finish } from '../../lambda/http/etag'
import { type Database, openDatabase } from '../../local/engine/database'
import { localFunctions } from '../../local/functions'
import { router } from '../../local/route'
import { event } from '../support/http/event'

// All that is taken of the version at hand, so that the same can be recorded with another one.
export { type Database, main, openDatabase }

/** A request as it is kept in the fixture. */
export interface Request {
  /** `GET /visits?limit=2` */
  readonly ask: string
  /** Whose token is sent; none when left out. */
  readonly as?: keyof typeof tokens
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Spaces that follow the body. */
  readonly padding?: number
  readonly ip?: string
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Text as it is, once it is decompressed; anything else in base64. */
  readonly body: string
}

export interface Service {
  ask(request: Request): Promise<Answer>
  /** What the rollup function does each hour. */
  count(): Promise<void>
}

export const tokens = {
  owner: 'a-token-that-only-the-owner-knows',
  totals: 'a-token-that-sees-totals',
  zoned: 'a-token-that-sees-totals-in-shanghai',
  stranger: 'a-token-that-nobody-made',
} as const

const hashOf = (name: Exclude<keyof typeof tokens, 'stranger'>) => ({
  name,
  sha256: createHash('sha256').update(tokens[name]).digest('hex'),
})

/** Both functions over a table. What changes with a release, and has tests of its own, is made up. */
export function openService(database: Database): Service {
  const { functions, query: parts } = localFunctions(database, {
    sites: ['you.github.io', '*.example.com'],
    token: tokens.owner,
    ip: 'truncated',
    pages: { trailingSlash: 'strip', index: ['index.html'], query: ['q'] },
  })
  const routesOfQuery = queryRoutes({
    ...parts,
    tokens: [
      hashOf('owner'),
      { ...hashOf('totals'), scope: 'stats' },
      { ...hashOf('zoned'), scope: 'stats', zone: 'Asia/Shanghai' },
    ],
    isDeployed: true,
    networkTable: '2026-06-17',
    dashboard: () => '<style>p{}</style><script>0</script>',
    version: '1.2.3',
  })
  const targets = { record: functions.record, query: api(routesOfQuery, finish) }
  const match = router(
    (['record', 'query'] as const).flatMap((name) =>
      routes[name].map((routeKey) => ({ routeKey, target: targets[name] })),
    ),
  )
  return {
    async ask({ ask, as, headers = {}, body, padding = 0, ip }) {
      const [method = '', path = ''] = ask.split(' ')
      const found = match(method, path.split('?')[0] ?? '')
      if (found === null) throw new Error(`no route answers ${ask}`)
      const { routeKey: route, params, target } = found
      const authorization = as && { authorization: `Bearer ${tokens[as]}` }
      const sent = event({
        ...{ route, method, path, params, headers: { ...headers, ...authorization } },
        ...(body !== undefined && { body: body + ' '.repeat(padding) }),
        ...(ip !== undefined && { ip }),
      })
      const answer = await target(sent)
      const { statusCode: status = 0, headers: answered = {}, body: text = '' } = answer
      const encoding = answered['content-encoding']
      return {
        status,
        headers: answered as Answer['headers'],
        body: encoding === undefined ? text : decompressed(String(encoding), text),
      }
    },
    async count() {
      await rollUp(parts)
      await rollUpRefusals(parts, closedUntil(parts.now()))
    },
  }
}

/** The bytes that a compressor makes are not ours to promise. */
function decompressed(encoding: string, base64: string): string {
  const bytes = Buffer.from(base64, 'base64')
  return String(encoding === 'br' ? brotliDecompressSync(bytes) : gunzipSync(bytes))
}

import { createHash } from 'node:crypto'
import { hostOf } from '../../domain/visit/host'
import { scriptName } from '../../domain/visit/script-name'
import type { Handler } from '../../http/api'
import type { HttpRequest } from '../../http/request'
import { content, type HttpResponse } from '../../http/response'
import { keepOutdated } from './keep-outdated'
import type { RefusalParts } from './keep-refusal'

/** A beacon as it is served. */
export interface Beacon {
  readonly code: string
  /** The first 16 hexadecimal digits of its SHA-256; part of the name that never changes. */
  readonly hash: string
  /** For the `integrity` attribute. */
  readonly integrity: string
}

/** All the beacons that are served. */
export interface Beacons {
  /** The file name of the current one, such as `visitbook.js`. */
  readonly name: string
  readonly current: Beacon
  /** Returns the code of an earlier release, which pages may have pinned, by its hash; null where it is not kept. */
  readonly earlier: (hash: string) => string | null
  /** The keys of all routes, asked for only where a path is not a script's. */
  readonly routes: () => readonly string[]
}

export function beaconOf(code: string): Beacon {
  const digest = (algorithm: string) => createHash(algorithm).update(code)
  return {
    code,
    hash: digest('sha256').digest('hex').slice(0, 16),
    integrity: `sha384-${digest('sha384').digest('base64')}`,
  }
}

const day = 'public, max-age=86400'
const forGood = 'public, max-age=31536000, immutable'

/**
 * `GET /visitbook.js`: the current beacon, cached for one day. `GET /visitbook.<hash>.js`: exactly the beacon with that
 * hash, for pages that pin it with `integrity`. A page that asks for one that is no longer kept gets the current one.
 * That counts as a refusal: the owner should paste the new snippet.
 */
export const getBeacon =
  (parts: RefusalParts & { readonly beacons: Beacons }): Handler =>
  async (request) => {
    const { name, current, earlier, routes } = parts.beacons
    const asked = request.path.slice(1)
    const [isScript, hash] = scriptName.exec(asked) ?? []
    if (isScript === undefined) return nothing(request, routes())
    if (asked === name) return script(request, current, day)
    if (hash === current.hash) return script(request, current, forGood)
    const code = hash === undefined ? null : earlier(hash)
    if (hash !== undefined && code !== null) return script(request, { hash, code }, forGood)
    const { origin, referer = '' } = request.headers
    await keepOutdated(parts, { route: request.route, host: hostOf(origin ?? referer) ?? '', asked })
    return script(request, current, day)
  }

/** `HEAD /{asset}` catches HEAD for every path of one segment, which may belong to another route. */
async function nothing(request: HttpRequest, routes: readonly string[]): Promise<HttpResponse> {
  const { noRoute } = await import('../query/no-route')
  return noRoute(routes)(request)
}

/** Any page may load it, also with `crossorigin`, which `integrity` requires. */
async function script(
  request: HttpRequest,
  { code, hash }: Pick<Beacon, 'code' | 'hash'>,
  cache: string,
): Promise<HttpResponse> {
  const { finish } = await import('../../http/etag') // loaded late: a visit needs no compression
  return finish(
    request,
    content('text/javascript; charset=utf-8', code, {
      'cache-control': cache,
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      etag: `"${hash}"`,
    }),
  )
}

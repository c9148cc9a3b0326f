import { createHash } from 'node:crypto'
import { outdatedBeacon } from '../../domain/refusal/refusal-record'
import { hostOf } from '../../domain/visit/host'
import { scriptName } from '../../domain/visit/script-name'
import type { Handler } from '../../http/api'
import { logError } from '../../http/log'
import type { HttpRequest } from '../../http/request'
import { content, type HttpResponse } from '../../http/response'
import { keepInTime, type RefusalParts } from './keep-refusal'

/** A beacon as it is served. */
export interface Beacon {
  readonly code: string
  /** The first 16 hexadecimal digits of its SHA-256; part of the name that never changes. */
  readonly hash: string
  /** For the `integrity` attribute. */
  readonly integrity: string
}

/** Every beacon that is served. */
export interface Beacons {
  /** The file name of the current one, such as `visitbook.js`. */
  readonly name: string
  readonly current: Beacon
  /** The code of an earlier release, which pages may have pinned, by its hash; null where it is not kept. */
  readonly earlier: (hash: string) => string | null
  /** The keys of all routes, which are asked for only where a path is none of a script. */
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
 * `GET /visitbook.js`: the current beacon, cached one day. `GET /visitbook.<hash>.js`: the very beacon of that hash, for
 * pages that pin it with `integrity`. A page that asks for one that is no longer kept gets the current one, which counts
 * as a refusal: its owner should paste the snippet anew.
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
    await keepOutdated(parts, request, asked)
    return script(request, current, day)
  }

/** `HEAD /{asset}` catches HEAD of every path of one segment, which the other routes may know. */
async function nothing(request: HttpRequest, routes: readonly string[]): Promise<HttpResponse> {
  const { noRoute } = await import('../query/no-route')
  return noRoute(routes)(request)
}

/** Whatever goes wrong here is logged and changes no answer. */
async function keepOutdated(
  { refusals, now }: RefusalParts,
  request: HttpRequest,
  asked: string,
): Promise<void> {
  const { origin, referer = '' } = request.headers
  const host = hostOf(origin ?? referer) ?? ''
  const refusal = outdatedBeacon({ now: now(), route: request.route, host, asked })
  await keepInTime(refusals.add(refusal)).catch((failure) => logError(failure, request.route))
}

/** Any page may load it, with `crossorigin` too; `integrity` requires that. */
async function script(
  request: HttpRequest,
  { code, hash }: Pick<Beacon, 'code' | 'hash'>,
  cache: string,
): Promise<HttpResponse> {
  const { finish } = await import('../../http/etag') // a visit does without compression
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

import { createHash } from 'node:crypto'
import { type Answer, content } from '../http/answer'
import type { Handler } from '../http/api'
import { Problem } from '../http/problem'
import type { Request } from '../http/request'

/** The beacon as it is served. */
export interface Beacon {
  readonly code: string
  /** The first 16 hexadecimal digits of its SHA-256; part of the name that never changes. */
  readonly hash: string
  /** For the `integrity` attribute. */
  readonly integrity: string
}

export function beaconOf(code: string): Beacon {
  const digest = (algorithm: string) => createHash(algorithm).update(code)
  return {
    code,
    hash: digest('sha256').digest('hex').slice(0, 16),
    integrity: `sha384-${digest('sha384').digest('base64')}`,
  }
}

const daySeconds = 86_400
const yearSeconds = 31_536_000

/** `GET /beacon.js`: the current beacon, cached one day. */
export const getBeacon =
  (beacon: Beacon): Handler =>
  (request) =>
    script(request, beacon, `public, max-age=${daySeconds}`)

/** `GET /beacon.<hash>.js`: this very beacon, for pages that pin it with `integrity`. */
export const getAsset =
  (beacon: Beacon): Handler =>
  (request) => {
    if (request.params.asset === `beacon.${beacon.hash}.js`) {
      return script(request, beacon, `public, max-age=${yearSeconds}, immutable`)
    }
    throw new Problem(404, `there is nothing at ${request.path}`)
  }

/** Any page may load it, with `crossorigin` too; `integrity` requires that. */
function script({ headers }: Request, { code, hash }: Beacon, cache: string): Answer {
  const etag = `"${hash}"`
  const answer = content('text/javascript; charset=utf-8', code, {
    'cache-control': cache,
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    etag,
  })
  const unchanged = headers['if-none-match']
    ?.split(',')
    .some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')))
  return unchanged ? { status: 304, headers: answer.headers } : answer
}

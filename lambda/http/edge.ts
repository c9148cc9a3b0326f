import { timingSafeEqual } from 'node:crypto'
import { type EdgeTrust, edgeSecretHeader } from '../contract'
import { Problem } from './problem'
import type { HttpRequest } from './request'
import { hashOf } from './token-secret'
import { viewerAddress, viewerOf } from './viewer-headers'

/** Returns the request as a handler may see it. @throws Problem where it may not be answered at all */
export type Admit = (request: HttpRequest) => HttpRequest

/** Without an edge, whatever a request says of a viewer is not even read. */
export const admitAll: Admit = (request) => request

/**
 * Tells requests of the owner's edge from all others by a secret, since anybody can send headers such as
 * `CloudFront-Viewer-Address`. Those of a request without the secret are not read.
 */
export function admitVia({ secrets, only, url }: EdgeTrust): Admit {
  const known = secrets.map((hex) => Buffer.from(hex, 'hex'))
  return (request) => {
    const { headers } = request
    if (holdsSecret(headers[edgeSecretHeader], known))
      return {
        ...request,
        ip: viewerAddress(headers), // never that of the edge itself, which is a server's
        viewer: viewerOf(headers),
        origin: url ?? ownOrigin(headers.origin) ?? request.origin,
      }
    if (only)
      throw new Problem(403, 'this address is closed; call the service by the one that its owner gives out')
    return request
  }
}

/** All secrets are compared, so that the time taken tells nothing. */
function holdsSecret(given: string | undefined, known: readonly Buffer[]): boolean {
  if (given === undefined) return false
  const hash = hashOf(given)
  return known.filter((one) => timingSafeEqual(one, hash)).length > 0
}

/** The edge's own address as its dashboard sends it; the request that arrives here names the API's. */
const ownOrigin = (origin = ''): string | null =>
  /^https:\/\/\w+\.cloudfront\.net$/.test(origin) ? origin : null

import { randomBytes } from 'node:crypto'
import { admit } from '../domain/admission'
import type { Caller, Identify } from '../domain/caller'
import type { SiteList } from '../domain/site-list'
import { parseVisit, type Visit } from '../domain/visit'
import type { Request } from '../http/request'
import type { RecordStore } from '../store/visit-store'

/** What every way of recording a visit needs. */
export interface RecordParts {
  readonly store: RecordStore
  readonly sites: SiteList
  readonly identify: Identify
  readonly now: () => Date
}

/**
 * Records the visit that a request tells of: admitted, parsed, identified, stored.
 *
 * @param messageOf the beacon's message; asked for once the request is admitted from `host`
 */
export async function record(
  { store, sites, identify, now }: RecordParts,
  request: Request,
  messageOf: (request: Request, host: string) => unknown,
): Promise<Visit> {
  const host = admit(sites, request.headers)
  const caller = callerOf(request)
  const arrival = { host, sites, now: now(), random: randomBytes(10), userAgent: caller.userAgent }
  const visit = await identify(parseVisit(messageOf(request, host), arrival), caller)
  await store.add(visit)
  return visit
}

function callerOf({ ip, headers }: Request): Caller {
  return {
    ip,
    userAgent: headers['user-agent'] ?? '',
    optsOut: headers['sec-gpc'] === '1' || headers.dnt === '1',
  }
}

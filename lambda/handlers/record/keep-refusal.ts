import { InvalidInput, Refusal, Unavailable } from '../../domain/errors'
import { refusalRecord } from '../../domain/refusal/refusal-record'
import { withTimeout } from '../../domain/timeout'
import { hostOf, parseUrl } from '../../domain/visit/host'
import { requireListedOrigin } from '../../domain/visit/origin-check'
import type { SiteList } from '../../domain/visit/site-list'
import { isTimely, isVisitId, timeOfId } from '../../domain/visit/visit-id'
import { logError } from '../../http/log'
import { type HttpRequest, jsonBody } from '../../http/request'
import type { RefusalRecordStore } from '../../store/refusal-store'

/** The most milliseconds that an answer waits for its refusal to be kept. A put takes some 5, in a cold function 200. */
export const refusalTimeoutMs = 1000

export interface RefusalParts {
  readonly refusals: RefusalRecordStore
  readonly sites: SiteList
  readonly now: () => Date
}

/** Does what a beacon asks for. If that is turned away, it is kept as a refusal. */
export async function withRefusalKept<T>(
  parts: RefusalParts,
  request: HttpRequest,
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await act()
  } catch (error) {
    await keepRefusal(parts, request, error)
    throw error
  }
}

/** Keeps why a beacon was turned away. A failure here is logged and does not change the answer. */
async function keepRefusal(parts: RefusalParts, request: HttpRequest, error: unknown): Promise<void> {
  if (!(error instanceof Refusal || error instanceof InvalidInput)) return
  await keepInTime(keep(parts, request, error)).catch((failure) => logError(failure, request.route))
}

async function keep(
  { refusals, sites, now }: RefusalParts,
  request: HttpRequest,
  error: Refusal | InvalidInput,
): Promise<void> {
  const from = error instanceof Refusal ? '' : requireListedOrigin(sites, request.headers) // a malformed one had been admitted
  const message = messageOf(request)
  const id = timelyIdOf(message, now())
  const moment = id === null ? now() : new Date(timeOfId(id))
  await refusals.add(refusalRecord(error, { now: moment, route: request.route, from, message }), id)
}

/**
 * Returns the id of a message whose time can be believed. To a page that is not listed, a refusal looks like a broken
 * connection, so its beacon repeats the message. With the same id and time, that is one refusal.
 */
function timelyIdOf(message: unknown, now: Date): string | null {
  const id = (message as { readonly id?: unknown } | null)?.id
  return typeof id === 'string' && isVisitId(id) && isTimely(id, now) ? id : null
}

/**
 * What was sent, if it can be read: a message, or the address of the page. A referer may be only the origin, which
 * names no page.
 */
function messageOf(request: HttpRequest): unknown {
  if (request.method === 'POST') return readable(() => jsonBody(request))
  const url = request.searchParams.get('url')
  const address = url ?? request.headers.referer ?? ''
  const site = hostOf(address)
  const path = site === null ? null : parseUrl(address)?.pathname
  return { site, page: url === null && path === '/' ? null : path }
}

function readable(read: () => unknown): unknown {
  try {
    return read()
  } catch {
    return null
  }
}

/** @throws Unavailable when a refusal takes longer than the answer may wait */
export const keepInTime = (kept: Promise<void>): Promise<void> =>
  withTimeout(kept, refusalTimeoutMs, () => {
    throw new Unavailable('a refusal was not kept in time')
  })

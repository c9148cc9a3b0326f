import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { hostOf } from '../../lambda/domain/visit/host'
import { hashOf } from '../../lambda/http/token-secret'
import { examplePath, exampleSite } from '../../web/dashboard/example/example-site'
import type { Door } from '../door'
import type { ExampleBook } from './example-book'

/**
 * Fills the example by POST and removes it by DELETE, for the dashboard of this very server with one of its tokens. It stands before
 * the gateway, so that no deployed service has it.
 */
export function exampleDoor(book: ExampleBook, owners: readonly Buffer[]): Door {
  const act = { POST: () => book.fill(), DELETE: () => book.remove() }
  return (request, response) => {
    const { method, url } = request
    if (url !== examplePath || (method !== 'POST' && method !== 'DELETE')) return false
    request.resume()
    const refused = refusalOf(request, owners)
    if (refused !== null) answer(response, ...refused)
    else
      act[method]()
        .then((visits) => answer(response, 200, { site: exampleSite, visits }))
        .catch((error) => {
          console.error(error)
          answer(response, 500, { detail: 'something went wrong here; it has been logged' })
        })
    return true
  }
}

type Refused = [status: number, body: object]

function refusalOf({ headers }: IncomingMessage, owners: readonly Buffer[]): Refused | null {
  const { host = '', origin = '', authorization = '' } = headers
  const isOwnPage = isLoopback(host) && hostOf(origin) === host
  if (!isOwnPage) return [403, { detail: 'only the dashboard on this machine fills and removes the example' }]
  const given = hashOf(/^Bearer (\S+)$/.exec(authorization)?.[1] ?? '')
  return owners.some((owner) => timingSafeEqual(given, owner))
    ? null
    : [401, { detail: 'the token of this service is needed', token: null }]
}

/** Whether a name, with its port, can lead to no other machine, whatever a stranger's DNS says. */
const isLoopback = (host: string): boolean => /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host)

function answer(response: ServerResponse, status: number, body: object): void {
  const type = status < 400 ? 'application/json' : 'application/problem+json'
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(JSON.stringify(body))
}

import type { HandlerFor, HandlersFor } from '../../api/handler'
import { openapi } from '../../api/openapi'
import type { AnswerOf } from '../../api/routes'
import { networkTableNotice } from '../../domain/describe/network-table-notice'
import { Problem } from '../../http/problem'
import { content, type HttpResponse, json } from '../../http/response'

export interface ServiceParts {
  /** The day of the network table's sources; null when there is no table. */
  readonly networkTable: string | null
  /** The version of this program. */
  readonly version: string
  readonly now: () => Date
  /** Says what keeps visits from being stored. Only a server next to its database knows without asking. */
  readonly trouble?: () => string | null
}

export const serviceHandlers = (
  parts: ServiceParts,
): HandlersFor<'GET /openapi.json' | 'GET /health' | 'HEAD /health'> => ({
  'GET /openapi.json': getOpenapi(parts),
  'GET /health': getHealth(parts),
  'HEAD /health': getHealth(parts),
})

/** The API's description, with the address at which it was requested. */
const getOpenapi =
  ({ version }: ServiceParts): HandlerFor<'GET /openapi.json'> =>
  ({ origin }) =>
    content('application/json', JSON.stringify(openapi({ version, origin })))

/**
 * Says that the service answers, which version it is, and how old its network table is. It is open to all, so it reads
 * nothing from the table of visits.
 */
const getHealth =
  ({ networkTable, version, now, trouble = () => null }: ServiceParts) =>
  (): HttpResponse<AnswerOf<'GET /health'>> => {
    const found = trouble()
    if (found !== null) throw new Problem(503, found, { 'retry-after': '1' })
    const status = networkTable === null ? 'without organisations' : 'ok'
    const notice = networkTable === null ? null : networkTableNotice(networkTable, now())
    return json({ status, version, networkTable, notice, credit })
  }

/** What CC BY 4.0 asks for; NOTICE says more. */
const credit = 'IP to network data by RouteViews, NRO and DB-IP (https://db-ip.com), CC BY 4.0'

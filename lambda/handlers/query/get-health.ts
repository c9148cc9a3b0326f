import type { Handler } from '../../http/api'
import { Problem } from '../../http/problem'
import { queryOf } from '../../http/request'
import { json } from '../../http/response'

interface HealthParts {
  readonly networkTable: string | null
  readonly version: string
  /** What keeps visits from being stored, where that is known without asking; null when nothing does. */
  readonly trouble?: () => string | null
}

/** `GET /health`: that the service answers, which it is, and how old its network table is. It is open to all, so it asks nothing of the table. */
export const getHealth =
  ({ networkTable, version, trouble = () => null }: HealthParts): Handler =>
  (request) => {
    queryOf(request, [])
    const found = trouble()
    if (found !== null) throw new Problem(503, found, { 'retry-after': '1' })
    const status = networkTable === null ? 'without organisations' : 'ok'
    return json({ status, version, networkTable, credit })
  }

/** What CC BY 4.0 asks for; NOTICE says more. */
const credit = 'IP to network data by RouteViews, NRO and DB-IP (https://db-ip.com), CC BY 4.0'

import { json } from '../http/answer'
import type { Handler } from '../http/api'
import { queryOf } from '../http/request'

/** `GET /health`: that the service answers, and how old its network table is. */
export const getHealth =
  (networkTable: string | null): Handler =>
  (request) => {
    queryOf(request, [])
    return json({ status: networkTable === null ? 'without organisations' : 'ok', networkTable, credit })
  }

/** What CC BY 4.0 asks for; NOTICE says more. */
const credit = 'IP to network data by RouteViews, NRO and DB-IP (https://db-ip.com), CC BY 4.0'

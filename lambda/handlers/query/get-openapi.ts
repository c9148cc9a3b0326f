import { openapi } from '../../api/openapi'
import type { Handler } from '../../http/api'
import { queryOf } from '../../http/request'
import { json } from '../../http/response'

/** `GET /openapi.json`: the API's description, made from the schemas that validate. */
export const getOpenapi: Handler = (request) => {
  queryOf(request, [])
  return json(openapi())
}

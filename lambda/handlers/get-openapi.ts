import { openapi } from '../api/openapi'
import { json } from '../http/answer'
import type { Handler } from '../http/api'
import { queryOf } from '../http/request'

/** `GET /openapi.json`: the API's description, made from the schemas that validate. */
export const getOpenapi: Handler = (request) => {
  queryOf(request, [])
  return json(openapi())
}

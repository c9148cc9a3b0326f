import { validate } from '../domain/validate'
import type { Handler } from '../http/api'
import { type HttpRequest, queryOf } from '../http/request'
import type { HttpResponse } from '../http/response'
import type { Route } from './route'
import type { AnswerOf, DescribedRoute, QueryOf } from './routes'

/** A request with its query string checked. */
interface CheckedRequest<Query> extends HttpRequest {
  readonly query: Query
}

type CheckedHandler<Query, Body> = (
  request: CheckedRequest<Query>,
) => Promise<HttpResponse<Body>> | HttpResponse<Body>

/** A request of a route. */
export type RequestFor<R extends DescribedRoute> = CheckedRequest<QueryOf<R>>

/** Acts on a request of a route and answers what its row says. */
export type HandlerFor<R extends DescribedRoute> = CheckedHandler<
  QueryOf<R>,
  AnswerOf<R> extends null ? unknown : AnswerOf<R>
>

/** Handlers by their routes. */
export type HandlersFor<R extends DescribedRoute> = { readonly [One in R]: HandlerFor<One> }

/** Checks the query string before the handler sees it. @throws InvalidInput naming a parameter that is unknown or wrong */
export const withQuery = <R extends DescribedRoute>(row: Route, handler: HandlerFor<R>): Handler => {
  const names = Object.keys(row.query.entries)
  return (request) =>
    handler({ ...request, query: validate(row.query, queryOf(request, names)) as QueryOf<R> })
}

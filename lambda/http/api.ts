import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { InvalidInput } from '../domain/errors'
import { type Admit, admitAll } from './edge'
import { logError } from './log'
import { Problem, problemOf } from './problem'
import { type HttpRequest, requestOf } from './request'
import { type HttpResponse, resultOf } from './response'

/** Parse, act, answer: one access pattern each. */
export type Handler = (request: HttpRequest) => Promise<HttpResponse> | HttpResponse

export type LambdaFunction = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>

/** Makes a Lambda function from its routes. Whatever is thrown becomes a problem; our own errors and refusals are logged. */
export function api<Route extends string>(
  routes: Readonly<Record<Route, Handler>>,
  finish: (request: HttpRequest, answer: HttpResponse) => HttpResponse = (_, answer) => answer,
  admit: Admit = admitAll,
): LambdaFunction {
  return async (event) => {
    const request = requestOf(event)
    const handler: Handler = routes[request.route as Route] ?? noRoute
    const answer = await Promise.resolve(request)
      .then(admit)
      .then(handler)
      .catch((error) => {
        if (!(error instanceof InvalidInput || error instanceof Problem)) logError(error, request.route)
        return problemOf(error)
      })
    return resultOf(finish(request, answer))
  }
}

const noRoute: Handler = ({ route }) => {
  throw new Problem(404, `no handler for ${route}`)
}

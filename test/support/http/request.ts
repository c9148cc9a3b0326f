import { type HttpRequest, requestOf } from '../../../lambda/http/request'
import { type Asked, event } from './event'

/** A request as handlers see it. */
export const request = (asked: Partial<Asked> = {}): HttpRequest =>
  requestOf(event({ route: 'GET /visits', ...asked }))

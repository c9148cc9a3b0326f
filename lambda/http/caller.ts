import type { Caller } from '../domain/visit/caller'
import type { HttpRequest } from './request'

/** What is known about the sender of a request: a visitor is told by it, when a visit is recorded and when the owner reads. */
export const callerOf = ({ ip, headers, viewer }: HttpRequest): Caller => ({
  ip,
  userAgent: headers['user-agent'] ?? '',
  optsOut: wishes(headers['sec-gpc']) || wishes(headers.dnt),
  viewer,
})

/** A header sent twice arrives joined by a comma; one wish among several is a wish. */
const wishes = (header: string | undefined): boolean =>
  header?.split(',').some((value) => value.trim() === '1') ?? false

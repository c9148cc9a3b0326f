import { routePattern } from '../lambda/http/route-pattern'

/** A route that matched a request, as API Gateway names it. */
export interface Match<F> {
  readonly routeKey: string
  readonly params: Readonly<Record<string, string>>
  readonly target: F
}

export type RouteTable<F> = readonly { readonly routeKey: string; readonly target: F }[]

/** The route of a request, or null. */
export type Router<F> = (method: string, path: string) => Match<F> | null

/** Finds routes as an HTTP API does: a full match first, then parameters, then `{proxy+}`, then `$default`. */
export function router<F>(routes: RouteTable<F>): Router<F> {
  const candidates = routes
    .toSorted((a, b) => vagueness(a.routeKey) - vagueness(b.routeKey))
    .map(({ routeKey, target }) => ({ routeKey, target, paramsOf: paramsOf(routeKey) }))
  return (method, path) => {
    for (const { routeKey, target, paramsOf } of candidates) {
      const params = paramsOf(method, path)
      if (params !== null) return { routeKey, params, target }
    }
    return null
  }
}

function vagueness(routeKey: string): number {
  if (routeKey === '$default') return 3
  if (routeKey.includes('+}')) return 2
  return routeKey.includes('{') ? 1 : 0
}

/** Returns the values in a path of the names in a route's braces, or null where the route does not match. */
function paramsOf(routeKey: string): (method: string, path: string) => Record<string, string> | null {
  const pattern = routePattern(routeKey)
  if (pattern === null) return () => ({})
  return (method, path) => {
    const found = pattern.method === method ? pattern.path.exec(path) : null
    if (found === null) return null
    return Object.fromEntries(pattern.names.map((name, at) => [name, decoded(found[at + 1] as string)]))
  }
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

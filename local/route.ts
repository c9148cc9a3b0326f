/** A route that matched a request, as API Gateway names it. */
export interface Match<F> {
  readonly routeKey: string
  readonly params: Readonly<Record<string, string>>
  readonly target: F
}

export type RouteTable<F> = readonly { readonly routeKey: string; readonly target: F }[]

/** Finds the route as an HTTP API does: a full match first, then parameters, then `{proxy+}`, then `$default`. */
export function matchRoute<F>(routes: RouteTable<F>, method: string, path: string): Match<F> | null {
  const candidates = routes.flatMap(({ routeKey, target }) => {
    const params = paramsOf(routeKey, method, path)
    return params === null ? [] : [{ routeKey, params, target }]
  })
  return candidates.toSorted((a, b) => vagueness(a.routeKey) - vagueness(b.routeKey))[0] ?? null
}

const vagueness = (routeKey: string): number =>
  routeKey === '$default' ? 3 : routeKey.includes('+}') ? 2 : routeKey.includes('{') ? 1 : 0

function paramsOf(routeKey: string, method: string, path: string): Record<string, string> | null {
  if (routeKey === '$default') return {}
  const [routeMethod, routePath = ''] = routeKey.split(' ')
  if (routeMethod !== method) return null
  const names: string[] = []
  const pattern = routePath
    .replaceAll('.', '\\.')
    .replace(/\{(\w+)(\+?)\}/g, (_, name: string, greedy: string) => {
      names.push(name)
      return greedy === '' ? '([^/]+)' : '(.+)'
    })
  const found = new RegExp(`^${pattern}$`).exec(path)
  if (found === null) return null
  return Object.fromEntries(names.map((name, at) => [name, decoded(found[at + 1] as string)]))
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** What a route of an HTTP API matches, and the names in its braces. */
export interface RoutePattern {
  readonly method: string
  readonly path: RegExp
  readonly names: readonly string[]
}

/** Reads a route's key, `GET /visits/{id}` or `OPTIONS /{proxy+}`; null for `$default`. */
export function routePattern(key: string): RoutePattern | null {
  const [method, path] = key.split(' ')
  if (method === undefined || path === undefined) return null
  const names: string[] = []
  const pattern = path
    .replaceAll('.', '\\.')
    .replace(/\{(\w+)(\+?)\}/g, (_, name: string, greedy: string) => {
      names.push(name)
      return greedy === '' ? '([^/]+)' : '(.+)'
    })
  return { method, path: new RegExp(`^${pattern}$`), names }
}

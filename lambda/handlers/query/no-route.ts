import type { Handler } from '../../http/api'
import { Problem } from '../../http/problem'
import { routePattern } from '../../http/route-pattern'

/** `$default`: what no other route answers. Names the methods of the path, if it is one of ours. @param keys of all routes */
export function noRoute(keys: readonly string[]): Handler {
  const patterns = keys
    .filter((key) => !key.endsWith(' /{asset}')) // would match every path of one segment
    .map(routePattern)
    .filter((pattern) => pattern !== null)
  return ({ method, path }) => {
    const methods = patterns.filter((one) => one.path.test(path)).map((one) => one.method)
    if (methods.every((one) => one === 'OPTIONS')) throw new Problem(404, `there is nothing at ${path}`)
    const allow = [...new Set(methods)].toSorted().join(', ')
    throw new Problem(405, `${path} takes ${allow}, not ${method}`, { allow })
  }
}

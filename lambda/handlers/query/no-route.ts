import { routes } from '../../contract'
import type { Handler } from '../../http/api'
import { Problem } from '../../http/problem'

/** `$default`: what no other route answers. Says which methods the path has, where it is a path at all. */
export const noRoute: Handler = ({ method, path }) => {
  const methods = methodsOf(path)
  if (methods.length === 0) throw new Problem(404, `there is nothing at ${path}`)
  const allow = methods.join(', ')
  throw new Problem(405, `${path} takes ${allow}, not ${method}`, { allow })
}

const known = [...routes.record, ...routes.query].flatMap((route) => {
  const [method, path] = route.split(' ')
  if (method === undefined || path === undefined || path === '/{asset}') return []
  const pattern = path
    .replaceAll('.', '\\.')
    .replace('{proxy+}', '.+')
    .replace(/\{\w+\}/, '[^/]+')
  return [{ method, pattern: new RegExp(`^${pattern}$`) }]
})

function methodsOf(path: string): string[] {
  const methods = known.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method)
  return methods.every((method) => method === 'OPTIONS') ? [] : [...new Set(methods)].toSorted()
}

import type { HttpRequest } from './request'

/** Links to the next page (RFC 8288), for formats whose body has no place for a cursor. */
export function nextPage({ path, searchParams }: HttpRequest, cursor: string): string {
  const next = new URLSearchParams(searchParams)
  next.set('cursor', cursor)
  return `<${path}?${next}>; rel="next"`
}

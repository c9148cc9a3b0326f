import { type Service, tokens } from './service'

/** Where the command line believes the service to be. */
const url = 'http://127.0.0.1:3000'

/** For the command line: it has the owner's token. */
export const env = { VISITBOOK_TOKEN: tokens.owner }

export const exportTo = (file: string): string[] => [
  'export',
  '--output',
  file,
  '--url',
  url,
  '--from',
  '2026-10-19',
  '--bot',
  'include',
  '--mine',
  'include',
]

interface Serving {
  /** Visits that a page has at most, whatever is asked for. */
  readonly limit?: number
  /** Pages after which the service is gone. */
  readonly pages?: number
}

/** Has whoever fetches in this process ask the service while something runs. */
export async function serving<T>(
  service: Service,
  run: () => Promise<T>,
  { limit = 500, pages = Number.POSITIVE_INFINITY }: Serving = {},
): Promise<T> {
  const own = globalThis.fetch
  let answered = 0
  globalThis.fetch = async (target) => {
    if (answered++ >= pages) return new Response(null, { status: 404 })
    const path = String(target).slice(url.length).replace('limit=500', `limit=${limit}`)
    const { status, headers, body } = await service.ask({ ask: `GET ${path}`, as: 'owner' })
    return new Response(body, { status, headers })
  }
  return run().finally(() => {
    globalThis.fetch = own
  })
}

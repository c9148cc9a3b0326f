import { InvalidInput } from '../../domain/errors'
import { hostOf, parseUrl } from '../../domain/visit/host'
import type { Handler } from '../../http/api'
import type { HttpRequest } from '../../http/request'
import { content, json } from '../../http/response'
import { type RecordParts, record } from './recording'

/** `GET /record`: the first version's plain `$.ajax({url})`. */
export const recordPlain =
  (parts: RecordParts): Handler =>
  async (request) => {
    const { id } = await record(parts, request, plainMessage)
    return json({ id })
  }

/** `GET /leaf.gif`: the same for pages without script. */
export const recordLeaf =
  (parts: RecordParts): Handler =>
  async (request) => {
    await record(parts, request, plainMessage)
    return content('image/gif', leaf)
  }

/** One transparent pixel, 43 bytes. */
const leaf = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64')

/** Makes a beacon's message from a plain GET: from `?url=`, or the referer, which across sites is only the origin. */
function plainMessage({ searchParams: query, headers }: HttpRequest, host: string): unknown {
  const referrer = query.get('referrer')
  const url = query.get('url')
  if (url !== null) return { ...pageAt(url), referrer }
  const { referer = '' } = headers
  return hostOf(referer) === host ? { ...pageAt(referer), referrer } : { page: '/', referrer }
}

function pageAt(url: string): { site: string; page: string } {
  const [site, parsed] = [hostOf(url), parseUrl(url)]
  if (site === null || parsed === null)
    throw new InvalidInput('url must be the whole address of the page', 'url')
  return { site, page: parsed.pathname + parsed.search }
}

import { hostOfRecipient, isFile, parseLinkedPage, targetOf } from '../../domain/recipient/link'
import type { Recipient } from '../../domain/recipient/recipient'
import { parseUrl } from '../../domain/visit/host'
import { type LinkCode, linkCodeText, parseLinkCode } from '../../domain/visit/recipient-code'
import type { Handler } from '../../http/api'
import { logError } from '../../http/log'
import type { HttpRequest } from '../../http/request'
import { content, type HttpResponse } from '../../http/response'
import type { LinkStore } from '../../store/recipient-store'
import { identifiedVisit, type RecordParts } from './recording'

export interface LinkParts extends RecordParts {
  readonly links: LinkStore
}

/** A link that leads somewhere. */
interface FollowedLink {
  readonly recipient: Recipient
  readonly link: LinkCode
}

/**
 * `GET /l/{code}`: leads to the recipient's page or file. That a file was asked for is a visit of it; of a page the beacon
 * tells, and that its link was asked for is kept under the recipient. HEAD is answered alike and keeps nothing: mail
 * gateways and previews send it.
 */
export const followLink =
  (parts: LinkParts): Handler =>
  async (request) => {
    const followed = await linkIn(parts, request)
    if (followed === null) return nothingHere()
    if (request.method === 'GET')
      await keep(parts, request, followed).catch((error) => logError(error, request.route)) // people get to the page all the same
    return redirectTo(targetOf(followed.recipient, followed.link))
  }

/** Only a well-formed code is looked up, and only a page of a site that is still listed is led to. */
async function linkIn(
  { links, sites }: Pick<LinkParts, 'links' | 'sites'>,
  { params: { code = '' } }: HttpRequest,
): Promise<FollowedLink | null> {
  const link = parseLinkCode(code)
  const kept = link === null ? null : await links.recipient(link.code)
  if (link === null || kept === null) return null
  const page = parseLinkedPage(kept.page, sites)
  return page === null ? null : { recipient: { ...kept, page }, link }
}

async function keep(
  parts: LinkParts,
  request: HttpRequest,
  { recipient, link }: FollowedLink,
): Promise<void> {
  const { pathname = '/', search = '' } = parseUrl(recipient.page) ?? {}
  const message = {
    page: pathname + search,
    referrer: request.headers.referer ?? null,
    to: linkCodeText(link),
  }
  const { visit } = await identifiedVisit(parts, request, { host: hostOfRecipient(recipient), message })
  if (isFile(recipient)) await parts.store.add({ ...visit, fetched: true })
  else await parts.links.addFetch({ ...visit, fetched: true })
}

const redirectTo = (location: string): HttpResponse => ({
  status: 302,
  headers: {
    location,
    'cache-control': 'no-store', // each opening is one
    'referrer-policy': 'no-referrer', // the page learns no mailbox, and nobody this address
    'x-robots-tag': 'noindex',
  },
})

const nothing =
  '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Nothing here</title><p>There is nothing at this address. It may be mistyped.</p></html>'

/** The same for every code that leads nowhere. */
const nothingHere = (): HttpResponse => ({
  ...content('text/html; charset=utf-8', nothing, {
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-robots-tag': 'noindex',
  }),
  status: 404,
})

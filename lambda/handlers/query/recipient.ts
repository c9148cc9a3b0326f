import type { HandlerFor, HandlersFor } from '../../api/handler'
import { recipientAnswerOf, recipientChange } from '../../api/recipients'
import { linkOf } from '../../domain/recipient/link'
import type { Recipient } from '../../domain/recipient/recipient'
import { instantOf } from '../../domain/time/day'
import { validate } from '../../domain/validate'
import { parseLinkCode } from '../../domain/visit/recipient-code'
import type { SiteList } from '../../domain/visit/site-list'
import { Problem } from '../../http/problem'
import type { HttpRequest } from '../../http/request'
import { content, json, noContent } from '../../http/response'
import { sitesOf } from '../../reports/recipients'
import type { RecipientStore } from '../../store/recipient-store'
import { bodyOf } from './recipients'

interface Parts {
  readonly recipients: RecipientStore
  readonly sites: SiteList
  readonly now: () => Date
}

export const recipientHandlers = (
  parts: Parts,
): HandlersFor<
  'PATCH /recipients/{code}' | 'DELETE /recipients/{code}' | 'GET /recipients/{code}/qr.svg'
> => ({
  'PATCH /recipients/{code}': changeRecipient(parts),
  'DELETE /recipients/{code}': removeRecipient(parts),
  'GET /recipients/{code}/qr.svg': getQrCode(parts),
})

/** Renames, withdraws or mutes a recipient, or takes that back. */
const changeRecipient =
  ({ recipients, now }: Parts): HandlerFor<'PATCH /recipients/{code}'> =>
  async (request) => {
    const { name, withdrawn, muted } = validate(recipientChange, bodyOf(request))
    const before = await recipientIn(request, recipients)
    const changed = {
      ...before,
      ...(name !== undefined && { name }),
      ...(withdrawn !== undefined && {
        withdrawn: withdrawn ? (before.withdrawn ?? instantOf(now().getTime())) : null,
      }),
      ...(muted !== undefined && { muted: muted ?? false }),
    }
    if (!(await recipients.replaceRecipient(changed))) throw noSuchRecipient()
    return json(recipientAnswerOf(changed, request.origin))
  }

/** Forgets a recipient's name, its page and who asked for its link. Its visits stay, of a code that nobody knows any more. */
const removeRecipient =
  ({ recipients, sites }: Parts): HandlerFor<'DELETE /recipients/{code}'> =>
  async (request) => {
    const recipient = await recipientIn(request, recipients)
    await recipients.removeRecipient(recipient.code, sitesOf(recipient, sites))
    return noContent()
  }

/** The link as a QR code, marked so that scans are told from clicks. */
const getQrCode =
  ({ recipients }: Parts): HandlerFor<'GET /recipients/{code}/qr.svg'> =>
  async (request) => {
    const recipient = await recipientIn(request, recipients)
    const { qrCode } = await import('../../http/qr-code') // loaded late: few answers need it
    const link = linkOf(recipient, { code: recipient.code, scanned: true }, request.origin)
    return content('image/svg+xml', qrCode(link))
  }

/** @throws Problem where there is none of this code */
async function recipientIn(
  { params: { code = '' } }: HttpRequest,
  recipients: Pick<RecipientStore, 'recipient'>,
): Promise<Recipient> {
  const link = parseLinkCode(code)
  const recipient = link === null ? null : await recipients.recipient(link.code)
  if (recipient === null) throw noSuchRecipient()
  return recipient
}

const noSuchRecipient = () =>
  new Problem(404, 'there is no recipient of this code; GET /recipients lists them')

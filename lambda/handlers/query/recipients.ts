import { randomBytes } from 'node:crypto'
import type { HandlerFor, HandlersFor } from '../../api/handler'
import { listedRecipientOf, recipientAnswerOf, recipientMessage } from '../../api/recipients'
import type { Directory } from '../../domain/describe/known-network'
import { InvalidInput } from '../../domain/errors'
import { parseLinkedPage } from '../../domain/recipient/link'
import { maxRecipients, type Recipient } from '../../domain/recipient/recipient'
import { visitFilterOf } from '../../domain/report/visit-filter'
import { instantOf } from '../../domain/time/day'
import { validate } from '../../domain/validate'
import { makeRecipientCode } from '../../domain/visit/recipient-code'
import { cursorOf, parseCursor } from '../../http/cursor'
import { type HttpRequest, jsonBody } from '../../http/request'
import { json } from '../../http/response'
import { countRecipients, type RecipientParts, sitesOf } from '../../reports/recipients'
import type { RecipientStore } from '../../store/recipient-store'

export interface RecipientsParts extends Omit<RecipientParts, 'recipients'> {
  readonly recipients: RecipientStore
  readonly networks: Directory
  readonly now: () => Date
}

export const recipientsHandlers = (
  parts: RecipientsParts,
): HandlersFor<'GET /recipients' | 'POST /recipients'> => ({
  'GET /recipients': listRecipients(parts),
  'POST /recipients': addRecipient(parts),
})

/** The recipients, the newest first, and what came of their links. */
const listRecipients =
  (parts: RecipientsParts): HandlerFor<'GET /recipients'> =>
  async ({ origin, query: { limit, cursor, ...chosen } }) => {
    const { store, recipients, networks, sites } = parts
    const filter = visitFilterOf({ ...chosen, bot: 'include', mine: 'exclude' })
    const before = cursor === undefined ? null : parseCursor(cursor, filter)
    const { site, period } = filter
    const all = (await recipients.recipients()).filter(
      (one) => site === null || sitesOf(one, sites).includes(site),
    )
    const rest = all
      .toSorted((a, b) => (placeOf(a) > placeOf(b) ? -1 : 1))
      .filter((one) => before === null || placeOf(one) < before)
    const page = rest.slice(0, limit)
    const facts = { networks, corrections: await store.corrections() }
    const came = await countRecipients(parts, page, { facts, period })
    const last = page.at(-1)
    return json({
      recipients: came.map((activity, at) => listedRecipientOf(page[at] as Recipient, activity, origin)),
      total: all.length,
      cursor: last === undefined || rest.length === page.length ? null : cursorOf(placeOf(last), filter),
    })
  }

const placeOf = ({ created, code }: Recipient): string => `${created}#${code}`

/** How often a code is made again that there is already: 50 bits make one time unlikely, two impossible. */
const tries = 3

/** Makes a recipient, whose link holds at once. */
const addRecipient =
  ({ recipients, sites, now }: RecipientsParts): HandlerFor<'POST /recipients'> =>
  async (request) => {
    const message = validate(recipientMessage, bodyOf(request))
    const page = parseLinkedPage(message.page, sites)
    if (page === null)
      throw new InvalidInput(
        'page must be the whole address of a page or file of a listed site, such as https://you.github.io/cv',
        'page',
      )
    if ((await recipients.recipients()).length >= maxRecipients)
      throw new InvalidInput(`there are ${maxRecipients} recipients already: delete one first`)
    const created = instantOf(now().getTime())
    for (let made = 0; made < tries; made++) {
      const recipient = {
        code: makeRecipientCode(randomBytes(10)),
        name: message.name,
        page,
        created,
        withdrawn: null,
        muted: false,
      }
      if (await recipients.addRecipient(recipient)) return json(recipientAnswerOf(recipient, request.origin))
    }
    throw new Error('codes of recipients are not random')
  }

export function bodyOf(request: HttpRequest): object {
  const body = (request.body ?? '') === '' ? null : jsonBody(request)
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body
  throw new InvalidInput('body must be a JSON object such as {"name": "Acme, Jane Doe"}')
}

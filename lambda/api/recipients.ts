import * as v from 'valibot'
import { kinds } from '../domain/organisation/organisation'
import { linkOf, pageAddressLength, shortLinkOf } from '../domain/recipient/link'
import { openingReasons, openingStates } from '../domain/recipient/opening'
import { maxRecipients, type Recipient, recipientNameBytes } from '../domain/recipient/recipient'
import type { RecipientActivity } from '../domain/recipient/recipient-activity'
import { visitFilterQuery } from '../domain/report/visit-filter'
import { visible } from '../domain/short-text'
import { byteLength, clean } from '../domain/text'
import { count, cursor, type Described, flag, known, limitQuery, moment, text } from './schema'

const name = v.pipe(
  v.string('must be text'),
  v.regex(visible, 'must not be empty'),
  v.description(`What to call the person or firm, ${recipientNameBytes} bytes of UTF-8 at most.`),
  v.metadata({ maxLength: recipientNameBytes }),
  v.transform(clean),
  v.check(
    (name) => byteLength(name) <= recipientNameBytes,
    `must have at most ${recipientNameBytes} bytes of UTF-8`,
  ),
)

/** A new recipient. One schema validates it and describes it in /openapi.json. */
export const recipientMessage = v.strictObject(
  {
    name,
    page: v.pipe(
      v.string('must be text'),
      v.metadata({ format: 'http-url', maxLength: pageAddressLength }),
      v.description('The whole address of a page or file of a listed site.'),
    ),
  },
  'is not a field here; there are name, page',
)

/** What to change of a recipient. */
export const recipientChange = v.strictObject(
  {
    name: v.optional(name),
    withdrawn: v.optional(
      v.pipe(
        v.boolean('must be true or false'),
        v.description('Whether it is withdrawn. The link leads to its page all the same.'),
      ),
    ),
    muted: v.optional(
      v.nullable(
        v.pipe(
          v.boolean('must be true or false'),
          v.description('Whether no message is sent about it; null is false.'),
        ),
      ),
    ),
  },
  'is not a field here; there are name, withdrawn, muted',
)

const { site, from, to } = visitFilterQuery.entries

/** The query string of `GET /recipients`. */
export const recipientsQuery = v.object({
  ...{ site, from, to },
  limit: limitQuery('Recipients that a page of them holds', { most: 200, otherwise: 50 }),
  cursor: v.optional(v.pipe(v.string(), v.description('Where the page before ended, from its answer.'))),
})

const recipientFields = {
  code: text('Ten characters of Crockford’s base 32, which its link carries'),
  name: text('What its owner calls it'),
  page: text('The whole address that the link leads to'),
  created: moment('When it was made'),
  withdrawn: v.nullable(moment('When it was withdrawn; null while it holds')),
  muted: flag('Whether no message is sent about it'),
  link: text('The link to hand out'),
  shortLink: text('The same by this service, short enough for paper'),
}

export const recipientAnswer = v.object(recipientFields)

const seconds = count('Seconds in view')

const activityFields = {
  state: v.nullable(
    v.pipe(
      v.picklist(openingStates),
      v.description(
        'fetched: it was asked for and no beacon ran; loaded: a beacon ran, but nothing shows a person; read: a person read. Only read is opened; null is not even asked for',
      ),
    ),
  ),
  reason: v.nullable(v.pipe(v.picklist(openingReasons), v.description('Why it is in that state'))),
  first: v.nullable(moment('When it was first asked for or opened')),
  last: v.nullable(moment('The same for the last time')),
  readAt: v.nullable(moment('When it was first read')),
  visits: count('Visits, without those of bots and the owner’s own'),
  visitors: count('Visitors; each is known for one UTC day'),
  bots: count('Visits of bots'),
  scans: count('Visits and fetches by the QR code'),
  organisations: v.pipe(
    v.array(
      v.object({
        key: text('Key of the organisation'),
        name: text('Its name'),
        kind: v.nullable(v.pipe(v.picklist(kinds), v.description('What it is'))),
        visits: count('Its visits'),
      }),
    ),
    v.description('Those that came by the link, the most visits first'),
  ),
  pages: v.pipe(
    v.array(
      v.object({
        page: text('Path within the site'),
        title: v.nullable(text('Its newest title; null where no visit tells one')),
        visits: count('Visits'),
        seconds: v.nullable(count('Seconds in front; null where no visit has a report')),
        sections: v.array(v.object({ name: text('Name of the section'), seconds })),
        links: v.array(text('A link that was used')),
      }),
    ),
    v.description('What was read, in its order'),
  ),
  fetches: v.pipe(
    v.array(
      v.object({
        time: moment('When'),
        organisation: known('Organisation of the network'),
        kind: v.nullable(v.pipe(v.picklist(kinds), v.description('What it is'))),
        country: known('ISO 3166-1 alpha-2'),
        userAgent: known('User agent'),
        bot: known('Why it is taken for a bot’s'),
        scanned: flag('Whether the QR code was scanned'),
      }),
    ),
    v.description('Who asked for the short link of a page, the newest first; of a day one for each browser'),
  ),
  complete: flag('Whether every visit was looked at; of many only the newest are'),
}

export const recipientListAnswer = v.object({
  recipients: v.array(v.object({ ...recipientFields, ...activityFields })),
  total: count(`Recipients that there are, ${maxRecipients} at most`),
  cursor,
})

type RecipientAnswer = Described<typeof recipientAnswer>
type ListedRecipient = Described<typeof recipientListAnswer>['recipients'][number]

/** A recipient as the API says it. @param service its own address, without a slash at its end */
export function recipientAnswerOf(recipient: Recipient, service: string): RecipientAnswer {
  const link = { code: recipient.code, scanned: false }
  return { ...recipient, link: linkOf(recipient, link, service), shortLink: shortLinkOf(service, link) }
}

export function listedRecipientOf(
  recipient: Recipient,
  { opening, ...activity }: RecipientActivity,
  service: string,
): ListedRecipient {
  return {
    ...recipientAnswerOf(recipient, service),
    state: opening?.state ?? null,
    reason: opening?.reason ?? null,
    ...activity,
  }
}

import type { Digest } from '../../domain/message/digest'
import type {
  Merged,
  Message,
  MessageVisit,
  OrganisationMessage,
  RecipientMessage,
  SummaryMessage,
} from '../../domain/message/message'
import type { Confidence, Kind } from '../../domain/organisation/organisation'

/** A message as its item holds it, but for the id and the moment, which are in the key. What is null is left out. */
export type MessageAttributes = Readonly<Record<string, string | number>>

/** A message in a summary, which has no key of its own there. */
type MergedPart = { readonly id: string; readonly at: string } & MessageAttributes

export function messageAttributes(message: Message): MessageAttributes {
  const { kind, site, subject } = message
  return { kind, subject, ...(site !== null && { site }), ...bodyOf(message) }
}

function bodyOf(message: Message): MessageAttributes {
  switch (message.kind) {
    case 'organisation':
      return { ...organisationAttributes(message), ...visitAttributes(message.visit) }
    case 'recipient':
      return { ...recipientAttributes(message), ...visitAttributes(message.visit) }
    case 'summary':
      return { merged: JSON.stringify(message.merged.map(mergedPart)), more: message.more }
    case 'digest':
      return { digest: JSON.stringify(message.digest) }
    case 'test':
      return {}
  }
}

const organisationAttributes = ({ organisation }: OrganisationMessage): MessageAttributes => ({
  name: organisation.name,
  sort: organisation.kind,
  sure: organisation.confidence,
  ...(organisation.domain !== null && { domain: organisation.domain }),
})

const recipientAttributes = ({ name, seconds, organisation }: RecipientMessage): MessageAttributes => ({
  ...(name !== null && { name }),
  seconds,
  ...(organisation !== null && { org: organisation }),
})

const visitAttributes = ({ id, time, page, title, referrer, country }: MessageVisit): MessageAttributes => ({
  visit: id,
  time,
  page,
  ...(title !== null && { title }),
  ...(referrer !== null && { ref: referrer }),
  ...(country !== null && { cc: country }),
})

const mergedPart = (message: Merged): MergedPart => ({
  id: message.id,
  at: message.at,
  ...messageAttributes(message),
})

/** Where a message's id and moment are kept. */
export interface MessageName {
  readonly id: string
  readonly at: string
}

export function messageIn(item: Readonly<Record<string, unknown>>, { id, at }: MessageName): Message {
  const subject = String(item.subject)
  switch (item.kind) {
    case 'organisation':
      return organisationIn(item, { id, at })
    case 'recipient':
      return recipientIn(item, { id, at })
    case 'summary':
      return { kind: 'summary', id, at, site: null, subject, merged: mergedIn(item), more: Number(item.more) }
    case 'digest':
      return { kind: 'digest', id, at, site: textIn(item, 'site'), subject, digest: digestIn(item) }
    case 'test':
      return { kind: 'test', id, at, site: textIn(item, 'site'), subject }
    default:
      throw new Error(`message ${id} is of a kind that no version knows: ${item.kind}`)
  }
}

const organisationIn = (item: Readonly<Record<string, unknown>>, name: MessageName): OrganisationMessage => ({
  kind: 'organisation',
  ...name,
  site: String(item.site),
  subject: String(item.subject),
  organisation: {
    name: String(item.name),
    kind: String(item.sort) as Kind,
    domain: textIn(item, 'domain'),
    confidence: String(item.sure) as Confidence,
  },
  visit: visitIn(item),
})

const recipientIn = (item: Readonly<Record<string, unknown>>, name: MessageName): RecipientMessage => ({
  kind: 'recipient',
  ...name,
  site: String(item.site),
  subject: String(item.subject),
  name: textIn(item, 'name'),
  visit: visitIn(item),
  seconds: Number(item.seconds),
  organisation: textIn(item, 'org'),
})

const visitIn = (item: Readonly<Record<string, unknown>>): MessageVisit => ({
  id: String(item.visit),
  time: String(item.time),
  page: String(item.page),
  title: textIn(item, 'title'),
  referrer: textIn(item, 'ref'),
  country: textIn(item, 'cc'),
})

function mergedIn({ merged }: Readonly<Record<string, unknown>>): SummaryMessage['merged'] {
  const parts: readonly MergedPart[] = JSON.parse(String(merged))
  return parts.map((part) => {
    const name = { id: part.id, at: part.at }
    return part.kind === 'recipient' ? recipientIn(part, name) : organisationIn(part, name)
  })
}

const digestIn = ({ digest }: Readonly<Record<string, unknown>>): Digest => JSON.parse(String(digest))

const textIn = (item: Readonly<Record<string, unknown>>, name: string): string | null => {
  const value = item[name]
  return typeof value === 'string' ? value : null
}

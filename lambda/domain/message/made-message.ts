import type { DescribedVisit } from '../describe/described-visit'
import type { Recipient } from '../recipient/recipient'
import type { Instant } from '../time/day'
import {
  type MessageVisit,
  messageId,
  type OrganisationMessage,
  type RecipientMessage,
  type SummaryMessage,
} from './message'

/** Kinds of networks that an organisation's own people are on. */
const ownKinds: readonly (string | null)[] = ['business', 'education', 'government']

const messageVisit = ({ id, time, page, title, referrer, country }: DescribedVisit): MessageVisit => ({
  ...{ id, time, page, title, referrer, country },
})

/** Returns the message about an organisation that came; null where the visit has none. */
export function organisationMessage(visit: DescribedVisit, at: Instant): OrganisationMessage | null {
  const { site, organisationKey: subject, organisation: name, kind, domain, confidence } = visit
  if (subject === null || name === null || kind === null || confidence === null) return null
  return {
    kind: 'organisation',
    id: messageId('organisation', site, subject),
    site,
    subject,
    at,
    organisation: { name, kind, domain, confidence },
    visit: messageVisit(visit),
  }
}

/** Returns the message about a recipient who read. */
export function recipientMessage(
  visit: DescribedVisit,
  { code, name }: Recipient,
  at: Instant,
): RecipientMessage {
  const { site, kind, organisation, engagement } = visit
  return {
    kind: 'recipient',
    id: messageId('recipient', site, code),
    site,
    subject: code,
    at,
    name,
    visit: messageVisit(visit),
    seconds: engagement?.seconds ?? 0,
    organisation: ownKinds.includes(kind) ? organisation : null,
  }
}

/** Returns a summary that is due at a moment. What it tells is filled in when it is sent. */
export const summaryMessage = (due: Instant, at: Instant): SummaryMessage => ({
  kind: 'summary',
  id: messageId('summary', null, due),
  site: null,
  subject: due,
  at,
  merged: [],
  more: 0,
})

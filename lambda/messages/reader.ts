import { getOrInsert } from '../domain/cache'
import { type DescribedVisit, describer } from '../domain/describe/described-visit'
import type { NetworkFacts } from '../domain/describe/known-network'
import { recipientMessage } from '../domain/message/made-message'
import type { RecipientMessage } from '../domain/message/message'
import type { Recipient } from '../domain/recipient/recipient'
import type { RecipientActivity } from '../domain/recipient/recipient-activity'
import { dayLength, type Instant, instantOf } from '../domain/time/day'
import type { Visit } from '../domain/visit/visit'
import { countRecipients, sitesOf } from '../reports/recipients'
import type { DecideParts } from './decide'

/**
 * Returns the message about a visit's recipient where that has read, and not long before.
 *
 * @param onKnown called where it read long before
 */
export type ReaderSearch = (visit: DescribedVisit, onKnown: () => void) => Promise<RecipientMessage | null>

/** Records of a stream are never older than a day: in milliseconds. */
const longBefore = 2 * dayLength

type Parts = Pick<DecideParts, 'store' | 'recipients' | 'sites' | 'pages' | 'now'>

/** It agrees with the list of recipients, which is looked up once for each link of a batch. Codes that nobody made tell nothing. */
export function readerSearch(parts: Parts, facts: NetworkFacts): ReaderSearch {
  const { recipients, sites, now } = parts
  const describe = describer(facts)
  const byCode = new Map<string, Promise<Recipient | null>>()
  const activities = new Map<string, Promise<RecipientActivity | null>>()

  async function activityOf(recipient: Recipient): Promise<RecipientActivity | null> {
    const period = { start: instantOf(0), end: instantOf(now().getTime() + dayLength) }
    const [activity] = await countRecipients(parts, [recipient], { facts, period })
    return activity ?? null
  }

  return async (visit, onKnown) => {
    const code = String(visit.recipient)
    const recipient = await getOrInsert(byCode, code, () => recipients.recipient(code))
    if (recipient === null || recipient.muted || !sitesOf(recipient, sites).includes(visit.site)) return null
    const activity = await getOrInsert(activities, code, () => activityOf(recipient))
    const readAt = activity?.readAt ?? null
    if (readAt === null) return null
    const isOld = Date.parse(readAt) < now().getTime() - longBefore
    if (isOld) onKnown()
    if (isOld) return null
    const read = await visitAt(parts, visit, readAt)
    return recipientMessage(read === null ? visit : describe(read), recipient, instantOf(now().getTime()))
  }
}

/** The visit of a link at a moment: of many that came at once, the record may be of another one. */
async function visitAt(
  { store }: Parts,
  { site, recipient }: DescribedVisit,
  time: Instant,
): Promise<Visit | null> {
  const period = { start: time, end: instantOf(Date.parse(time) + 1) }
  const range = { site, recipient: String(recipient), period, before: null, atOnce: 1 }
  for await (const visit of store.visitsOfRecipient(range)) return visit
  return null
}

import type { DescribedVisit } from '../domain/describe/described-visit'
import { type NamedVisit, recipientNamer } from '../domain/recipient/named-visit'
import type { RecipientStore } from '../store/recipient-store'

/** Names the recipients of visits. They are read only where a link led to one. */
export async function namedVisits(
  recipients: Pick<RecipientStore, 'recipients'>,
  visits: readonly DescribedVisit[],
): Promise<readonly NamedVisit[]> {
  const isTagged = visits.some(({ recipient }) => recipient !== null)
  return visits.map(recipientNamer(isTagged ? await recipients.recipients() : []))
}

/** Names the recipient of one visit. */
export async function namedVisit(
  recipients: Pick<RecipientStore, 'recipients'>,
  visit: DescribedVisit,
): Promise<NamedVisit> {
  return recipientNamer(visit.recipient === null ? [] : await recipients.recipients())(visit)
}

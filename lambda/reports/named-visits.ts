import type { DescribedVisit } from '../domain/describe/described-visit'
import { type NamedVisit, recipientNamer } from '../domain/recipient/named-visit'
import type { Sitting } from '../domain/visit/sitting'
import type { RecipientStore } from '../store/recipient-store'

/** Names the recipients of visits. */
export const namedVisits = async (
  recipients: Pick<RecipientStore, 'recipients'>,
  visits: readonly DescribedVisit[],
): Promise<readonly NamedVisit[]> => visits.map(await namerOf(recipients, visits))

/** Names the recipients of sittings' views. */
export async function namedSittings(
  recipients: Pick<RecipientStore, 'recipients'>,
  sittings: readonly Sitting<DescribedVisit>[],
): Promise<readonly Sitting<NamedVisit>[]> {
  const name = await namerOf(
    recipients,
    sittings.flatMap(({ views }) => views),
  )
  return sittings.map(({ views: [last, ...earlier] }) => ({ views: [name(last), ...earlier.map(name)] }))
}

/** Recipients are read only where a link led to a visit. */
async function namerOf(
  recipients: Pick<RecipientStore, 'recipients'>,
  visits: readonly DescribedVisit[],
): Promise<(visit: DescribedVisit) => NamedVisit> {
  const isTagged = visits.some(({ recipient }) => recipient !== null)
  return recipientNamer(isTagged ? await recipients.recipients() : [])
}

/** Names the recipient of one visit. */
export const namedVisit = async (
  recipients: Pick<RecipientStore, 'recipients'>,
  visit: DescribedVisit,
): Promise<NamedVisit> => (await namerOf(recipients, [visit]))(visit)

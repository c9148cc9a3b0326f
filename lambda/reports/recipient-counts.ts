import { eachAtOnce } from '../domain/at-once'
import { counter } from '../domain/count/count'
import { describer } from '../domain/describe/described-visit'
import type { NetworkFacts } from '../domain/describe/known-network'
import { classOf, includedClasses } from '../domain/describe/visit-class'
import type { Recipient } from '../domain/recipient/recipient'
import { isOfOrganisation, matcher, type VisitFilter } from '../domain/report/visit-filter'
import { isWanted } from '../domain/report/wanted'
import { mergeNewest } from '../domain/visit/listing'
import type { RecipientStore } from '../store/recipient-store'
import type { QueryStore } from '../store/visit-store'
import { type RecipientParts, sitesOf } from './recipients'
import { manyAtOnce, maxVisitsRead, ofCurrentKey } from './visit-search'

/** How many visits, and visitors, came by a recipient's link. */
export interface RecipientCount {
  readonly value: string
  readonly name: string
  readonly visits: number
  readonly visitors: number
}

export interface RecipientCounts {
  /** Those with visits, the most first. */
  readonly values: readonly RecipientCount[]
  /** False where there were too many visits to read all. */
  readonly complete: boolean
}

interface Parts extends Pick<RecipientParts, 'sites' | 'pages'> {
  readonly store: Pick<QueryStore, 'visitsOfRecipient'>
  readonly recipients: Pick<RecipientStore, 'recipients'>
}

/**
 * Counts the visits of each recipient that a filter asks for, by their own lists: at a cost that grows with tagged visits
 * alone. Codes that nobody made have no row, so strangers cannot make any.
 */
export async function countByRecipient(
  { store, recipients, sites, pages }: Parts,
  { filter: asked, facts }: { readonly filter: VisitFilter; readonly facts: NetworkFacts },
): Promise<RecipientCounts> {
  const filter = ofCurrentKey(asked, facts)
  const counts = countsVisit(filter, facts, pages)
  const places = placesOf(await recipients.recipients(), filter, sites)
  let left = maxVisitsRead
  let complete = true
  const values = await eachAtOnce(places, async ({ recipient, sites }) => {
    const [people, range] = [counter(), { recipient: recipient.code, period: filter.period, before: null }]
    const lists = sites.map((site) => store.visitsOfRecipient({ ...range, site, atOnce: manyAtOnce }))
    for await (const visit of mergeNewest(lists)) {
      if (left <= 0) {
        complete = false
        break
      }
      left -= 1
      if (counts(visit)) people.add(visit.visitor)
    }
    return { value: recipient.code, name: recipient.name, ...people.count() }
  })
  return { values: values.filter(({ visits }) => visits > 0).toSorted(larger), complete }
}

const larger = (a: RecipientCount, b: RecipientCount): number =>
  b.visits - a.visits || b.visitors - a.visitors || (a.value < b.value ? -1 : 1)

/** The recipients that a filter asks for, and where their visits may be. */
function placesOf(
  recipients: readonly Recipient[],
  { site, recipient: wanted }: VisitFilter,
  listed: Parts['sites'],
): { recipient: Recipient; sites: readonly string[] }[] {
  return recipients
    .filter(({ code }) => wanted === null || isWanted(wanted, (one) => one === code))
    .map((recipient) => {
      const sites = sitesOf(recipient, listed).filter((one) => site === null || one === site)
      return { recipient, sites }
    })
}

function countsVisit(filter: VisitFilter, facts: NetworkFacts, pages: Parts['pages']) {
  const [describe, matches] = [describer(facts), matcher({ ...filter, recipient: null }, pages)]
  const admitted = new Set(includedClasses(filter))
  return (visit: Parameters<typeof describe>[0]): boolean => {
    if (!matches(visit)) return false
    const described = describe(visit)
    return isOfOrganisation(described, filter) && admitted.has(classOf(described))
  }
}

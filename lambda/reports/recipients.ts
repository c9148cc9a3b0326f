import { eachAtOnce } from '../domain/at-once'
import { type DescribedVisit, describer } from '../domain/describe/described-visit'
import type { NetworkFacts } from '../domain/describe/known-network'
import { hostOfRecipient } from '../domain/recipient/link'
import { type OpeningState, openingOf } from '../domain/recipient/opening'
import type { Recipient } from '../domain/recipient/recipient'
import { type RecipientActivity, recipientActivity } from '../domain/recipient/recipient-activity'
import { instantOf } from '../domain/time/day'
import type { Period } from '../domain/time/period'
import { mergeNewest } from '../domain/visit/listing'
import type { Pages } from '../domain/visit/page-key'
import { type SiteList, wildcardOver } from '../domain/visit/site-list'
import { sittingMs } from '../domain/visit/sitting'
import type { Visit } from '../domain/visit/visit'
import type { RecipientStore } from '../store/recipient-store'
import type { QueryStore } from '../store/visit-store'

/** The most visits of one recipient, and of one answer, that are looked at: anybody who knows a code may add to them. */
const [visitsOfOne, visitsOfAll] = [200, 5000]

/** The most fetches of one recipient that are looked at. */
const fetchesOfOne = 64

/** The most visits of others that are read to find a second page, for one visit and for one answer. */
const [sittingReach, sittingsReach] = [500, 10_000]

/** The most visits of one recipient whose sittings are looked at. */
const sittingsOfOne = 3

export interface RecipientParts {
  readonly store: Pick<QueryStore, 'visitsOf' | 'visitsOfRecipient' | 'corrections'>
  readonly recipients: Pick<RecipientStore, 'fetchesOf'>
  readonly sites: SiteList
  readonly pages: Pages
}

interface Asked {
  readonly facts: NetworkFacts
  readonly period: Period
}

/** What is left of the visits that one answer may read. */
interface Budget {
  visits: number
  ofSittings: number
}

/**
 * Returns what came of each recipient's link, in the order given. Each has lists of its own, so made-up codes cost nothing
 * here, however many there are.
 */
export async function countRecipients(
  parts: RecipientParts,
  recipients: readonly Recipient[],
  { facts, period }: Asked,
): Promise<readonly RecipientActivity[]> {
  const describe = describer(facts)
  const budget: Budget = { visits: visitsOfAll, ofSittings: sittingsReach }
  return eachAtOnce(
    recipients,
    async (recipient) => {
      const sites = sitesOf(recipient, parts.sites)
      const [fetches, read] = await Promise.all([
        fetchesOf(parts, recipient, sites, period),
        visitsOf(parts, recipient, sites, period, budget),
      ])
      const visits = read.visits.map(describe)
      const others = await sittingsOf(parts, visits, describe, budget)
      const counted = { visits, others, fetches: fetches.map(describe), complete: read.isComplete }
      return recipientActivity(counted, parts.pages)
    },
    10,
  )
}

/** Where visits of a recipient's page may be: under its own host, or under the wildcard that lists it. */
export function sitesOf(recipient: Recipient, sites: SiteList): readonly string[] {
  const host = hostOfRecipient(recipient)
  const wildcard = wildcardOver(sites, host)
  return wildcard === null ? [host] : [host, wildcard]
}

async function fetchesOf(
  { recipients }: Pick<RecipientParts, 'recipients'>,
  { code }: Recipient,
  sites: readonly string[],
  period: Period,
): Promise<readonly Visit[]> {
  const found = await Promise.all(
    sites.map((site) => recipients.fetchesOf({ site, code, period, most: fetchesOfOne })),
  )
  return found.flat()
}

async function visitsOf(
  { store }: Pick<RecipientParts, 'store'>,
  { code }: Recipient,
  sites: readonly string[],
  period: Period,
  budget: Budget,
): Promise<{ visits: Visit[]; isComplete: boolean }> {
  const visits: Visit[] = []
  const range = { recipient: code, period, before: null, atOnce: 50 }
  for await (const visit of mergeNewest(sites.map((site) => store.visitsOfRecipient({ ...range, site })))) {
    if (visits.length === visitsOfOne || budget.visits <= 0) return { visits, isComplete: false }
    budget.visits -= 1
    visits.push(visit)
  }
  return { visits, isComplete: true }
}

/** What the visitors of a link did next, where nothing else shows yet that somebody read. */
async function sittingsOf(
  { store, pages }: RecipientParts,
  visits: readonly DescribedVisit[],
  describe: (visit: Visit) => DescribedVisit,
  budget: Budget,
): Promise<readonly DescribedVisit[]> {
  const states = visits.map((visit) => openingOf(visit, visits, pages))
  const isOpen = (state: OpeningState) => state === 'read'
  if (states.some(({ state }) => isOpen(state))) return []
  const unclear = visits.filter(
    (visit, at) => states[at]?.reason === 'no sign of a person' && visit.visitor !== null && !visit.mine,
  )
  const found: DescribedVisit[] = []
  for (const { site, time, visitor } of unclear.slice(0, sittingsOfOne)) {
    const end = instantOf(Date.parse(time) + sittingMs)
    const range = { site, period: { start: time, end }, before: null, atOnce: sittingReach }
    let left = Math.min(sittingReach, budget.ofSittings)
    for await (const visit of store.visitsOf(range)) {
      if (left-- <= 0) break
      budget.ofSittings -= 1
      if (visit.visitor === visitor) found.push(describe(visit))
    }
  }
  return found
}

import { eachAtOnce } from '../domain/at-once'
import { defaultKinds, inOrder, type OrganisationActivity } from '../domain/count/organisation-activity'
import type { Directory, NetworkFacts } from '../domain/describe/known-network'
import type { Digest, DigestOrganisation, DigestRecipient, DigestTotals } from '../domain/message/digest'
import { digestDays } from '../domain/message/digest-days'
import { openingStates } from '../domain/recipient/opening'
import type { Recipient } from '../domain/recipient/recipient'
import type { RecipientActivity } from '../domain/recipient/recipient-activity'
import { type RefusingService, remedyOf } from '../domain/refusal/remedy'
import { visitFilterOf } from '../domain/report/visit-filter'
import type { Period } from '../domain/time/period'
import type { Zone } from '../domain/time/zone'
import type { Pages } from '../domain/visit/page-key'
import { newOrganisations } from '../reports/new-organisations'
import { countOrganisations, type ManyCounted } from '../reports/organisations'
import { countRecipients } from '../reports/recipients'
import { groupRefusals } from '../reports/refusal-groups'
import { countStats } from '../reports/stats'
import type { RecipientStore } from '../store/recipient-store'
import type { RefusalQueryStore } from '../store/refusal-store'
import type { RollupReader } from '../store/rollup-store'
import type { QueryStore } from '../store/visit-store'

export interface DigestOfParts extends RefusingService {
  readonly store: QueryStore
  readonly rollups: RollupReader
  readonly recipients: Pick<RecipientStore, 'recipients' | 'fetchesOf'>
  readonly refusals: RefusalQueryStore
  readonly networks: Directory
  readonly pages: Pages
  readonly now: () => Date
}

/** The most organisations that a digest names, and of these the most that are new, so that some who came back are named. */
const [mostNamed, mostFresh] = [100, 75]

/** The most organisations of which it is looked up whether they are new. */
const mostDecided = 1000

/** The most pages named of each organisation, and the most recipients and refusals. */
const [pagesNamed, recipientsNamed, refusalsNamed] = [3, 100, 10]

/** Recipients that are counted together. Each such number may read as many visits as one answer of the API. */
const recipientsAtOnce = 100

/**
 * Counts what happened on all sites in the days of a digest, by the reports that the API answers with.
 *
 * @param asked the moment at which it is due, and by whose clock days begin
 */
export async function digestOf(
  parts: DigestOfParts,
  asked: { readonly every: Digest['every']; readonly zone: Zone; readonly now: Date },
): Promise<Digest> {
  const { these, before } = digestDays(asked)
  const facts = { networks: parts.networks, corrections: await parts.store.corrections() }
  const sites = (await parts.store.sites()).map(({ site }) => site)
  const count = (period: Period) => countedIn(parts, { facts, sites, period, zone: asked.zone })
  const [now, earlier] = [await count(these.period), await count(before.period)]
  const came = await cameIn(parts, { facts, sites, period: these.period, counted: now.counted })
  const recipients = await recipientsIn(parts, facts, these.period)
  const refusals = await groupRefusals(parts.refusals, these.period, parts.now())
  return {
    every: asked.every,
    from: these.from,
    to: these.to,
    zone: asked.zone.name,
    complete: now.complete && earlier.complete && recipients.complete && refusals.complete,
    totals: now.totals,
    before: earlier.totals,
    fresh: came.fresh,
    again: came.again,
    recipients: recipients.told,
    refusals: refusals.groups.slice(0, refusalsNamed).map((group) => ({
      reason: group.reason,
      count: group.count,
      remedy: remedyOf(group, parts),
    })),
  }
}

interface Counting {
  readonly facts: NetworkFacts
  readonly sites: readonly string[]
  readonly period: Period
}

interface CountedDays {
  readonly totals: DigestTotals
  readonly counted: ManyCounted
  readonly complete: boolean
}

/** What `GET /stats` and `GET /organisations` answer of a period. */
async function countedIn(
  parts: DigestOfParts,
  { facts, sites, period, zone }: Counting & { readonly zone: Zone },
): Promise<CountedDays> {
  const filter = { ...visitFilterOf({ bot: 'exclude', mine: 'exclude' }), period }
  const question = { filter, zone, by: [], internal: 'exclude' } as const
  const { totals, freshness } = await countStats({ ...parts, facts }, question)
  const asked = { sites, period, kinds: defaultKinds, mine: 'exclude', ...facts } as const
  const counted = await countOrganisations(parts, asked)
  return {
    totals: {
      visits: totals.visits,
      visitors: totals.visitors,
      organisations: counted.organisations.length,
    },
    counted,
    complete: freshness.complete && counted.complete,
  }
}

/** Who came for the first time. Of whom that is not known, it is not claimed. */
async function cameIn(
  { store, rollups }: DigestOfParts,
  { facts, sites, period, counted }: Counting & { readonly counted: ManyCounted },
): Promise<Pick<Digest, 'fresh' | 'again'>> {
  const came = inOrder(counted.organisations).slice(0, mostDecided)
  const firstSeen = await eachAtOnce(sites, (site) => rollups.firstSeen(site))
  const known = counted.history.map((one, at) => ({ ...one, firstSeen: firstSeen[at] ?? new Map() }))
  const keys = came.map(({ key }) => key)
  const isNew = await newOrganisations(store, { sites: known, start: period.start, ...facts }, keys)
  const fresh = came.filter((_, at) => isNew[at] === true).slice(0, mostFresh)
  const again = came.filter((_, at) => isNew[at] !== true).slice(0, mostNamed - fresh.length)
  return { fresh: fresh.map(organisationOf), again: again.map(organisationOf) }
}

const organisationOf = (one: OrganisationActivity): DigestOrganisation => ({
  key: one.key,
  name: one.name,
  kind: one.kind,
  confidence: one.confidence,
  visits: one.visits,
  seconds: one.seconds,
  read: one.pages.slice(0, pagesNamed).map(({ page }) => page),
})

/** The recipients whose links were used, those who read first. */
async function recipientsIn(
  parts: DigestOfParts,
  facts: NetworkFacts,
  period: Period,
): Promise<{ readonly told: readonly DigestRecipient[]; readonly complete: boolean }> {
  const all = await parts.recipients.recipients()
  const used: DigestRecipient[] = []
  let complete = true
  for (let at = 0; at < all.length; at += recipientsAtOnce) {
    const some = all.slice(at, at + recipientsAtOnce)
    const activities = await countRecipients(parts, some, { facts, period })
    complete &&= activities.every((activity) => activity.complete)
    used.push(...activities.flatMap((activity, of) => recipientOf(some[of] as Recipient, activity)))
  }
  return { told: used.toSorted(mostRead).slice(0, recipientsNamed), complete }
}

const recipientOf = (recipient: Recipient, { opening, pages }: RecipientActivity): DigestRecipient[] =>
  opening === null
    ? []
    : [
        {
          code: recipient.code,
          name: recipient.name,
          state: opening.state,
          seconds: pages.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0),
        },
      ]

const rank = ({ state }: DigestRecipient): number => -openingStates.indexOf(state)

const mostRead = (a: DigestRecipient, b: DigestRecipient): number =>
  rank(a) - rank(b) || b.seconds - a.seconds || (a.name < b.name ? -1 : 1)

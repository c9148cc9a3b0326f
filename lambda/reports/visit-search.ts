import { eachAtOnce } from '../domain/at-once'
import { attributor } from '../domain/describe/attribution'
import { type DescribedVisit, describer } from '../domain/describe/described-visit'
import {
  type Directory,
  isInIndex,
  isOfSeveral,
  type NetworkFacts,
  organisationsOf,
} from '../domain/describe/known-network'
import type { AskedOrganisation } from '../domain/organisation/asked-organisation'
import type { NetworkId } from '../domain/organisation/network-id'
import {
  asksForUnknown,
  isAdmitted,
  isSelective,
  matcher,
  type VisitFilter,
} from '../domain/report/visit-filter'
import { isGroup, mapWanted } from '../domain/report/wanted'
import { type Day, dayOf } from '../domain/time/day'
import type { Period } from '../domain/time/period'
import { type Listing, mergeNewest, mergeSources, type Position, takePage } from '../domain/visit/listing'
import type { Pages } from '../domain/visit/page-key'
import {
  type EarlierViews,
  type SittingPage,
  type SittingPlace,
  takeSittings,
} from '../domain/visit/sitting-page'
import type { Visit } from '../domain/visit/visit'
import type { RecipientStore } from '../store/recipient-store'
import type { QueryStore, RecordedSite, VisitRange } from '../store/visit-store'
import { visitsOfNetworks } from './organisation-visits'

/** The most visits that one request looks at: about seven reads of a megabyte, well inside the API's 30 seconds. */
export const maxVisitsRead = 20_000

/** Visits per read where few of them are likely to be listed. */
export const manyAtOnce = 1000

/** The most networks of an organisation that are read from the index side by side. */
const mostNetworks = 60

/** The store's part in a search. */
export type Searchable = Pick<
  QueryStore,
  'visitsOf' | 'visitsOfNetwork' | 'visitsOfRecipient' | 'daysOf' | 'sites' | 'corrections'
>

/** What a search needs. */
export interface SearchParts {
  readonly store: Searchable
  readonly recipients: Pick<RecipientStore, 'recipients'>
  readonly networks: Directory
  readonly pages: Pages
}

export interface Search {
  readonly filter: VisitFilter
  readonly before: Position | null
  readonly limit: number
}

export interface SittingSearch {
  readonly filter: VisitFilter
  readonly after: SittingPlace | null
  readonly limit: number
}

/** The next `limit` visits that a filter selects, newest first, on one site or on all. */
export async function search(
  parts: SearchParts,
  { limit, ...asked }: Search,
): Promise<Listing<DescribedVisit>> {
  const { newest, pick } = await selection(parts, { ...asked, limit })
  return takePage(newest, pick, { limit, reach: maxVisitsRead })
}

/** The next `limit` sittings of the visits that a filter selects, by their last views. */
export async function searchSittings(
  parts: SearchParts,
  { filter, after, limit }: SittingSearch,
): Promise<SittingPage<DescribedVisit>> {
  const asked = { filter, before: after?.before ?? null, limit }
  const { pick, atOnce, ...sources } = await selection(parts, asked)
  return takeSittings(sources, pick, { limit, reach: maxVisitsRead, atOnce, told: after?.told ?? [] })
}

interface Selection {
  /** All visits among which they are. */
  readonly newest: AsyncIterable<Visit>
  /** So many come at once, or one more where the one before which they are is among them. */
  readonly atOnce: number
  /** Those among which the earlier ones of some visitors are. */
  readonly earlier: (asked: EarlierViews<DescribedVisit>) => AsyncIterable<Visit>
  /** Returns a visit described if it is one of them. */
  readonly pick: (visit: Visit) => DescribedVisit | null
}

async function selection(
  { store, recipients, networks, pages }: SearchParts,
  { filter: given, before, limit }: Search,
): Promise<Selection> {
  const facts = { networks, corrections: await store.corrections() }
  const filter = ofCurrentKey(given, facts)
  const [attribute, describe] = [attributor(facts), describer(facts)]
  const matches = matcher(filter, pages, await codesFor(filter, recipients))
  const byIndex = indexedNetworks(facts, filter.organisation) !== null
  const byRecipient = listedCodes(filter.recipient) !== null
  const atOnce = byRecipient ? limit + 1 : atOnceFor(filter, { limit, byIndex })
  const asked = { ...filter, atOnce, sharing: {} }
  return {
    newest: await visitsIn({ store, facts }, { ...asked, before }),
    atOnce: atOnce - 1,
    earlier: (views) => earlierVisits({ store, facts }, asked, views),
    pick: (visit) =>
      matches(visit) && isAdmitted({ ...attribute(visit), asn: visit.asn }, filter) ? describe(visit) : null,
  }
}

/** Yields the visits among which a few visitors' earlier ones are. A visitor is known on one site. */
async function* earlierVisits(
  parts: ReadingParts,
  asked: Omit<Range, 'before'>,
  { of, from, before, allowance }: EarlierViews<DescribedVisit>,
): AsyncIterable<Visit> {
  const { start, end } = asked.period
  const period = { start: from > start ? from : start, end }
  const sites = [...new Set(of.map(({ site }) => site))]
  const streams = await eachAtOnce(sites, (site) => {
    const visitors = of.flatMap((view) => (view.site === site && view.visitor !== null ? view.visitor : []))
    return visitsIn(parts, { ...asked, site, period, before, atOnce: manyAtOnce, visitors, allowance })
  })
  yield* mergeNewest(streams)
}

/** Returns a filter with the key that its organisation has now, if it asks for one by a former key. */
export const ofCurrentKey = (filter: VisitFilter, facts: NetworkFacts): VisitFilter =>
  filter.organisation === null
    ? filter
    : {
        ...filter,
        organisation: mapWanted(filter.organisation, (one) =>
          typeof one === 'string' ? organisationsOf(facts).keyOf(one) : one,
        ),
      }

/** What `visitsIn` reads. */
export interface Range {
  /** Every site when null. */
  readonly site: string | null
  readonly period: Period
  /** Organisations and networks; null for all. Visits of others may be among those that are read. */
  readonly organisation: VisitFilter['organisation']
  /** Recipients; null or left out for all. */
  readonly recipient?: VisitFilter['recipient']
  readonly before: Position | null
  readonly atOnce: number
  /** See `VisitRange`. */
  readonly visitors?: VisitRange['visitors']
  readonly allowance?: VisitRange['allowance']
  readonly sharing?: VisitRange['sharing']
}

/** What reading visits needs. */
interface ReadingParts {
  readonly store: Omit<Searchable, 'corrections'>
  readonly facts: NetworkFacts
}

/** Yields the visits of one site or of all, newest first: by the recipients' lists, or by the index where it has the organisation. */
export async function visitsIn(
  { store, facts }: ReadingParts,
  { site, organisation, recipient = null, period, before, ...bounds }: Range,
): Promise<AsyncIterable<Visit>> {
  const { atOnce, visitors, allowance, sharing } = bounds
  const range = { period, before, atOnce, visitors, allowance, sharing }
  const codes = listedCodes(recipient)
  const ids = indexedNetworks(facts, organisation)
  const visitsOn = (one: string) => {
    if (codes !== null)
      return mergeNewest(
        codes.map((code) => store.visitsOfRecipient({ ...range, site: one, recipient: code })),
      )
    return ids === null
      ? store.visitsOf({ ...range, site: one })
      : visitsOfNetworks(store, ids, { ...range, site: one })
  }
  if (site !== null) return visitsOn(site)
  const sites = sitesWithin(await store.sites(), range.period)
  return mergeSources(sites.map((one) => ({ lastDay: one.lastDay, open: () => visitsOn(one.site) })))
}

/** Returns the codes by whose lists all visits that are asked for are found; null if they have to be picked from all visits. */
function listedCodes(asked: VisitFilter['recipient']): readonly string[] | null {
  if (asked === null || asked.of.length === 0 || asksForUnknown({ recipient: asked })) return null
  const codes = asked.of.filter((one) => typeof one === 'string')
  return codes.length === asked.of.length ? codes : null
}

/** Returns the codes of all recipients where a filter needs them. */
export const codesFor = async (
  filter: VisitFilter,
  recipients: Pick<RecipientStore, 'recipients'>,
): Promise<ReadonlySet<string>> =>
  new Set(asksForUnknown(filter) ? (await recipients.recipients()).map(({ code }) => code) : [])

/** Sites that may have visits in a period, judged by their first and last day. */
function sitesWithin(
  sites: readonly RecordedSite[],
  { start, end }: Period,
): { site: string; lastDay: Day }[] {
  const [from, to] = [dayOf(start), dayOf(end)]
  return sites.flatMap(({ site, firstDay, lastDay }) =>
    firstDay !== null && lastDay !== null && firstDay <= to && lastDay >= from ? { site, lastDay } : [],
  )
}

/**
 * Returns the networks by which the index has all visits of organisations and networks; null if they have to be picked from
 * all visits. They were put there by what the table says about their network, not by the owner's correction.
 */
function indexedNetworks(
  facts: NetworkFacts,
  asked: VisitFilter['organisation'],
): readonly NetworkId[] | null {
  if (asked === null || asked.of.length === 0) return null
  const ids = asked.of.map((one) => (isGroup(one) ? null : networksOf(facts, one)))
  const all = [...new Set(ids.flatMap((some) => some ?? []))]
  return ids.includes(null) || all.length > mostNetworks ? null : all
}

function networksOf(facts: NetworkFacts, asked: AskedOrganisation | null): readonly NetworkId[] | null {
  if (asked === null) return null
  const { networks } = facts
  if (typeof asked === 'number')
    return isInIndex(networks, asked) && !isOfSeveral(networks, asked) ? [asked] : null
  const ids = organisationsOf(facts).networksOf(asked)
  return ids.length > 0 && ids.every((id) => isInIndex(networks, id)) ? ids : null
}

/** One more than the page shows whether there is another page; twice as many leave room for bots, and for sittings of several views. */
function atOnceFor(filter: VisitFilter, { limit, byIndex }: { limit: number; byIndex: boolean }): number {
  if (isSelective(filter) || (filter.organisation !== null && !byIndex)) return manyAtOnce
  return filter.bot === 'include' && filter.mine === 'include' ? limit + 1 : 2 * limit
}

import { addedUp } from '../domain/count/breakdown'
import type { Inclusion } from '../domain/describe/inclusion'
import { type Directory, knownNetworks, type NetworkFacts } from '../domain/describe/known-network'
import { networkIdIn } from '../domain/organisation/network-id'
import {
  type AskedBy,
  type By,
  type CountedReport,
  countedBy,
  type Report,
  reporter,
} from '../domain/report/report'
import { isRolled, rolledFilter } from '../domain/report/rollup-filter'
import { siteCounts } from '../domain/report/site-counts'
import type { VisitFilter } from '../domain/report/visit-filter'
import { instantOf } from '../domain/time/day'
import { knownPart } from '../domain/time/known-part'
import type { Zone } from '../domain/time/zone'
import type { Pages } from '../domain/visit/page-key'
import type { RecipientStore } from '../store/recipient-store'
import type { RollupReader } from '../store/rollup-store'
import type { QueryStore } from '../store/visit-store'
import { firstDay } from './first-day'
import { countOpenVisits } from './open-visits'
import type { TitleNotes } from './page-titles'
import { allUnknown, countSite, type RolledQuestion, type SiteParts, type SiteShare } from './site-share'
import { ofCurrentKey } from './visit-search'

/**
 * The most visits that one report reads where only visits can answer it: about 2,000 read units, some 4 s of CPU, and
 * well inside the API's 30 seconds.
 */
const maxVisits = 50_000

/** The same where rollups answer everything but what has not been counted yet. These reports are asked for all day long. */
export const maxUncountedVisits = 15_000

/**
 * Of these, the most to read although rollups could answer for them, less exactly. Their number is known beforehand, so
 * uncounted visits cannot crowd them out.
 */
const maxExactVisits = 10_000

export interface StatsParts {
  readonly store: QueryStore
  readonly rollups: RollupReader
  readonly recipients: Pick<RecipientStore, 'recipients'>
  readonly networks: Directory
  readonly pages: Pages
  readonly now: () => Date
}

export interface StatsQuestion {
  readonly filter: VisitFilter
  readonly zone: Zone
  readonly by: readonly By[]
  readonly internal: Inclusion
}

/** A question as callers put it. */
export type AskedQuestion = Omit<StatsQuestion, 'by'> & { readonly by: readonly AskedBy[] }

/** What is known about networks is asked for once, because callers name networks by it too. */
export type CountParts = Omit<StatsParts, 'networks'> & {
  readonly facts: NetworkFacts
  /** Hears of each visit that is read and counted. */
  readonly titles?: Pick<TitleNotes, 'note'>
}

/**
 * Counts the visits that a question asks for: closed days from their rollups, the rest from the visits themselves,
 * newest first. Visits that are too many to read are left out, and the report says so.
 */
export async function countStats(parts: CountParts, asked: AskedQuestion): Promise<CountedReport> {
  const filter = ofCurrentKey(asked.filter, parts.facts)
  const question = { ...asked, filter, by: countedBy(asked.by) }
  const { period } = question.filter
  const asOf = instantOf(parts.now().getTime())
  const whole = reporter(parts.pages)
  const counting = siteCounts(whole, parts.pages)
  const rolled = rolledFilter(question.filter, parts)
  const isTold = isRolled(rolled, { ...question, period })
  const shares = await sharesOf({ ...parts, counting }, question, isTold ? { asked: rolled } : null)
  const reach = isTold ? maxUncountedVisits : maxVisits
  const found = shares.map((share) => share.firstDay)
  const [read, first] = await Promise.all([
    countOpenVisits({ ...parts, counting, reach }, shares, question),
    firstDay(parts, { site: question.filter.site, period, isRolled: isTold, found }),
  ])
  const known = knownPart(period, { firstDay: first, zone: question.zone, now: new Date(asOf) })
  const report = byOrganisation(whole.report(known, question.zone, question.by), parts.facts)
  const isFromRollups = shares.some(({ closedDays, exactVisitors }) => closedDays > 0 || !exactVisitors)
  const { isWhole, ...engagement } = report.engagement
  return {
    ...report,
    engagement: isTold && rolled !== null && isFromRollups ? null : engagement,
    known,
    sites: counting.sites(),
    freshness: {
      asOf,
      complete: read.from === null,
      from: read.from ?? period.start,
      closedDays: shares.reduce((sum, { closedDays }) => sum + closedDays, 0),
      visitsRead: read.visits,
      recounting: [...new Set(shares.flatMap(({ recounting }) => recounting))].toSorted(),
      exactVisitors: shares.every(({ exactVisitors }) => exactVisitors),
      wholeEngagement: read.from === null && isWhole,
    },
  }
}

/** Adds up the networks of each organisation, under the id of the one that was counted first. */
function byOrganisation(report: Report, facts: NetworkFacts): Report {
  const networks = report.by.get('organisation')
  if (networks === undefined) return report
  const known = knownNetworks(facts)
  const organisations = addedUp([networks], (id) => known(networkIdIn(id)).key)
  return { ...report, by: new Map([...report.by, ['organisation', organisations]]) }
}

/** What each site adds to a report, and what is still to be read of it. @param told null if rollups cannot answer the question */
async function sharesOf(
  parts: Omit<SiteParts, 'exactLeft'>,
  question: StatsQuestion,
  told: Pick<RolledQuestion, 'asked'> | null,
): Promise<readonly SiteShare[]> {
  const sites = await sitesOf(parts.store, question.filter)
  return told === null
    ? sites.map((site) => allUnknown(site, question.filter.period))
    : countSites(parts, sites, { ...question, ...told })
}

/** Counts one site after the other, because they share the number of visits that may be read exactly. */
async function countSites(
  parts: Omit<SiteParts, 'exactLeft'>,
  sites: readonly string[],
  question: RolledQuestion,
): Promise<readonly SiteShare[]> {
  const shares: SiteShare[] = []
  let exactLeft = maxExactVisits
  for (const site of sites) {
    const share = await countSite({ ...parts, exactLeft }, site, question)
    exactLeft -= share.knownVisits
    shares.push(share)
  }
  return shares
}

/** The sites that a question is about; none where its period is empty. */
async function sitesOf(
  store: Pick<QueryStore, 'sites'>,
  { site, period }: VisitFilter,
): Promise<readonly string[]> {
  if (period.start >= period.end) return []
  return site === null ? (await store.sites()).map((one) => one.site) : [site]
}

import type { HandlerFor, HandlersFor } from '../../api/handler'
import { longestDays, longestDaysByHour, type StatsAnswer, statsAnswerOf, statsDays } from '../../api/stats'
import { statsTable, tableBreakdown } from '../../api/stats-table'
import { separatorOf, tableAnswer } from '../../api/table-format'
import { knownNetworks, type NetworkFacts } from '../../domain/describe/known-network'
import { InvalidInput } from '../../domain/errors'
import { type AskedBy, breakdownNames, countedBy } from '../../domain/report/report'
import { internalFor } from '../../domain/report/source'
import { fewestPageDays, holdsPages } from '../../domain/report/totals-only'
import { visitFilterOf } from '../../domain/report/visit-filter'
import { dayLength, dayOf, hourLength, instantOf } from '../../domain/time/day'
import { type Period, parsePeriod } from '../../domain/time/period'
import { type Zone, zoneOf } from '../../domain/time/zone'
import { type Grant, wholeGrant } from '../../domain/token/grant'
import type { SiteList } from '../../domain/visit/site-list'
import { wordsIn } from '../../domain/word-list'
import { json } from '../../http/response'
import { beyondGrant } from '../../http/token-scope'
import { pageTitles, type TitleNotes, titleNotes } from '../../reports/page-titles'
import { countByRecipient, type RecipientCounts } from '../../reports/recipient-counts'
import { countRefusals, type RefusalCountParts } from '../../reports/refusals'
import { countStats, type StatsParts } from '../../reports/stats'
import { closedPart, countTotals } from '../../reports/totals-count'

type Parts = StatsParts & RefusalCountParts & { readonly sites: SiteList }

export const statsHandlers = (parts: Parts): HandlersFor<'GET /stats'> => ({ 'GET /stats': getStats(parts) })

const tooShortForPages = `this token sees pages of ${fewestPageDays} days or more: ask for a longer period, or leave page out of by`

/** How many visits, by what. */
const getStats = (parts: Parts): HandlerFor<'GET /stats'> => {
  const titlesOf = titlesFor(parts)
  return async ({ query, totalsIn, grant = wholeGrant('all') }) => {
    const { by: names, tz, limit, from, to, internal, format, separator, ...chosen } = query
    const [by, zone, now] = [wordsIn(names, breakdownNames), zoneOf(totalsIn ?? tz), parts.now()]
    const tableBy = format === 'json' ? null : tableBreakdown(by)
    const whole = periodOf({ from, to }, zone, now)
    checkLength(whole, by.includes('hour') ? longestDaysByHour : longestDays)
    const seesAll = totalsIn === undefined
    if (!seesAll && by.includes('page') && !holdsPages(whole, zone, now))
      throw beyondGrant(tooShortForPages, grant)
    const period = seesAll ? whole : closedPart(whole, zone, now)
    const filter = { ...visitFilterOf(chosen), period }
    const question = { filter, zone, by, internal: internalFor(filter, internal) }
    const facts = { networks: parts.networks, corrections: await parts.store.corrections() }
    const titles = titleNotes(parts.pages)
    const [report, titleOf, recipients, refusals] = await Promise.all([
      (seesAll ? countStats : countTotals)({ ...parts, facts, titles }, question),
      seesAll ? titlesOf(filter.site, { by, facts, titles }) : untitled,
      by.includes('recipient') ? countByRecipient(parts, { filter, facts }) : nobody,
      countRefusals(parts, {
        period: seesOthers(grant) ? period : { ...period, end: period.start },
        zone,
        by: countedBy(by),
      }),
    ])
    const known = knownNetworks(facts)
    const asked = { from: period.start, to: period.end, tz: zone.name, by, limit, known, titleOf }
    const freshness = { ...report.freshness, complete: report.freshness.complete && recipients.complete }
    const answer = statsAnswerOf({ ...report, freshness, recipients: recipients.values, refusals }, asked)
    if (format !== 'json' && tableBy !== null)
      return tableAnswer(statsTable(answer, tableBy), { format, separator: separatorOf[separator], zone })
    return { ...json(answer), etagSource: JSON.stringify(unmoved(answer)) }
  }
}

const untitled = () => null

/** The most sites whose titles one report looks up. */
const mostTitled = 20

interface TitleQuestion {
  readonly by: readonly AskedBy[]
  readonly facts: NetworkFacts
  /** Those of visits that the report has read. */
  readonly titles: TitleNotes
}

/**
 * Looks up the titles of pages where a report names pages of one site, or each with its site. What is found among the newest
 * visits of a site is newer than what the report has read.
 */
function titlesFor(parts: Parts) {
  const lookUp = pageTitles(parts)
  return async (site: string | null, { by, facts, titles }: TitleQuestion) => {
    const isOfOne = site !== null && by.includes('page')
    if (!isOfOne && !by.includes('sitePage')) return untitled
    const sites =
      site === null ? (await parts.store.sites()).slice(0, mostTitled).map((one) => one.site) : [site]
    const titleOf = await lookUp(sites, facts)
    return (page: string, of = site) => (of === null ? null : (titleOf(of, page) ?? titles.titleOf(of, page)))
  }
}

const nobody: RecipientCounts = { values: [], complete: true }

/** Refusals belong to no site, so a token for one site is told of none. */
const seesOthers = ({ site }: Grant): boolean => site === null

/** Leaves out the time of asking, so that a reader who asks again learns when nothing has changed. */
const unmoved = ({ freshness: { asOf: _, ...effort }, known, ...counts }: StatsAnswer) => ({
  ...counts,
  knownFrom: known?.from,
  effort,
})

/** Whole days of the zone. Without `from`, the last ones until `to`, or until the end of today. */
function periodOf(
  { from, to }: { from: string | undefined; to: string | undefined },
  zone: Zone,
  now: Date,
): Period {
  const today = zone.dayAt(now.getTime())
  const { end } = parsePeriod({ to: to ?? today }, zone)
  if (from !== undefined) return { ...parsePeriod({ from, to: to ?? today }, zone) }
  const last = Date.parse(end) - 1
  const first = dayOf(instantOf(Date.parse(`${zone.dayAt(last)}T00:00:00Z`) - (statsDays - 1) * dayLength))
  return { start: instantOf(zone.startOf(first)), end }
}

function checkLength({ start, end }: Period, most: number): void {
  if (Date.parse(end) - Date.parse(start) > most * dayLength + 2 * hourLength)
    // a clock may be put back in between
    throw new InvalidInput(`the period must have at most ${most} days`, 'from')
}

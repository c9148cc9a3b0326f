import type { HandlerFor, HandlersFor } from '../../api/handler'
import { organisationTable } from '../../api/organisation-table'
import { defaultDays, everyKind, kindsAnswerOf, marksIn, organisationOf } from '../../api/organisations'
import { separatorOf, tableAnswer } from '../../api/table-format'
import { eachAtOnce } from '../../domain/at-once'
import { defaultKinds, inOrder, type OrganisationActivity } from '../../domain/count/organisation-activity'
import { type Kind, kinds } from '../../domain/organisation/organisation'
import { parseHost } from '../../domain/report/visit-filter'
import { recentPeriod } from '../../domain/time/period'
import { zoneOf } from '../../domain/time/zone'
import { wordsIn } from '../../domain/word-list'
import { json } from '../../http/response'
import { newOrganisations } from '../../reports/new-organisations'
import { countOrganisations, type OrganisationParts } from '../../reports/organisations'

export const organisationsHandlers = (parts: OrganisationParts): HandlersFor<'GET /organisations'> => ({
  'GET /organisations': listOrganisations(parts),
})

/** Who came. */
const listOrganisations =
  ({ store, rollups, networks, pages, now }: OrganisationParts): HandlerFor<'GET /organisations'> =>
  async ({ query: { site, from, to, kind, mine, limit, format, separator, tz } }) => {
    const excel = { separator: separatorOf[separator], zone: zoneOf(tz) }
    const wanted = kindsOf(kind)
    const sites = site === undefined ? (await store.sites()).map((one) => one.site) : [parseHost(site)]
    const period = recentPeriod({ from, to }, now(), defaultDays)
    const facts = { networks, corrections: await store.corrections() }
    const [{ organisations, sites: came, history, kinds: ofKinds, ...extent }, firstSeen] = await Promise.all(
      [
        countOrganisations({ store, rollups, pages, now }, { sites, period, kinds: wanted, mine, ...facts }),
        eachAtOnce(sites, (one) => rollups.firstSeen(one)),
      ],
    )
    const ordered = inOrder(organisations)
    const listed = ordered.slice(0, limit)
    const keys = listed.map(({ key }) => key)
    const known = history.map((one, at) => ({ ...one, firstSeen: firstSeen[at] ?? new Map() }))
    const isNew = await newOrganisations(store, { sites: known, start: period.start, ...facts }, keys)
    const marks = marksIn(facts.corrections)
    const answered = listed.map((one, at) => ({
      ...organisationOf(one),
      ...marks(one.key),
      isNew: isNew[at] ?? null,
    }))
    if (format !== 'json') return tableAnswer(organisationTable(answered), { format, ...excel })
    return json({
      organisations: answered,
      others: othersOf(ordered.slice(limit)),
      sites: came,
      ...kindsAnswerOf(ofKinds),
      ...extent,
    })
  }

const othersOf = (others: readonly OrganisationActivity[]) => ({
  organisations: others.length,
  perhaps: others.filter(({ confidence }) => confidence === 'low').length,
  visits: others.reduce((sum, { visits }) => sum + visits, 0),
})

function kindsOf(list: string | undefined): readonly Kind[] {
  if (list === undefined) return defaultKinds
  return wordsIn(list, [everyKind]).length > 0 ? kinds : wordsIn(list, kinds)
}

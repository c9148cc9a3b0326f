import { getOrInsert } from '../domain/cache'
import type { DescribedVisit } from '../domain/describe/described-visit'
import { knownNetworks, type NetworkFacts } from '../domain/describe/known-network'
import { organisationMessage } from '../domain/message/made-message'
import type { OrganisationMessage } from '../domain/message/message'
import { type Day, dayLength, dayOf, type Instant, instantOf } from '../domain/time/day'
import { type KnownSite, newOrganisations } from '../reports/new-organisations'
import type { DecideParts } from './decide'

/**
 * Returns the message about a visit's organisation where that has not been there before.
 *
 * @param onKnown called where it came long before, so that it need not be asked for again
 */
export type NewcomerSearch = (
  visit: DescribedVisit,
  onKnown: () => void,
) => Promise<OrganisationMessage | null>

/** How many earlier visits of one organisation to look at, at most: they may all be bots'. */
const lookedAt = 200

/** Records of a stream are never older than a day, in milliseconds; who came before that is known to whichever comes next. */
const longBefore = 2 * dayLength

type Parts = Pick<DecideParts, 'store' | 'rollups' | 'now'>

/** It agrees with the first-seen dates of reports: these decide, and for what is not counted yet the index of organisations. */
export function newcomerSearch(parts: Parts, facts: NetworkFacts): NewcomerSearch {
  const known = knownNetworks(facts)
  const sites = new Map<string, Promise<KnownSite>>()

  async function isNew({ site, organisationKey }: DescribedVisit, start: Instant): Promise<boolean> {
    const history = await getOrInsert(sites, site, () => knownSite(parts, site))
    const search = { sites: [history], start, lookedAt, ...facts }
    const [answer] = await newOrganisations(parts.store, search, [String(organisationKey)])
    return answer !== false // nobody but bots came, or nobody can tell: it is told once, by the outbox
  }

  return async (visit, onKnown) => {
    const { networkId, time } = visit
    if (networkId !== null && known(networkId).muted) return null
    if (await isNew(visit, time)) return organisationMessage(visit, instantOf(parts.now().getTime()))
    if (!(await isNew(visit, instantOf(Date.parse(time) - longBefore)))) onKnown()
    return null
  }
}

/** When the networks of a site were first seen, and the days of which that may change. */
async function knownSite({ store, rollups, now }: Parts, site: string): Promise<KnownSite> {
  const range = { site, from: '0000-01-01', to: dayOf(instantOf(now().getTime())) }
  const [firstSeen, marks] = await Promise.all([rollups.firstSeen(site), rollups.recountMarks(range)])
  const recorded = marks.size === 0 ? [] : await store.daysOf(site, range.from, range.to)
  const reopened = recorded.map(({ day }): Day => day).filter((day) => marks.has(day))
  return { site, firstSeen, isCountedBefore: false, reopened: new Set(reopened) }
}

import type { HandlerFor, HandlersFor } from '../../api/handler'
import { archiveUntil } from '../../counting/archive-promise'
import { type ToldParts, withdrawSite } from '../../counting/withdraw-messages'
import { parseHost } from '../../domain/report/visit-filter'
import { dayLength, dayOf, instantOf } from '../../domain/time/day'
import { periodOfDay } from '../../domain/time/period'
import { utc } from '../../domain/time/zone'
import { isListed, type SiteList } from '../../domain/visit/site-list'
import { Problem } from '../../http/problem'
import { json } from '../../http/response'
import { countRefusals, type RefusalCountParts } from '../../reports/refusals'
import type { ArchiveStore } from '../../store/archive-store'
import type { QueryStore } from '../../store/visit-store'

export interface SitesParts extends ToldParts, RefusalCountParts {
  readonly store: Pick<QueryStore, 'sites' | 'removeSite'>
  /** The listed sites. */
  readonly sites: SiteList
  /** The file name of the beacon. */
  readonly script: string
  /** Whether reports of what was read are kept. */
  readonly engagement: boolean
  /** Null or left out where there is no archive. */
  readonly archiveMarks?: ArchiveStore | null
  readonly now: () => Date
}

export const sitesHandlers = (parts: SitesParts): HandlersFor<'GET /sites' | 'DELETE /sites/{site}'> => ({
  'GET /sites': listSites(parts),
  'DELETE /sites/{site}': removeSite(parts),
})

/** Listed sites and others that have visits, by name; and the script that records them. */
const listSites =
  (parts: SitesParts): HandlerFor<'GET /sites'> =>
  async () => {
    const { store, sites: listed, script, engagement } = parts
    const [recorded, refusedToday] = await Promise.all([store.sites(), countToday(parts)])
    const waiting = listed
      .filter((site) => !recorded.some((known) => known.site === site))
      .map((site) => ({ site, firstDay: null, lastDay: null }))
    const sites = [...recorded, ...waiting].toSorted((a, b) => (a.site < b.site ? -1 : 1))
    const maySend = (site: string) => listed.includes(site) || isListed(listed, site)
    return json({
      sites: sites.map((entry) => ({ ...entry, listed: maySend(entry.site) })),
      refusedToday,
      script,
      engagement,
    })
  }

/** The most refusals to read besides the counted hours: every view asks for this. */
const mostRead = 1000

/** How many beacons were turned away since midnight UTC. */
async function countToday(
  parts: SitesParts,
): Promise<{ readonly count: number; readonly complete: boolean }> {
  const period = periodOfDay(dayOf(instantOf(parts.now().getTime())))
  const { total, complete } = await countRefusals(parts, { period, zone: utc, by: [], most: mostRead })
  return { count: total, complete }
}

/** The most milliseconds that one request removes for; the API waits for 30 seconds. */
const removesFor = 20_000

/** Removes a site with everything kept of it; a large one takes several requests. */
const removeSite =
  ({
    store,
    sites: listed,
    archiveMarks = null,
    outbox,
    now,
  }: SitesParts): HandlerFor<'DELETE /sites/{site}'> =>
  async ({ params }) => {
    const site = parseHost(params.site ?? '')
    const deadline = now().getTime() + removesFor
    if (!(await store.sites()).some((known) => known.site === site))
      throw new Problem(404, `there is no site ${site} that has visits`)
    await archiveMarks?.noteRemoval(site) // first, because the function may be stopped at any moment
    await withdrawSite(outbox, site)
    const markedFrom = listed.includes(site) ? dayOf(instantOf(now().getTime() - dayLength)) : null
    const removal = await store.removeSite(site, () => now().getTime() < deadline, markedFrom)
    await withdrawSite(outbox, site) // again, because a visit may have been told meanwhile
    await archiveMarks?.noteRemoval(site) // again, because a run may have looked in between, when days were still marked
    return json({ site, ...removal, ...(archiveMarks && { archiveUntil: archiveUntil(now()) }) })
  }

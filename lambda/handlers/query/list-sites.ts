import { isListed, type SiteList } from '../../domain/visit/site-list'
import type { Handler } from '../../http/api'
import { queryOf } from '../../http/request'
import { json } from '../../http/response'
import type { QueryStore } from '../../store/visit-store'

export interface SitesParts {
  readonly store: Pick<QueryStore, 'sites'>
  /** The listed ones. */
  readonly sites: SiteList
  /** The file name of the beacon. */
  readonly script: string
}

/** `GET /sites`: the listed ones, and others that have visits, by name; and the script that records them. */
export const listSites =
  ({ store, sites: listed, script }: SitesParts): Handler =>
  async (request) => {
    queryOf(request, [])
    const recorded = await store.sites()
    const waiting = listed
      .filter((site) => !recorded.some((known) => known.site === site))
      .map((site) => ({ site, firstDay: null, lastDay: null }))
    const sites = [...recorded, ...waiting].toSorted((a, b) => (a.site < b.site ? -1 : 1))
    const maySend = (site: string) => listed.includes(site) || isListed(listed, site)
    return json({ sites: sites.map((entry) => ({ ...entry, listed: maySend(entry.site) })), script })
  }

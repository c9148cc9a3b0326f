import { parseHost } from '../../domain/report/visit-filter'
import type { Handler } from '../../http/api'
import { Problem } from '../../http/problem'
import { queryOf } from '../../http/request'
import { json } from '../../http/response'
import type { QueryStore } from '../../store/visit-store'

/** Milliseconds that one request removes for, at most; the API waits for 30 seconds. */
const removesFor = 20_000

export interface RemoveSiteParts {
  readonly store: Pick<QueryStore, 'sites' | 'removeSite'>
  readonly now: () => Date
}

/** `DELETE /sites/{site}`: removes a site with all that is kept of it; a large one takes several requests. */
export const removeSite =
  ({ store, now }: RemoveSiteParts): Handler =>
  async (request) => {
    queryOf(request, [])
    const site = parseHost(request.params.site ?? '')
    const deadline = now().getTime() + removesFor
    if (!(await store.sites()).some((known) => known.site === site))
      throw new Problem(404, `there is no site ${site} that has visits`)
    return json({ site, ...(await store.removeSite(site, () => now().getTime() < deadline)) })
  }

import type { Grant } from '../../../lambda/domain/token/grant'
import { dayOf } from '../state/day'
import { view } from '../state/navigation'
import { rangeOf } from '../state/period'
import type { View } from '../state/view'
import { pageZone } from '../state/zone'
import type { Client } from './client'
import {
  healthPath,
  messagesPath,
  onlyOrganisations,
  organisationPath,
  overviewPaths,
  type Path,
  recipientsPath,
  refusalsPath,
  sitesPath,
  statusPath,
  tokensPath,
  totalsPath,
  visitsPath,
} from './request-list'

/** The paths that a view asks for when it is first drawn. */
function pathsOf(view: View, grant: Grant | null): readonly (Path | null)[] {
  const moment = { now: new Date(), zone: pageZone.zone.name }
  if (grant?.scope === 'stats') return [totalsPath(view, grant, rangeOf(view.period, dayOf(moment.now)))]
  if (view.name === 'overview') {
    const { fewer: _, ...first } = overviewPaths(view, moment)
    return Object.values(first)
  }
  const own: Readonly<Record<Exclude<View['name'], 'overview'>, () => readonly Path[]>> = {
    visits: () =>
      [onlyOrganisations(view), view].flatMap((one) => (one === null ? [] : [visitsPath(one, moment)])),
    organisation: () => [organisationPath(view, moment), visitsPath(view, moment, { limit: 100 })],
    recipients: () => [recipientsPath(view.site)],
    messages: () => [messagesPath()],
    refusals: () => [refusalsPath(view, moment)],
    health: () => [healthPath, statusPath],
    shares: () => [tokensPath],
  }
  return [sitesPath, ...own[view.name]()]
}

/** Asks for everything the first view needs, before it is drawn. The view then shares these requests. */
export function prefetch(client: Client, grant: Grant | null = null): void {
  for (const path of pathsOf(view.get(), grant)) if (path !== null) client.get(path).catch(() => {})
}

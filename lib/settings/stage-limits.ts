import { openRoutes, routes } from '../../lambda/api/routes'
import type { Limit, StageLimits } from '../../lambda/contract'
import type { Settings } from './settings'

const each = (keys: readonly string[], limit: Limit) => Object.fromEntries(keys.map((key) => [key, limit]))

/** The limits of the API's stage. Its own is that of querying. */
export const stageLimitsOf = ({ record, query, open }: Settings['throttle']): StageLimits => ({
  others: query,
  routes: { ...each(routes.record, record), ...each(openRoutes, open) },
})

import type { FuseOrder, FuseSettings } from '../contract'
import { allCountedThisMonth } from '../counting/counted-visits'
import { monthOf } from '../domain/fuse/fuse'
import type { FuseStore } from '../store/fuse-store'
import type { RollupReader } from '../store/rollup-store'
import type { QueryStore } from '../store/visit-store'
import { requestCount } from './aws/request-count'
import { stageLimits } from './aws/stage-limits'
import { topic } from './aws/topic'
import { type FuseAnswer, type FuseParts, obey } from './fuse'

export interface FuseTable {
  readonly store: Pick<QueryStore, 'sites'>
  readonly rollups: RollupReader
  readonly fuses: FuseStore
  readonly now: () => Date
}

type OpenSettings = FuseSettings & Pick<FuseParts, 'budget' | 'engagement'>

/** The fuse of a deployed service. */
export function openFuse(
  table: FuseTable,
  { budget, engagement, ...settings }: OpenSettings,
): (order: FuseOrder) => Promise<FuseAnswer> {
  const { apiId, limits, functions, stackName, topic: arn } = settings
  const requests = requestCount(functions)
  const usage = async () => {
    const now = table.now()
    const [visits, answered] = await Promise.all([
      allCountedThisMonth(table),
      requests(new Date(`${monthOf(now)}-01`), now),
    ])
    return { visits, requests: answered }
  }
  const send = arn === undefined ? async () => {} : topic(arn)
  const parts = {
    ...table,
    usage,
    setLimits: stageLimits(apiId),
    limits,
    send,
    budget,
    stackName,
    engagement,
  }
  return (order) => obey(parts, order)
}

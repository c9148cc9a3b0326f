import { hostOfVisit, type Visit } from '../visit/visit'
import { type Attribution, attributor } from './attribution'
import { type Device, deviceOf } from './device'
import type { NetworkFacts } from './known-network'
import { referrerGroupOf } from './referrer-group'

/**
 * A visit with everything that can be derived from it. It is derived whenever a visit is read, so the owner's corrections
 * and better labels apply to old visits too.
 */
export interface DescribedVisit extends Visit, Attribution, Device {
  readonly referrerGroup: ReturnType<typeof referrerGroupOf>
}

export function describer(facts: NetworkFacts): (visit: Visit) => DescribedVisit {
  const attribute = attributor(facts)
  return (visit) => ({
    ...visit,
    ...attribute(visit),
    ...deviceOf(visit.userAgent),
    referrerGroup: referrerGroupOf(visit.referrer, hostOfVisit(visit)),
  })
}

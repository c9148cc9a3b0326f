import { attributor } from '../domain/describe/attribution'
import { deviceOf } from '../domain/describe/device'
import type { Directory } from '../domain/describe/known-network'
import { referrerGroupOf } from '../domain/describe/referrer-group'
import { hostOfVisit, type Visit } from '../domain/visit/visit'
import type { ArchivedVisit } from './visit-columns'

/** Returns a function that derives what the archive says of a visit, without the owner's corrections. */
export function archivedVisits(networks: Directory): (visit: Visit) => ArchivedVisit {
  const attribute = attributor({ networks, corrections: [] })
  return (visit) => ({
    visit,
    who: attribute(visit),
    device: deviceOf(visit.userAgent),
    referrerGroup: referrerGroupOf(visit.referrer, hostOfVisit(visit)),
  })
}

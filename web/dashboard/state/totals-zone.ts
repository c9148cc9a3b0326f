import { isZone, type Zone, zoneOf } from '../../../lambda/domain/time/zone'
import { storeOf } from './store'

/** The time zone of a totals token, once an answer has named it; null is the page's own. */
export const totalsZone = storeOf<Zone | null>(null)

/** Sets the zone, unless this browser does not know it. */
export function noteZone(name: string): void {
  if (totalsZone.get()?.name !== name) totalsZone.set(isZone(name) ? zoneOf(name) : null)
}

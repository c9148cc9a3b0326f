import { storeOf } from './store'

/** The time zone of a totals token, once an answer has named it; null is the reader's own. */
export const totalsZone = storeOf<string | null>(null)

/** Sets the zone, unless this browser does not know it. */
export function noteZone(name: string): void {
  totalsZone.set(isKnown(name) ? name : null)
}

function isKnown(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }) !== null
  } catch {
    return false
  }
}

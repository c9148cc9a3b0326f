import { storeOf } from './store'

/** The zone by whose clock a token sees that may only see totals, once an answer has told it; null is the reader's own. */
export const totalsZone = storeOf<string | null>(null)

/** Notes the zone of an answer; one that this browser does not know is as none. */
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

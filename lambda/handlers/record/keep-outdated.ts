import { outdatedBeacon } from '../../domain/refusal/refusal-record'
import { logError } from '../../http/log'
import type { Beacons } from './get-beacon'
import { keepInTime, type RefusalParts } from './keep-refusal'

/** The most hosts and beacons that a running function remembers. A page may send whatever it likes. */
const remembered = 100

type OutdatedParts = Omit<RefusalParts, 'sites'>

/** Keeps that a page has, or asks for, a beacon that is no longer kept. A failure is logged and does not change the answer. */
export async function keepOutdated(
  { refusals, now }: OutdatedParts,
  { route, host, asked }: { readonly route: string; readonly host: string; readonly asked: string | null },
): Promise<void> {
  const refusal = outdatedBeacon({ now: now(), route, host, asked })
  await keepInTime(refusals.add(refusal)).catch((failure) => logError(failure, route))
}

/** Tells of one beacon that was pasted into a page, by its hash; null for any other. */
export type TellPasted = (beacon: string | null, from: { route: string; host: string }) => Promise<void>

/**
 * Tells the owner of pages that contain a beacon from more than five releases ago. Each visit from there would cost another
 * write, so a running function tells once of each host and beacon, and of no more than it can remember.
 */
export function pastedBeacons(
  parts: OutdatedParts & { readonly beacons: Pick<Beacons, 'current' | 'earlier'> },
): TellPasted {
  const { current, earlier } = parts.beacons
  const seen = new Set<string>()
  return async (beacon, { route, host }) => {
    if (beacon === null || beacon === current.hash) return
    const key = `${host} ${beacon}`
    if (seen.has(key) || seen.size >= remembered) return
    seen.add(key)
    if (earlier(beacon) === null) await keepOutdated(parts, { route, host, asked: null })
  }
}

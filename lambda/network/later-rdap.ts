import { onDemand } from '../domain/cache'
import type { Registrants } from './rdap'

/** Loads what asks the registries on the first look-up: few owners want it, and it would add to each cold start. */
export function laterRdap(now: () => Date): Registrants {
  const loaded = onDemand(() => import('./rdap').then(({ rdap }) => rdap({ now })))
  return async (address) => (await loaded())(address)
}

import { onDemand } from '../domain/cache'
import type { ReverseDns } from './reverse-dns'

/** Loads reverse DNS on the first look-up, because its list of public suffixes would add 10 ms to a cold start. */
export function laterReverseDns(now: () => Date): ReverseDns {
  const loaded = onDemand(() => import('./reverse-dns').then(({ reverseDns }) => reverseDns({ now })))
  return async (address) => (await loaded())(address)
}

import type { ReverseDns } from './reverse-dns'

/** Reverse DNS that is loaded by the first visit that asks it: the list of public suffixes costs 10 ms of a cold start. */
export function laterReverseDns(now: () => Date): ReverseDns {
  let loaded: Promise<ReverseDns> | null = null
  return async (address) => {
    loaded ??= import('./reverse-dns').then(({ reverseDns }) => reverseDns({ now }))
    return (await loaded)(address)
  }
}

import type { ReverseDns } from './reverse-dns'

/** Loads reverse DNS on the first look-up, because its list of public suffixes would add 10 ms to a cold start. */
export function laterReverseDns(now: () => Date): ReverseDns {
  let loaded: Promise<ReverseDns> | null = null
  return async (address) => {
    loaded ??= import('./reverse-dns').then(({ reverseDns }) => reverseDns({ now }))
    return (await loaded)(address)
  }
}

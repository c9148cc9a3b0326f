import type { Registrants } from './rdap'

/** Loads what asks the registries on the first look-up: few owners want it, and it would add to each cold start. */
export function laterRdap(now: () => Date): Registrants {
  let loaded: Promise<Registrants> | null = null
  return async (address) => {
    loaded ??= import('./rdap').then(({ rdap }) => rdap({ now }))
    return (await loaded)(address)
  }
}

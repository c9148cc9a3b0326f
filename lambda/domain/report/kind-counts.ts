import { getOrInsert } from '../cache'
import type { KnownNetwork } from '../describe/known-network'
import type { NetworkId } from '../organisation/network-id'
import type { Kind } from '../organisation/organisation'

/** The most gateways that are named. */
export const gatewaysNamed = 10

/** A gateway, and the visits that came through it. */
export interface Gateway {
  readonly key: string
  readonly name: string
  readonly visits: number
}

/** Visits by the kind of their network, whatever kinds are listed. */
export interface KindCounts {
  /** The most visits first. */
  readonly values: readonly { readonly kind: Kind; readonly visits: number }[]
  /** Whether no day had more networks than its rollup names. */
  readonly complete: boolean
  /** The most visits first. */
  readonly gateways: readonly Gateway[]
}

/** Counts visits by kind. What it needs is read for the list of organisations anyway. */
export function kindCounter(known: (id: NetworkId) => KnownNetwork) {
  const kinds = new Map<Kind, number>()
  const gateways = new Map<string, { key: string; name: string; visits: number }>()
  let complete = true
  return {
    add(id: NetworkId, visits: number): void {
      const { kind, key, name, mine } = known(id)
      if (mine) return
      kinds.set(kind, (kinds.get(kind) ?? 0) + visits)
      if (kind === 'gateway') getOrInsert(gateways, key, () => ({ key, name, visits: 0 })).visits += visits
    },
    /** Some networks of a day are not named. */
    noteUnnamed(): void {
      complete = false
    },
    counts: (): KindCounts => ({
      values: [...kinds].map(([kind, visits]) => ({ kind, visits })).toSorted(byVisits(({ kind }) => kind)),
      complete,
      gateways: [...gateways.values()].toSorted(byVisits(({ key }) => key)).slice(0, gatewaysNamed),
    }),
  }
}

/** The most visits first, and of equally many in the order of their names. */
const byVisits =
  <T extends { readonly visits: number }>(nameOf: (one: T) => string) =>
  (a: T, b: T): number =>
    b.visits - a.visits || (nameOf(a) < nameOf(b) ? -1 : 1)

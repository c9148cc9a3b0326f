import { attributor } from '../domain/attribution'
import type { Instant } from '../domain/day'
import { knownNetworks, type NetworkFacts, type NetworkOf } from '../domain/known-network'
import { type OrganisationPresence, type Tally, tally } from '../domain/organisation-report'
import type { Period } from '../domain/period'
import type { QueryStore } from '../store/visit-store'
import { manyAtOnce, visitsIn } from './visit-search'

/** Visits that one request counts, at most. */
export const countReach = 100_000

/** Milliseconds that one request counts for, at most; the API waits for 30 seconds. */
export const countPatience = 20_000

export interface OrganisationParts {
  readonly store: QueryStore
  readonly networkOf: NetworkOf
  readonly now: () => Date
}

export interface Counted {
  readonly organisations: readonly OrganisationPresence[]
  /** From when on visits were counted. */
  readonly from: Instant
  /** Whether that is the whole period. */
  readonly complete: boolean
}

export interface Asked extends NetworkFacts {
  readonly site: string | null
  readonly period: Period
  /** One network, the owner's own too; null for all but those. */
  readonly asn: number | null
}

/** Counts the visits of organisations in a period, newest first, until it ends or there were too many. Bots do not count. */
export async function countOrganisations(
  { store, now }: Pick<OrganisationParts, 'store' | 'now'>,
  { site, period, asn, ...facts }: Asked,
): Promise<Counted> {
  const [attribute, known] = [attributor(facts), knownNetworks(facts)]
  const deadline = now().getTime() + countPatience
  const tallies = new Map<number, Tally>()
  const range = { site, period, organisation: asn, before: null, atOnce: manyAtOnce }
  let from = period.start
  let seen = 0
  let complete = true
  for await (const visit of await visitsIn({ store, ...facts }, range)) {
    if (seen === countReach || (seen % manyAtOnce === 0 && now().getTime() > deadline)) {
      complete = false
      break
    }
    seen += 1
    from = visit.time
    if (visit.asn === null || (asn !== null && visit.asn !== asn)) continue
    const { bot, mine } = attribute(visit)
    if (bot !== null || (mine && asn === null)) continue
    const counting = tallies.get(visit.asn) ?? tally()
    tallies.set(visit.asn, counting)
    counting.add(visit)
  }
  return {
    organisations: [...tallies].map(([number, counted]) => ({ ...known(number), ...counted.presence() })),
    from: complete ? period.start : from,
    complete,
  }
}

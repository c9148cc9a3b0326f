import { random } from '../support/random'
import { fair, type Weather } from './table/calls'
import { addresses, pages, sites } from './world/cast'

const [second, minute, hour] = [1000, 60_000, 3_600_000]

/** What somebody does at a moment. */
export type Act =
  | {
      readonly does: 'read'
      readonly reader: number
      readonly site: number
      readonly page: number
      readonly stayMs: number
      /** Requests that get lost on their way there, and answers on their way back, of a hundred. */
      readonly lossy: number
      /** Milliseconds after which each of its messages arrives once more; null for those that arrive as they are sent. */
      readonly againMs: number | null
    }
  | {
      readonly does: 'import'
      readonly site: number
      readonly reader: number
      readonly daysAgo: number
      readonly visits: number
    }
  | { readonly does: 'erase one'; readonly pick: number; readonly killedAfterMs: number | null }
  | {
      readonly does: 'erase page'
      readonly site: number
      readonly page: number
      readonly killedAfterMs: number | null
    }
  | { readonly does: 'remove site'; readonly site: number }
  | {
      readonly does: 'mark'
      readonly pick: number
      readonly mine: boolean
      readonly killedAfterMs: number | null
    }
  | {
      readonly does: 'correct'
      readonly reader: number
      readonly kind: string | null
      readonly mine: boolean | null
    }
  | { readonly does: 'walk'; readonly limit: number; readonly pauseMs: number; readonly sittings: boolean }
  | { readonly does: 'look' }
  | { readonly does: 'count'; readonly killedAfterMs: number | null }
  | {
      readonly does: 'deploy'
      readonly retentionDays: number | null
      readonly shards: number | null
      /** Whether it was by other versions that all items were put. */
      readonly overOthers: boolean
    }
  | { readonly does: 'restore' }
  | { readonly does: 'write archive' }
  | { readonly does: 'storm'; readonly weather: Weather; readonly forMs: number }
  | { readonly does: 'set clock'; readonly ms: number }
  | {
      readonly does: 'absence'
      readonly forMs: number
      /** Of a hundred times at which something is due by itself, those at which it happens. */
      readonly runs: number
    }

export type Doing = Act & {
  /** Milliseconds after the beginning. */
  readonly at: number
}

/** All that happens from outside; chance has the rest from `seed`. */
export interface Plan {
  readonly seed: number
  readonly start: string
  readonly retentionDays: number
  readonly shards: number
  readonly archive: boolean
  /** Visits of a day from which on its shards are counted by functions of their own; null where one counts all. */
  readonly spreadFrom: number | null
  /** Whether each function has a clock of its own. */
  readonly drifts: boolean
  /** Milliseconds until everything is left to settle. */
  readonly length: number
  readonly doings: readonly Doing[]
}

/** How often each is done, beside a page that is read 60 times; what is left out is done by no plan alone. */
const weights: readonly (readonly [Exclude<Act['does'], 'absence' | 'write archive'>, number])[] = [
  ['read', 60],
  ['import', 4],
  ['erase one', 8],
  ['erase page', 2],
  ['remove site', 0.5],
  ['mark', 5],
  ['correct', 2],
  ['walk', 6],
  ['look', 8],
  ['count', 6],
  ['deploy', 3],
  ['restore', 0.5],
  ['storm', 3],
  ['set clock', 0.5],
]

/** The plan of a seed: a part of a day or some days, in any month, with a few dozen doings; in some lives nobody comes for months. */
export function planOf(seed: number): Plan {
  const chance = random(seed * 2 + 3)
  const day = dayPlan(seed)
  const spread = {
    shards: Math.max(day.shards, 2 + Math.floor(chance() * 3)),
    spreadFrom: 1 + Math.floor(chance() * 4),
  }
  const plan = { ...day, spreadFrom: null, ...(chance() < 0.25 && spread), drifts: chance() < 0.3 }
  return chance() < 0.04 ? withAbsence(plan, chance) : plan
}

/** Some time in it nobody comes for days or months, and what would happen by itself seldom does. */
function withAbsence(plan: Plan, chance: () => number): Plan {
  const at = Math.floor(chance() * plan.length)
  const forMs = Math.floor((1 + chance() ** 2 * 100) * 24 * hour)
  const absence: Doing = { does: 'absence', at, forMs, runs: chance() < 0.5 ? 0 : 3 }
  const [before, after] = [
    plan.doings.filter((one) => one.at <= at),
    plan.doings.filter((one) => one.at > at),
  ]
  const late = after.map((one) => ({ ...one, at: one.at + forMs }))
  return { ...plan, length: plan.length + forMs, doings: [...before, absence, ...late] }
}

function dayPlan(seed: number): Omit<Plan, 'spreadFrom' | 'drifts'> {
  const chance = random(seed * 2 + 1)
  const below = (most: number) => Math.floor(chance() * most)
  const length = chance() < 0.9 ? (1 + below(9)) * hour : (1 + below(3)) * 24 * hour
  const startHour = chance() < 0.5 ? below(24) : 19 + below(5) // many a day ends while much goes on
  const start = Date.UTC(2026, below(12), 1 + below(28), startHour, below(60))
  const many = 4 + below(18)
  const crowded = below(length) // some of it happens at once
  const moment = () => (chance() < 0.4 ? Math.min(length, crowded + below(20 * second)) : below(length))
  const doings = Array.from({ length: many }, (): Doing => ({ at: moment(), ...actOf(chance, below) }))
  return {
    seed,
    start: new Date(start).toISOString(),
    retentionDays: chance() < 0.5 ? 30 : 1 + below(3),
    shards: chance() < 0.6 ? 1 : 2,
    archive: chance() < 0.3,
    length,
    doings: doings.toSorted((a, b) => a.at - b.at),
  }
}

function actOf(chance: () => number, below: (most: number) => number): Act {
  const does = weighted(chance())
  const place = { site: below(sites.length), page: below(pages.length) }
  const reader = below(addresses.length)
  const killed = () => (chance() < 0.8 ? null : below(100))
  switch (does) {
    case 'read':
      return {
        does,
        ...place,
        reader,
        stayMs: 200 + below(90) * second,
        lossy: chance() < 0.7 ? 0 : below(40),
        againMs: chance() < 0.75 ? null : below(12 * minute),
      }
    case 'import':
      return { does, site: place.site, reader, daysAgo: 1 + below(5), visits: 1 + below(6) }
    case 'erase one':
      return { does, pick: below(20), killedAfterMs: killed() }
    case 'erase page':
      return { does, ...place, killedAfterMs: killed() }
    case 'remove site':
      return { does, site: place.site }
    case 'mark':
      return { does, pick: below(20), mine: chance() < 0.7, killedAfterMs: killed() }
    case 'correct':
      return {
        does,
        reader,
        kind: ['business', 'isp', null][below(3)] ?? null,
        mine: [true, false, null][below(3)] ?? null,
      }
    case 'walk':
      return { does, limit: 1 + below(6), pauseMs: below(5 * minute), sittings: chance() < 0.3 }
    case 'count':
      return { does, killedAfterMs: chance() < 0.5 ? null : below(500) }
    case 'deploy':
      return {
        does,
        retentionDays: chance() < 0.5 ? 1 + below(chance() < 0.5 ? 2 : 30) : null,
        shards: chance() < 0.5 ? 1 + below(3) : null,
        overOthers: chance() < 0.3,
      }
    case 'storm':
      return {
        does,
        forMs: minute + below(2 * hour),
        weather: { ...fair, throttled: chance() * 0.4, lost: chance() * 0.3, slowest: 20 + below(2000) },
      }
    case 'set clock':
      return { does, ms: below(4 * minute) - 2 * minute }
    default:
      return { does } as Act
  }
}

function weighted(at: number): (typeof weights)[number][0] {
  let left = at * weights.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [does, weight] of weights) {
    left -= weight
    if (left < 0) return does
  }
  return 'read'
}

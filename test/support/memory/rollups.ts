import type { Breakdown } from '../../../lambda/domain/count/breakdown'
import type { ByClass } from '../../../lambda/domain/describe/visit-class'
import type { NetworkId } from '../../../lambda/domain/organisation/network-id'
import type { RefusalClock } from '../../../lambda/domain/refusal/refusal-counts'
import type { DayFailure } from '../../../lambda/domain/rollup/day-failure'
import type { DayOrganisations } from '../../../lambda/domain/rollup/day-organisations'
import type { BegunErasure } from '../../../lambda/domain/rollup/lowered-rollup'
import type { DayRollup, HourRollup } from '../../../lambda/domain/rollup/rollup'
import type { RollupStore, Spans } from '../../../lambda/store/rollup-store'

export interface MemoryRollups extends RollupStore {
  readonly days: Map<string, DayRollup>
  readonly hours: Map<string, HourRollup>
  readonly again: Map<string, string>
  readonly failing: Map<string, DayFailure>
  /** Days that were reported on late. */
  readonly late: Set<string>
  /** By AS number, of each site. */
  readonly first: Map<string, Map<NetworkId, string>>
}

/** The rollups' port over maps, for tests of what stands in front of it. Keys are `site day`. */
export function memoryRollups(now: () => Date = () => new Date()): MemoryRollups {
  const days = new Map<string, DayRollup>()
  const hours = new Map<string, HourRollup>()
  const again = new Map<string, string>()
  const failing = new Map<string, DayFailure>()
  const late = new Set<string>()
  const refusals = new Map<string, RefusalClock>()
  const first = new Map<string, Map<NetworkId, string>>()
  function between<T, U>(map: Map<string, T>, { site, from, to }: Omit<Spans, 'grain'>, of: (one: T) => U) {
    const found = [...map]
      .map(([key, one]) => [key.split(' ') as [string, string], one] as const)
      .filter(([[its, span]]) => its === site && span >= from && span <= to)
      .map(([[, span], one]) => [span, of(one)] as const)
    return new Map(found.toSorted(([a], [b]) => (a < b ? -1 : 1)))
  }
  const begun = new Map<string, BegunErasure>()
  const loweredBy = new Map<string, string>()
  function lowered<T>(map: Map<string, T>, key: string, erasure: string, change: (rollup: T) => T): T | null {
    const before = map.get(key)
    if (before === undefined || loweredBy.get(key) === erasure) return before ?? null
    loweredBy.set(key, erasure)
    const after = change(before)
    map.set(key, after)
    return after
  }
  const rollups = ({ grain }: Spans): Map<string, HourRollup> => (grain === 'day' ? days : hours)
  return {
    days,
    hours,
    again,
    failing,
    late,
    first,
    firstSeen: async (site) => new Map(first.get(site)),
    async putFirstSeen(site, seen) {
      const known = first.get(site) ?? new Map<NetworkId, string>()
      first.set(site, known)
      for (const [id, time] of seen)
        if (time === null) known.delete(id)
        else known.set(id, time)
    },
    async putHour(site, hour, rollup) {
      hours.set(`${site} ${hour}`, rollup)
    },
    async dropHour(site, hour) {
      hours.delete(`${site} ${hour}`)
    },
    async putDay(site, day, rollup) {
      days.set(`${site} ${day}`, rollup)
    },
    totals: async (spans) => between(rollups(spans), spans, ({ totals }) => totals),
    firstDay: async (site) =>
      [...days.keys()]
        .map((key) => key.split(' ') as [string, string])
        .filter(([its]) => its === site)
        .map(([, day]) => day)
        .toSorted()[0] ?? null,
    breakdowns: async (dimension, spans) => {
      if (dimension !== 'section' && dimension !== 'link')
        return between(rollups(spans), spans, ({ by }) => by[dimension])
      return between<DayRollup, ByClass<Breakdown>>(
        spans.grain === 'day' ? days : new Map(),
        spans,
        ({ engagement }) => engagement.by[dimension],
      )
    },
    engagement: async (spans) => between(days, spans, ({ engagement }) => engagement.sums),
    timesInFront: async (spans) => between(days, spans, ({ engagement }) => engagement.times),
    clocks: async (spans) => between(days, spans, ({ clocks }) => clocks),
    dayOrganisations: async (spans) =>
      between<DayRollup, DayOrganisations>(days, spans, ({ attendance }) => attendance),
    refusalClocks: async ({ from, to }) =>
      new Map(
        [...refusals].filter(([day]) => day >= from && day <= to).toSorted(([a], [b]) => (a < b ? -1 : 1)),
      ),
    async putRefusals(day, clock) {
      refusals.set(day, clock)
    },
    async markForRecount(site, day) {
      again.set(`${site} ${day}`, now().toISOString())
    },
    recountMarks: async (spans) => between(again, spans, (said) => said),
    lateDays: async (spans) =>
      new Set(between(new Map([...late].map((key) => [key, key])), spans, (one) => one).keys()),
    async clearLateMark(site, day) {
      late.delete(`${site} ${day}`)
    },
    failures: async (spans) => between(failing, spans, (failure) => failure),
    async putFailure(site, day, failure) {
      if (failure === null) failing.delete(`${site} ${day}`)
      else failing.set(`${site} ${day}`, failure)
    },
    lowerDay: async (site, day, erasure, change) => lowered(days, `${site} ${day}`, erasure, change),
    lowerHour: async (site, hour, erasure, change) => lowered(hours, `${site} ${hour}`, erasure, change),
    erasures: async (spans) => between(begun, spans, (erasure) => erasure),
    async beginErasure(site, day, erasure, after) {
      if (begun.get(`${site} ${day}`)?.at !== after?.at) return false
      begun.set(`${site} ${day}`, erasure)
      return true
    },
    async endErasure(site, day, { at }) {
      if (begun.get(`${site} ${day}`)?.at === at) begun.delete(`${site} ${day}`)
    },
    async clearRecountMark(site, day, said) {
      if (again.get(`${site} ${day}`) === said) again.delete(`${site} ${day}`)
    },
  }
}

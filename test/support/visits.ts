import type { Position } from '../../lambda/domain/listing'
import { positionOf } from '../../lambda/domain/listing'
import type { Visit } from '../../lambda/domain/visit'
import { makeVisitId } from '../../lambda/domain/visit-id'
import type { QueryStore, RecordStore } from '../../lambda/store/visit-store'

/** A visit of which nothing is known but when, where and what, made from a moment such as `2026-11-22T15:45:50.123Z`. */
export function visitAt(time: string, fields: Partial<Visit> = {}): Visit {
  return {
    id: makeVisitId(Date.parse(time), new Uint8Array(10)),
    time: new Date(time).toISOString(),
    site: 'you.github.io',
    page: '/',
    title: null,
    referrer: null,
    referrerPath: null,
    utmSource: null,
    utmMedium: null,
    utmCampaign: null,
    utmTerm: null,
    utmContent: null,
    country: null,
    language: null,
    timeZone: null,
    screen: null,
    viewport: null,
    userAgent: null,
    ip: null,
    visitor: null,
    ...fields,
  }
}

export interface MemoryStore extends RecordStore, QueryStore {
  /** Everything in it, oldest first. */
  readonly visits: Visit[]
}

/** The store's ports over an array, for tests of what stands in front of them. */
export function memoryStore(...visits: Visit[]): MemoryStore {
  const placed = (site: string, id: string) => visits.findIndex((one) => one.site === site && one.id === id)
  const isBefore = (visit: Visit, before: Position | null) => before === null || positionOf(visit) < before
  return {
    visits,
    async add(visit) {
      const isNew = placed(visit.site, visit.id) < 0
      if (isNew) visits.push(visit)
      return isNew
    },
    async *visitsOf({ site, period, before }) {
      const wanted = visits.filter(
        (one) => one.site === site && one.time >= period.start && one.time < period.end,
      )
      yield* wanted
        .filter((one) => isBefore(one, before))
        .toSorted((a, b) => (positionOf(a) > positionOf(b) ? -1 : 1))
    },
    async visit(site, id) {
      return visits[placed(site, id)] ?? null
    },
    async erase(site, id) {
      const at = placed(site, id)
      return at >= 0 && visits.splice(at, 1).length === 1
    },
    async sites() {
      const names = [...new Set(visits.map(({ site }) => site))].toSorted()
      return names.map((site) => {
        const days = visits
          .filter((one) => one.site === site)
          .map(({ time }) => time.slice(0, 10))
          .toSorted()
        return { site, firstDay: days[0] ?? null, lastDay: days.at(-1) ?? null }
      })
    },
  }
}

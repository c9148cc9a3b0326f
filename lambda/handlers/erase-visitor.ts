import { InvalidInput } from '../domain/invalid-input'
import { parseVisitFilter } from '../domain/visit-filter'
import { json } from '../http/answer'
import type { Handler } from '../http/api'
import { cursorOf, parseCursor } from '../http/cursor'
import { queryOf } from '../http/request'
import type { RollupReader } from '../store/rollup-store'
import type { QueryStore } from '../store/visit-store'
import { reopen } from './reopening'
import { type SearchParts, search } from './visit-search'

/** The query string of an erasure: whose visits, and where to look for them. */
export const erasureParameters = ['visitor', 'site', 'from', 'to', 'cursor'] as const

/** Visits that one request erases, at most. */
const limit = 500

/** `DELETE /visits?visitor=`: erases the visits of one visitor. Where there is more to look at, a cursor says so. */
export const eraseVisitor =
  ({
    store,
    rollups,
    networkOf,
    pages,
  }: SearchParts & { store: Pick<QueryStore, 'erase'>; rollups: Pick<RollupReader, 'reopen'> }): Handler =>
  async (request) => {
    const { cursor, ...query } = queryOf(request, erasureParameters)
    const filter = parseVisitFilter({ ...query, bot: 'include', mine: 'include' })
    if (filter.visitor === null)
      throw new InvalidInput('visitor is required: whose visits to erase', 'visitor')
    const before = cursor === undefined ? null : parseCursor(cursor, filter)
    const { visits, next } = await search({ store, networkOf, pages }, { filter, before, limit })
    await reopen(rollups, visits)
    const erased = await Promise.all(visits.map(({ site, id }) => store.erase(site, id)))
    return json({
      erased: erased.filter(Boolean).length,
      cursor: next === null ? null : cursorOf(next, filter),
    })
  }

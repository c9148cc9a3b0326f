import { type ErasureParts, eraseAll } from '../../counting/erasure'
import { InvalidInput } from '../../domain/errors'
import { parseVisitFilter, type VisitFilter } from '../../domain/report/visit-filter'
import type { Handler } from '../../http/api'
import { cursorOf, parseCursor } from '../../http/cursor'
import { queryOf } from '../../http/request'
import { json } from '../../http/response'
import { type SearchParts, search } from '../../reports/visit-search'

/** The query string of an erasure: whose visits, and where to look for them. */
export const erasureParameters = [
  'visitor',
  'site',
  'page',
  'organisation',
  'network',
  'from',
  'to',
  'cursor',
] as const

/** Visits that one request erases, at most. */
const limit = 500

/** `DELETE /visits?visitor=`: erases the visits of one visitor, site, page or network. Where there is more to look at, a cursor says so. */
export const eraseVisits =
  (parts: SearchParts & ErasureParts): Handler =>
  async (request) => {
    const { cursor, ...query } = queryOf(request, erasureParameters)
    const filter = parseVisitFilter({ ...query, bot: 'include', mine: 'include' })
    requireChoice(filter)
    const before = cursor === undefined ? null : parseCursor(cursor, filter)
    const { visits, next } = await search(parts, { filter, before, limit })
    return json({
      erased: await eraseAll(parts, visits),
      cursor: next === null ? null : cursorOf(next, filter),
    })
  }

/** A period alone is no choice: whoever left the rest out did not mean everything. */
function requireChoice({ visitor, site, page, organisation, network }: VisitFilter): void {
  if ([visitor, site, page, organisation, network].every((one) => one === null))
    throw new InvalidInput(
      'visitor, site, page, organisation or network is required: which visits to erase',
      'visitor',
    )
}

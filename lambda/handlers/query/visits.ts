import type { HandlerFor, HandlersFor, RequestFor } from '../../api/handler'
import { type ExcelOptions, separatorOf } from '../../api/table-format'
import { csvOf, excelOf, formatFor, ndjsonOf } from '../../api/visit-format'
import { type VisitFormat, visitAnswerOf, visitFormats } from '../../api/visits'
import { archiveUntil } from '../../counting/archive-promise'
import type { ErasureParts } from '../../counting/erasure'
import { eraseTold } from '../../counting/told-erasure'
import type { ToldParts } from '../../counting/withdraw-messages'
import { InvalidInput } from '../../domain/errors'
import type { NamedVisit } from '../../domain/recipient/named-visit'
import { type VisitFilter, visitFilterOf } from '../../domain/report/visit-filter'
import { zoneOf } from '../../domain/time/zone'
import type { Listing, Position } from '../../domain/visit/listing'
import { cursorOf, parseCursor } from '../../http/cursor'
import { nextPage } from '../../http/next-page'
import type { HttpRequest } from '../../http/request'
import { content, json } from '../../http/response'
import { namedVisits } from '../../reports/named-visits'
import { type SearchParts, search } from '../../reports/visit-search'

type Parts = SearchParts & ErasureParts & ToldParts

export const visitsHandlers = (parts: Parts): HandlersFor<'GET /visits' | 'DELETE /visits'> => ({
  'GET /visits': listVisits(parts),
  'DELETE /visits': eraseVisits(parts),
})

interface VisitListQuestion {
  readonly filter: VisitFilter
  readonly limit: number
  readonly before: Position | null
  readonly format: VisitFormat
  readonly excel: ExcelOptions
}

/** Lists visits, newest first, across days and sites. */
const listVisits =
  (parts: SearchParts): HandlerFor<'GET /visits'> =>
  async (request) => {
    const question = questionOf(request)
    const { visits, next } = await search(parts, question)
    return answerOf(request, question, { visits: await namedVisits(parts.recipients, visits), next })
  }

function questionOf({ query, headers }: RequestFor<'GET /visits'>): VisitListQuestion {
  const { limit, cursor, format, separator, tz, ...chosen } = query
  const filter = visitFilterOf(chosen)
  return {
    filter,
    limit,
    before: cursor === undefined ? null : parseCursor(cursor, filter),
    format: format ?? formatFor(headers.accept),
    excel: { separator: separatorOf[separator], zone: zoneOf(tz) },
  }
}

interface NamedListing extends Pick<Listing, 'next'> {
  readonly visits: readonly NamedVisit[]
}

function answerOf(
  request: HttpRequest,
  { filter, format, excel }: VisitListQuestion,
  { visits, next }: NamedListing,
) {
  const cursor = next === null ? null : cursorOf(next, filter)
  const headers = { vary: 'accept', ...(cursor !== null && { link: nextPage(request, cursor) }) }
  if (format === 'json') return json({ visits: visits.map(visitAnswerOf), cursor }, headers)
  const texts = { csv: csvOf, ndjson: ndjsonOf, excel: () => excelOf(visits, excel) }
  return content(visitFormats[format], texts[format](visits), headers)
}

/** The most visits that one request erases. */
const eraseLimit = 500

/** Erases the visits of one visitor, site, page, network or recipient. If there is more to look at, the answer has a cursor. */
const eraseVisits =
  (parts: Parts): HandlerFor<'DELETE /visits'> =>
  async ({ query: { cursor, ...chosen } }) => {
    const filter = visitFilterOf({ ...chosen, bot: 'include', mine: 'include' })
    requireChoice(filter)
    const before = cursor === undefined ? null : parseCursor(cursor, filter)
    const { visits, next } = await search(parts, { filter, before, limit: eraseLimit })
    return json({
      erased: await eraseTold(parts, visits),
      cursor: next === null ? null : cursorOf(next, filter),
      ...(parts.archiveMarks && { archiveUntil: archiveUntil(parts.now()) }),
    })
  }

/** A period, or what is left out, is no choice: a request with nothing else cannot be meant to erase everything. */
function requireChoice({ visitor, site, page, organisation, network, recipient }: VisitFilter): void {
  const values = [visitor, page, organisation, network, recipient]
  if (site === null && values.every((one) => one === null || one.of.length === 0))
    throw new InvalidInput(
      'visitor, site, page, organisation, network or recipient is required: which visits to erase',
      'visitor',
    )
}

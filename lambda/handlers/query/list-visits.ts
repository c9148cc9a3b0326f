import { pageQuery } from '../../api/page-query'
import { csvOf, formatFor, ndjsonOf, type VisitFormat, visitFormats } from '../../api/visit-format'
import { visitAnswerOf } from '../../api/visits'
import type { DescribedVisit } from '../../domain/describe/described-visit'
import { parseVisitFilter, type VisitFilter, visitFilterQuery } from '../../domain/report/visit-filter'
import { check } from '../../domain/validate'
import type { Listing, Position } from '../../domain/visit/listing'
import type { Handler } from '../../http/api'
import { cursorOf, parseCursor } from '../../http/cursor'
import { queryOf, type Request } from '../../http/request'
import { type Answer, content, json } from '../../http/response'
import { type SearchParts, search } from '../../reports/visit-search'

const parameters = [...Object.keys(visitFilterQuery.entries), ...Object.keys(pageQuery.entries)]

interface Asked {
  readonly filter: VisitFilter
  readonly limit: number
  readonly before: Position | null
  readonly format: VisitFormat
}

/** `GET /visits`: newest first, across days and sites. */
export const listVisits =
  (parts: SearchParts): Handler =>
  async (request) => {
    const asked = parse(request)
    return answer(request, asked, await search(parts, asked))
  }

function parse(request: Request): Asked {
  const query = queryOf(request, parameters)
  const filter = parseVisitFilter(query)
  const { limit, cursor, format } = check(pageQuery, query)
  return {
    filter,
    limit,
    before: cursor === undefined ? null : parseCursor(cursor, filter),
    format: format ?? formatFor(request.headers.accept),
  }
}

function answer(
  request: Request,
  { filter, format }: Asked,
  { visits, next }: Listing<DescribedVisit>,
): Answer {
  const cursor = next === null ? null : cursorOf(next, filter)
  const headers = { vary: 'accept', ...(cursor !== null && { link: linkTo(request, cursor) }) }
  if (format === 'json') return json({ visits: visits.map(visitAnswerOf), cursor }, headers)
  return content(visitFormats[format], format === 'csv' ? csvOf(visits) : ndjsonOf(visits), headers)
}

/** Where the next page is (RFC 8288), for the formats whose body has no place for a cursor. */
function linkTo({ path, query }: Request, cursor: string): string {
  const next = new URLSearchParams(query)
  next.set('cursor', cursor)
  return `<${path}?${next}>; rel="next"`
}

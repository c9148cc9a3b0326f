import type { HandlerFor, HandlersFor, RequestFor } from '../../api/handler'
import { type SittingAnswer, sittingAnswerOf, sittingLines, sittingTable } from '../../api/sittings'
import { excelText, separatorOf, tableText } from '../../api/table-format'
import { formatFor } from '../../api/visit-format'
import { visitFormats } from '../../api/visits'
import { visitFilterOf } from '../../domain/report/visit-filter'
import { zoneOf } from '../../domain/time/zone'
import { cursorOf, parseCursor } from '../../http/cursor'
import { nextPage } from '../../http/next-page'
import { content, json } from '../../http/response'
import { placeText, readPlace } from '../../http/sitting-cursor'
import { namedSittings } from '../../reports/named-visits'
import { type SearchParts, searchSittings } from '../../reports/visit-search'

export const sittingsHandlers = (parts: SearchParts): HandlersFor<'GET /sittings'> => ({
  'GET /sittings': listSittings(parts),
})

/** Lists sittings by their last views, newest first, across days and sites. */
const listSittings =
  (parts: SearchParts): HandlerFor<'GET /sittings'> =>
  async (request) => {
    const { limit, cursor, format, separator, tz, ...chosen } = request.query
    const filter = visitFilterOf(chosen)
    const bound = { ...filter, list: 'sittings' }
    const after = cursor === undefined ? null : readPlace(parseCursor(cursor, bound))
    const { sittings, next } = await searchSittings(parts, { filter, after, limit })
    const answers = (await namedSittings(parts.recipients, sittings)).map(sittingAnswerOf)
    return answerOf(request, answers, next === null ? null : cursorOf(placeText(next), bound))
  }

function answerOf(
  request: RequestFor<'GET /sittings'>,
  sittings: readonly SittingAnswer[],
  cursor: string | null,
) {
  const { format: asked, separator, tz } = request.query
  const format = asked ?? formatFor(request.headers.accept)
  const headers = { vary: 'accept', ...(cursor !== null && { link: nextPage(request, cursor) }) }
  if (format === 'json') return json({ sittings, cursor }, headers)
  const texts = {
    csv: () => tableText(sittingTable(sittings)),
    excel: () => excelText(sittingTable(sittings), { separator: separatorOf[separator], zone: zoneOf(tz) }),
    ndjson: () => sittingLines(sittings),
  }
  return content(visitFormats[format], texts[format](), headers)
}

import { parseVisitFilter } from '../../lambda/domain/report/visit-filter'
import { mostTold } from '../../lambda/domain/visit/sitting-page'
import { makeVisitId } from '../../lambda/domain/visit/visit-id'
import { cursorOf, parseCursor } from '../../lambda/http/cursor'
import { placeText, readPlace } from '../../lambda/http/sitting-cursor'

const at = (time: string, byte: number) => {
  const instant = new Date(time).toISOString()
  return `${instant}#${makeVisitId(Date.parse(instant), new Uint8Array(10).fill(byte))}`
}
const bound = { ...parseVisitFilter({}), list: 'sittings' }

test.each([0, 1, mostTold])('a cursor leads back to its place, with %i sittings that were told', (count) => {
  const told = Array.from({ length: count }, (_, number) => ({
    visitor: number.toString(16).padStart(12, '0'),
    since: at('2026-11-22T11:58:01.123Z', number),
  }))
  const place = { before: at('2026-11-22T12:00:00Z', 7), told }
  const cursor = cursorOf(placeText(place), bound)
  expect(readPlace(parseCursor(cursor, bound))).toEqual(place)
  expect(cursor.length).toBeLessThan(4500) // an address has 8 KB
})

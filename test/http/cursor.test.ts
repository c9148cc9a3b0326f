import { parseVisitFilter } from '../../lambda/domain/report/visit-filter'
import { cursorOf, parseCursor } from '../../lambda/http/cursor'
import { thrownBy } from '../support/thrown'

const position = '2026-11-22T15:45:50.123Z#01a203ef-64eb-7000-8000-000000000000'
const filter = parseVisitFilter({ site: 'you.github.io', from: '2026-11-01', page: '/cv.html' })
const cursor = cursorOf(position, filter)
const refused = {
  name: 'InvalidInput',
  detail: 'cursor must be the one that the same query answered, unaltered',
  field: 'cursor',
}

test('a cursor leads back to its position', () => {
  expect(parseCursor(cursor, filter)).toBe(position)
})

test('a cursor can stand in a URL as it is', () => {
  expect(cursor).toMatch(/^[\w-]+$/)
})

test('a cursor altered at any character is refused', () => {
  for (let at = 0; at < cursor.length; at++) {
    for (const other of ['A', 'B', 'z', '-', '=', '']) {
      const altered = cursor.slice(0, at) + other + cursor.slice(at + 1)
      if (altered === cursor) continue
      expect(thrownBy(() => parseCursor(altered, filter))).toMatchObject(refused)
    }
  }
})

test.each(['', 'x', ' ', `${cursor}A`, `${cursor}=`, ` ${cursor}`, cursor.slice(16), '🙂', '____'])(
  'the cursor %j is refused',
  (other) => {
    expect(thrownBy(() => parseCursor(other, filter))).toMatchObject(refused)
  },
)

test.each([
  [{}],
  [{ site: 'me.github.io', from: '2026-11-01', page: '/cv.html' }],
  [{ site: 'you.github.io', from: '2026-11-02', page: '/cv.html' }],
  [{ site: 'you.github.io', from: '2026-11-01' }],
  [{ site: 'you.github.io', from: '2026-11-01', page: '/cv.html', country: 'DE' }],
])('a cursor is refused with the query %j', (query) => {
  expect(thrownBy(() => parseCursor(cursor, parseVisitFilter(query)))).toMatchObject(refused)
})

import type { VisitAnswer } from '../../../../lambda/api/visits'
import { hasGap, mergeVisits, newVisits, searchStart } from '../../../../web/dashboard/api/visit-merge'

const visit = (id: string, time: string) => ({ id, time }) as VisitAnswer
const a = visit('a', '2026-11-22T15:00:00.000Z')
const b = visit('b', '2026-11-22T15:01:00.000Z')
const late = visit('c', '2026-11-22T14:59:00.000Z')

test('a new visit is put where its time belongs, and one that is known is not put twice', () => {
  expect(newVisits([b, a], [b, late])).toEqual([late])
  expect(mergeVisits([b, a], [b, late])).toEqual([b, a, late])
  expect(mergeVisits([a, late], [b])).toEqual([b, a, late])
})

test('visits of one millisecond have one order', () => {
  const twin = visit('z', a.time)
  expect(mergeVisits([a], [twin])).toEqual(mergeVisits([twin], [a]))
})

test('a visit that arrives again is as it arrived', () => {
  const renamed = { ...a, organisation: 'Apple' }
  expect(mergeVisits([b, renamed], [a])).toEqual([b, renamed])
})

test.each([
  [[a], { visits: [b], cursor: 'more' }, true],
  [[a], { visits: [b], cursor: null }, false],
  [[a], { visits: [b, a], cursor: 'more' }, false],
  [[], { visits: [b], cursor: 'more' }, true],
  [[a], { visits: [], cursor: 'more' }, false],
])('behind %j and before %j visits may be missing: %j', (known, page, isMissing) => {
  expect(hasGap(known, page)).toBe(isMissing)
})

test('new ones are looked for from five minutes before the newest, as a browser’s clock may be late', () => {
  expect(searchStart([b, a], new Date('2026-11-22T14:00:00Z'))).toBe('2026-11-22T14:56:00.000Z')
  expect(searchStart([], new Date('2026-11-22T14:00:00Z'))).toBe('2026-11-22T13:55:00.000Z')
})

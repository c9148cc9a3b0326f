import { isFine, judge, type SentVisit, sentVisit } from './history'

const visitOf = (page: string, fields: Partial<SentVisit> = {}): SentVisit => ({
  ...sentVisit(`id of ${page}`, page, 0),
  ...fields,
})
const listed = (...pages: readonly string[]) => pages.map((page, at) => ({ id: String(at), page }))
const none = { lost: [], doubled: [], returned: [], foreign: [] }

const kept = visitOf('/kept', { acknowledgedIn: 0 })
const erased = visitOf('/erased', { acknowledgedIn: 0, erasedIn: 1, isErasing: true })

test.each([
  ['one that is listed once', [kept], listed('/kept'), none],
  ['one that is not listed', [kept], [], { ...none, lost: [kept] }],
  ['one that is listed twice by two ids', [kept], listed('/kept', '/kept'), { ...none, doubled: ['/kept'] }],
  ['one that nobody answered for, listed or not', [visitOf('/a'), visitOf('/b')], listed('/a'), none],
  ['one that was erased', [erased], [], none],
  ['one that is listed after its erasure', [erased], listed('/erased'), { ...none, returned: [erased] }],
  ['one whose erasure nobody answered for', [{ ...erased, erasedIn: null }], [], none],
  ['one that nobody sent', [], listed('/x'), { ...none, foreign: ['/x'] }],
])('judges %s', (_, sent, found, expected) => {
  const verdict = judge(sent, [], found)
  expect(verdict).toEqual(expected)
  expect(isFine(verdict)).toBe(expected === none)
})

test.each([
  [2, 'is in the copy', true],
  [3, 'came after the copy, and may be gone', false],
  [5, 'came in the last life before it was put back, and may be gone', false],
  [6, 'came after it was put back', true],
])('a visit of life %i %s', (life, _, isMissed) => {
  const visit = visitOf('/', { acknowledgedIn: life })
  expect(judge([visit], [{ copied: 2, last: 5 }], []).lost).toEqual(isMissed ? [visit] : [])
})

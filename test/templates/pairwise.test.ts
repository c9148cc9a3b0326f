import { pairwise } from './pairwise'

test.each([
  [{ a: [1, 2], b: [1, 2] }, 4],
  [{ a: [1, 2], b: [1, 2], c: [1, 2] }, 4],
  [{ a: [1, 2, 3], b: [1, 2] }, 6],
])('any two values of %j are together in one of %i', (choices, count) => {
  expect(pairwise(choices)).toHaveLength(count)
})

test('no two values of twenty settings are left out', () => {
  const names = Array.from({ length: 20 }, (_, at) => `setting${at}`)
  const values = [false, true]
  const found = pairwise(Object.fromEntries(names.map((name) => [name, values])))
  const together = (a: string, b: string) => new Set(found.map((one) => `${one[a]} ${one[b]}`)).size
  const counts = names.flatMap((a, at) => names.slice(at + 1).map((b) => together(a, b)))
  expect(new Set(counts)).toEqual(new Set([4]))
  expect(found.length).toBeLessThan(20)
})

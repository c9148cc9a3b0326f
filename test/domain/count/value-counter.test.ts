import { valueCounter, valuesKept } from '../../../lambda/domain/count/value-counter'
import type { VisitClass } from '../../../lambda/domain/describe/visit-class'
import { random, shuffled } from '../../support/random'

/** Visits of pages, each by a visitor of its own, in any order. */
function counts(visits: readonly string[]) {
  const lost = new Set<string | null>()
  const counting = valueCounter({ onLost: (_: VisitClass, value) => lost.add(value) })
  for (const [visitor, value] of visits.entries()) counting.add('people', value, visitor)
  const people = counting.counts().people
  const named = new Map(people?.values.map(({ value, ...count }) => [value, count]))
  return { people, named, lost }
}

const repeated = (value: string, times: number): string[] => Array<string>(times).fill(value)
const forged = (count: number): string[] => Array.from({ length: count }, (_, at) => `/forged/${at}`)

test('up to 20,000 values each is counted', () => {
  const { people, lost } = counts([...forged(valuesKept), ...forged(valuesKept)])
  expect(people?.values.every(({ visits }) => visits === 2)).toBe(true)
  expect([people?.values.length, people?.lost, lost.size]).toEqual([
    valuesKept,
    { values: 0, visits: 0, visitors: 0 },
    0,
  ])
})

test.each([1, 2, 3])(
  'of 90,000 forged ones those that come most stay, and no visit is lost (seed %d)',
  (seed) => {
    const real = Array.from({ length: 20 }, (_, at) => repeated(`/real/${at}`, 40 + at)).flat()
    const visits = shuffled([...forged(90_000), ...real], random(seed))
    const { people, named, lost } = counts(visits)
    for (let at = 0; at < 20; at++) expect(named.get(`/real/${at}`)?.visits).toBe(40 + at)
    expect(lost.has('/real/0')).toBe(false)
    const visitsNamed = [...named.values()].reduce((sum, { visits }) => sum + visits, 0)
    expect(visitsNamed + (people?.lost.visits ?? 0)).toBe(visits.length)
    expect((people?.values.length ?? 0) + (people?.lost.values ?? 0)).toBe(valuesKept)
  },
)

test('a visitor of more values than are kept takes no more room with each', () => {
  const counting = valueCounter()
  for (const value of forged(100_000)) counting.add('people', value, 0)
  expect(counting.pairs()).toBeLessThanOrEqual(valuesKept)
})

test('visits of which the value is not known stay apart', () => {
  const counting = valueCounter()
  counting.add('people', null, 0)
  for (const value of forged(60_000)) counting.add('people', value, 0)
  expect(counting.counts().people?.values[0]).toEqual({ value: null, visits: 1, visitors: 1 })
})

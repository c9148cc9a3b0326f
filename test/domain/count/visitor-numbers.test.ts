import { nobody, visitorNumbers } from '../../../lambda/domain/count/visitor-numbers'
import { visitorsOfValues } from '../../../lambda/domain/count/visitors-of-values'
import { random } from '../../support/random'

const hash = (n: number): string => n.toString(16).padStart(24, '0')

test('visitors are numbered as they come, whatever they look like', () => {
  const visitors = [
    ...['a'.repeat(24), 'A'.repeat(24), `${'a'.repeat(23)}g`, 'a'.repeat(23), 'a'.repeat(25)],
    ...['', '0'.repeat(24), `${'0'.repeat(23)}1`, `8${'0'.repeat(23)}`, 'f'.repeat(24), 'zoë', '__proto__'],
  ]
  const numbers = visitorNumbers()
  expect(visitors.map(numbers.of)).toEqual(visitors.map((_, at) => at))
  expect(visitors.toReversed().map(numbers.of)).toEqual(visitors.map((_, at) => at).toReversed())
  expect([numbers.of(null), numbers.size()]).toEqual([nobody, visitors.length])
  numbers.clear()
  expect([numbers.size(), numbers.of('f'.repeat(24)), numbers.of('')]).toEqual([0, 0, 1])
})

test.each([
  ['in a row', (n: number) => hash(n)],
  [
    'that differ in the last word alone',
    (n: number) => `${'7'.repeat(16)}${n.toString(16).padStart(8, '0')}`,
  ],
  ['some of which are no hash', (n: number) => (n % 3 === 0 ? `old ${n}` : hash(n * 65_537))],
])('5,000 visitors %s keep their numbers while the table grows', (_, visitorOf) => {
  const numbers = visitorNumbers()
  const first = Array.from({ length: 5000 }, (_, n) => numbers.of(visitorOf(n)))
  expect(first).toEqual(Array.from({ length: 5000 }, (_, n) => n))
  expect(Array.from({ length: 5000 }, (_, n) => numbers.of(visitorOf(n)))).toEqual(first)
})

test('a visitor is new to a value once, as a plain set of pairs says', () => {
  const [seen, plain, next] = [visitorsOfValues(), new Set<string>(), random(5)]
  for (let n = 0; n < 20_000; n++) {
    const [visitor, value] = [Math.floor(next() * 3000), Math.floor(next() * 9)]
    expect(seen.isNew(visitor, value)).toBe(!plain.has(`${visitor} ${value}`))
    plain.add(`${visitor} ${value}`)
  }
  expect([seen.isNew(nobody, 1), seen.pairs() > 10_000]).toEqual([false, true])
  seen.clear()
  expect([seen.isNew(7, 1), seen.isNew(7, 2), seen.isNew(7, 2), seen.pairs()]).toEqual([true, true, false, 1])
})

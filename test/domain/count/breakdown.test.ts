import {
  addedUp,
  breakdownOf,
  namedBytes,
  namedValues,
  noOthers,
  type ValueCount,
} from '../../../lambda/domain/count/breakdown'
import { random, shuffled } from '../../support/random'

const counted = (value: string | null, visits: number, visitors = visits): ValueCount => ({
  value,
  visits,
  visitors,
})
const names = ({ values }: { values: readonly ValueCount[] }) => values.map(({ value }) => value)

test('of 500 values each is named, of 501 the smallest is summed', () => {
  const values = Array.from({ length: 501 }, (_, at) => counted(`/${at}`, 1000 - at, 1))
  expect(breakdownOf(values.slice(0, 500))).toEqual({ values: values.slice(0, 500), others: noOthers })
  expect(breakdownOf(values)).toEqual({
    values: values.slice(0, 500),
    others: { values: 1, visits: 500, visitors: 1 },
  })
  expect(namedValues).toBe(500)
})

test('the rest is summed, so that nothing is lost', () => {
  const values = Array.from({ length: 2000 }, (_, at) => counted(`/${at}`, at, Math.ceil(at / 2)))
  const { values: named, others } = breakdownOf(shuffled(values, random(1)))
  expect([named.length, others]).toEqual([500, { values: 1500, visits: 1_124_250, visitors: 562_500 }])
  expect(names({ values: named }).slice(0, 2)).toEqual(['/1999', '/1998'])
})

test('of long names 80 bytes each are counted of 20,000, the largest values first', () => {
  const long = Array.from({ length: 500 }, (_, at) => counted(`/${at}`.padEnd(256, 'p'), 1000 - at))
  const { values, others } = breakdownOf(long)
  expect(values).toEqual(long.slice(0, namedBytes / 80)) // 259 bytes each in JSON, with quotes and a comma
  expect(others.values).toBe(250)
  expect(
    breakdownOf(long.map((one, at) => ({ ...one, value: `/${at}`.padEnd(60, 'p') }))).values,
  ).toHaveLength(Math.floor(namedBytes / 63))
})

test('8,080 forged visits of long names, as many of each as hide most, leave what is read more than 32 times', () => {
  const forged = Array.from({ length: 80 }, (_, at) => counted(`/${at}`.padEnd(256, 'x'), 101))
  const real = Array.from({ length: 100 }, (_, at) => counted(`/real/${at}`, 100))
  const { values } = breakdownOf([...forged, ...real])
  expect(values).toEqual([
    ...values.slice(0, 80),
    ...real.toSorted((a, b) => (String(a.value) < String(b.value) ? -1 : 1)),
  ])
  const spread = Array.from({ length: 252 }, (_, at) => counted(`/${at}`.padEnd(256, 'x'), 32))
  expect(
    breakdownOf([...spread, ...real])
      .values.slice(0, 100)
      .map(({ value }) => value),
  ).toContain('/real/99')
})

test.each([
  ['emoji', '💼'.repeat(64), 258 + 1],
  ['quotes, which JSON escapes', '"'.repeat(256), 514 + 1],
  ['lone surrogates, which JSON escapes', '\ud83d'.repeat(85), 512 + 1],
])('names of %s take at most 65,000 bytes in JSON', (_, name, bytes) => {
  const values = Array.from({ length: 500 }, (_, at) => counted(name, 1000 - at))
  expect(breakdownOf(values).values).toHaveLength(Math.min(250, Math.floor(65_000 / bytes)))
})

test('one value that is too long for the bytes is summed, and hides no larger one', () => {
  const values = [counted('/large', 9), counted('x'.repeat(70_000), 8), counted('/small', 7)]
  expect(breakdownOf(values)).toEqual({
    values: [counted('/large', 9)],
    others: { values: 2, visits: 15, visitors: 15 },
  })
})

test('ties are in the order of visits, visitors and name, in whatever order they came', () => {
  const inOrder = [
    counted('/b', 3, 2),
    counted(null, 3, 1),
    counted('', 3, 1),
    counted('/a', 3, 1),
    counted('/ä', 3, 1),
    counted('/漢', 3, 1),
    counted('/\ud83d', 3, 1),
    counted('/💼', 3, 1),
    counted('/z', 2, 2),
  ]
  for (let seed = 0; seed < 50; seed++)
    expect(breakdownOf(shuffled(inOrder, random(seed))).values).toEqual(inOrder)
})

test('at the bound the same of many alike are named, in whatever order they came', () => {
  const alike = Array.from({ length: 900 }, (_, at) => counted(`/${String(at).padStart(3, '0')}`, 1))
  for (let seed = 0; seed < 5; seed++)
    expect(breakdownOf(shuffled(alike, random(seed)))).toEqual({
      values: alike.slice(0, 500),
      others: { values: 400, visits: 400, visitors: 400 },
    })
})

test('breakdowns of days add up by value, and what is not named adds up beside', () => {
  const monday = {
    values: [counted('/a', 5, 2), counted(null, 1)],
    others: { values: 7, visits: 9, visitors: 8 },
  }
  const tuesday = {
    values: [counted('/b', 6, 3), counted('/a', 2, 2)],
    others: { values: 3, visits: 4, visitors: 3 },
  }
  expect(addedUp([monday, tuesday])).toEqual({
    values: [counted('/a', 7, 4), counted('/b', 6, 3), counted(null, 1)],
    others: { values: 7, visits: 13, visitors: 11 },
  })
  expect(addedUp([tuesday, monday])).toEqual(addedUp([monday, tuesday]))
  expect(addedUp([])).toEqual({ values: [], others: noOthers })
})

test('values that are one by their key are one row, named as the one that was seen last', () => {
  const keyOf = (value: string) => value.replace(/\/$/, '')
  const seen = (value: string, visits: number, day: string) => ({ ...counted(value, visits), seen: day })
  const monday = { values: [seen('/a/', 5, '2026-11-16'), seen('/b', 1, '2026-11-16')], others: noOthers }
  const tuesday = {
    values: [seen('/a', 2, '2026-11-17'), seen('/b/', 1, '2026-11-17'), seen('/a/', 1, '2026-11-17')],
    others: { values: 3, visits: 4, visitors: 3 },
  }
  const both = {
    values: [counted('/a', 8), counted('/b/', 2)],
    others: { values: 3, visits: 4, visitors: 3 },
  }
  expect(addedUp([monday, tuesday], keyOf)).toEqual(both)
  expect(addedUp([tuesday, monday], keyOf)).toEqual(both)
  expect(addedUp([tuesday], keyOf).values).toEqual([counted('/a', 3), counted('/b/', 1)])
})

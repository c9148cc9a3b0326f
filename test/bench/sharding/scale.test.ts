import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  designs,
  dollarsOfMonth,
  ends,
  scaleTables,
  visitsOfOneFunction,
} from '../../../bench/sharding/scale'
import { visitsOfFunction } from '../../../lambda/counting/shards/hand-out'

test('docs/scale.md has the tables as prices, quotas and assumptions make them', () => {
  const page = readFileSync(join(__dirname, '../../../docs/scale.md'), 'utf8')
  const [, quoted] = /<!-- scale:begin.*?-->\n(.*?)<!-- scale:end -->/s.exec(page) ?? []
  if (quoted !== scaleTables())
    process.stderr.write(`docs/scale.md, between scale:begin and scale:end, should be:\n${scaleTables()}\n`)
  expect(quoted).toBe(scaleTables())
})

test('a day stays in one function only where that takes less than a fifth of its time', () => {
  expect(visitsOfFunction).toBeLessThan(visitsOfOneFunction / 5)
})

test('each design carries further than the one before, and the last one everything', () => {
  const furthest = designs.map(({ carries }) => [1e9, 1e8, 1e7, 1e6].find((visits) => carries(visits)) ?? 0)
  expect(furthest).toEqual([1e6, 1e8, 1e8, 1e9])
  expect(ends.map(([, visits]) => visits)).toEqual(ends.map(([, visits]) => visits).toSorted((a, b) => a - b))
})

test('counting by shards costs less than a fiftieth more, and the stream about half', () => {
  const [one, shards, , stream] = designs.map((design) => dollarsOfMonth(design, 1e7)) as [
    ...[number, number, number, number],
  ]
  expect(shards / one).toBeLessThan(1.02)
  expect(stream / one).toBeGreaterThan(0.4)
  expect(stream / one).toBeLessThan(0.6)
})

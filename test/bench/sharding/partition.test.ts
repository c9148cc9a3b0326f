import { poisson } from '../../../bench/harness/poisson'
import { readByOne, readInParallel } from '../../../bench/reports/day-reading'
import { onePartition, partitionLimit, shardedSite } from '../../../bench/sharding/partition'
import { random as seeded } from '../../support/random'
import { inFull } from '../../support/size'

const forSeconds = (seconds: number, rate: number) => new Array<number>(seconds).fill(rate)

test.each([100, 950, 1000, 1500, 5000])('no visit is lost from the count at %s a second', (rate) => {
  const { sent, accepted, givenUp, tried, throttled } = onePartition(forSeconds(20, rate), seeded(1))
  expect(accepted + givenUp).toBe(sent)
  expect(accepted + throttled).toBe(tried)
})

test('a partition that is asked for more takes 1,000 in a second and never more', () => {
  const { accepted, busiestSecond } = onePartition(forSeconds(20, 5000), seeded(1))
  expect(busiestSecond).toBe(1000)
  expect(accepted).toBeGreaterThanOrEqual(20_000)
  expect(accepted).toBeLessThanOrEqual(22_000) // what is left of the last second comes in the two after it
})

test('nothing is throttled far below the limit', () => {
  expect(onePartition(forSeconds(60, 700), seeded(1)).throttled).toBe(0)
})

test('what one partition gives up, four take', () => {
  const rates = forSeconds(20, 3000)
  expect(shardedSite(rates, 1, seeded(1)).givenUp).toBeGreaterThan(30_000)
  expect(shardedSite(rates, 4, seeded(1)).givenUp).toBe(0)
})

test('the same seed gives the same outcome, another one another', () => {
  const run = (seed: number) => onePartition(forSeconds(20, 1500), seeded(seed))
  expect(run(1)).toEqual(run(1))
  expect(run(1)).not.toEqual(run(2))
})

test.each([0, 0.3, 46, 1200])('as many arrive as are expected, %s, with the spread of chance', (mean) => {
  const random = seeded(7)
  const draws = Array.from({ length: inFull(4000, 1000) }, () => poisson(mean, random))
  const average = draws.reduce((sum, draw) => sum + draw, 0) / draws.length
  const variance = draws.reduce((sum, draw) => sum + (draw - average) ** 2, 0) / draws.length
  expect(Math.abs(average - mean)).toBeLessThanOrEqual(4 * Math.sqrt(mean / draws.length))
  expect(Math.abs(variance - mean)).toBeLessThanOrEqual(0.15 * mean)
})

test('readers of one shard together never pass its read limit', () => {
  const visits = 1_000_000
  const units = (visits * 333) / 4096
  const seconds = readInParallel(forSeconds(24, visits / 24))
  expect(seconds).toBeGreaterThanOrEqual((units / partitionLimit.reads) * 0.999)
  expect(seconds).toBeLessThan((units / partitionLimit.reads) * 1.1)
  expect(seconds).toBeLessThan(readByOne(visits))
})

import { defaults } from '../../../lambda/contract'
import { loweredDay } from '../../../lambda/domain/rollup/lowered-rollup'
import { dayCounter } from '../../../lambda/domain/rollup/rollup'
import { described } from '../../support/memory/visits'
import { random, shuffled } from '../../support/random'
import { randomVisits } from '../../support/random-visits'
import { withReadings } from '../../support/readings'

const day = '2026-11-22'

function rollupOf(visits: readonly ReturnType<typeof described>[]) {
  const counting = dayCounter(defaults.pages)
  for (const visit of visits) counting.add(visit)
  return counting.rollup()
}

test.each([1, 2, 3, 4, 5])('seed %i: a day without erased visits has nothing of what they read', (seed) => {
  const mine = {
    subject: 64497,
    name: null,
    domain: null,
    kind: null,
    mine: true,
    muted: false,
    star: false,
    note: null,
  }
  const all = withReadings(randomVisits({ seed, count: 300, days: [day], pages: 4 }), seed).map((visit) =>
    described(visit, [mine]),
  )
  const mixed = shuffled(all, random(seed))
  const [erased, left] = [mixed.slice(0, 40), mixed.slice(40)]
  const lowered = loweredDay(rollupOf(all), { erased, left }, defaults.pages)
  const { engagement, attendance } = rollupOf(left)
  expect(lowered.engagement).toEqual(engagement)
  const secondsOf = (present: typeof attendance.present) =>
    new Map(present.map(({ id, seconds }) => [id, seconds]))
  expect(secondsOf(lowered.attendance.present)).toEqual(secondsOf(attendance.present))
  expect(lowered.engagement).not.toEqual(rollupOf(all).engagement)
})

test('a day of which all is erased has nothing', () => {
  const all = withReadings(randomVisits({ seed: 9, count: 30, days: [day] }), 9).map((one) => described(one))
  const lowered = loweredDay(rollupOf(all), { erased: all, left: [] }, defaults.pages)
  expect(lowered.engagement).toEqual({ sums: {}, times: {}, by: { section: {}, link: {} } })
  expect(lowered.attendance.present).toEqual([])
})

test('the sections and links that a network is told with lose what the erased visits had of them', () => {
  const visits = withReadings(randomVisits({ seed: 3, count: 400, days: [day], pages: 2 }), 3).map((one) =>
    described(one),
  )
  const erased = visits.filter(({ asn, bot }) => asn === 64499 && bot === null).slice(0, 12)
  const left = visits.filter((one) => !erased.includes(one))
  const networkIn = (rollup: ReturnType<typeof rollupOf>) =>
    rollup.attendance.present.find(({ id }) => id === 64499)
  const [before, after] = [
    networkIn(rollupOf(visits)),
    networkIn(loweredDay(rollupOf(visits), { erased, left }, defaults.pages)),
  ]
  expect(before?.sections).toHaveLength(3)
  for (const { page, name, seconds } of after?.sections ?? []) {
    const mine = left.filter((one) => one.asn === 64499 && one.page === page && one.bot === null)
    const inView = mine
      .flatMap(({ engagement }) => engagement?.sections ?? [])
      .filter((one) => one.name === name)
    expect(seconds).toBe(inView.reduce((sum, one) => sum + one.seconds, 0))
  }
  expect(after?.seconds).toBeLessThan(before?.seconds ?? 0)
  expect(after?.links).not.toEqual(before?.links)
})

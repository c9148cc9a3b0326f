import { visitorNumbers } from '../../../lambda/domain/count/visitor-numbers'
import { dayClock, from, slotOf, slotsOfDay, until } from '../../../lambda/domain/rollup/time-slots'
import { oneOf, random, shuffled } from '../../support/random'

const midnight = Date.parse('2026-11-22T00:00:00Z')
const slotLength = 86_400_000 / 96

test('a day has 96 slots of a quarter of an hour', () => {
  expect(slotsOfDay).toBe(96)
  expect([0, 899_999, 900_000, 86_399_999].map((time) => slotOf(midnight + time))).toEqual([0, 0, 1, 95])
})

test('an empty day counts nothing', () => {
  const clock = dayClock().clock()
  expect([clock.length, until(clock, 96), from(clock, 0)]).toEqual([
    96,
    { visits: 0, visitors: 0 },
    { visits: 0, visitors: 0 },
  ])
})

test.each([1, 2, 3, 4])(
  'up to every slot, and from every slot on, visits and visitors are those of a plain count (seed %d)',
  (seed) => {
    const next = random(seed)
    const visitors = ['a', 'b', 'c', 'd', 'e', 'f', 'g', null]
    const visits = Array.from({ length: seed * 60 }, () => ({
      time: midnight + Math.floor(next() * 86_400_000),
      visitor: oneOf(visitors, next),
    }))
    const [counting, numbers] = [dayClock(), visitorNumbers()]
    for (const { time, visitor } of visits) counting.add(time, numbers.of(visitor))
    const clock = counting.clock()

    const plain = (some: typeof visits) => ({
      visits: some.length,
      visitors: new Set(some.map(({ visitor }) => visitor).filter((one) => one !== null)).size,
    })
    const slots = Array.from({ length: 97 }, (_, slot) => slot)
    const at = (slot: number) => midnight + slot * slotLength
    expect(slots.map((slot) => until(clock, slot))).toEqual(
      slots.map((slot) => plain(visits.filter(({ time }) => time < at(slot)))),
    )
    expect(slots.map((slot) => from(clock, slot))).toEqual(
      slots.map((slot) => plain(visits.filter(({ time }) => time >= at(slot)))),
    )

    const other = dayClock()
    for (const { time, visitor } of shuffled(visits, next)) other.add(time, numbers.of(visitor))
    expect(other.clock()).toEqual(clock)
  },
)

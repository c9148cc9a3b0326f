import { defaults } from '../../../lambda/contract'
import { noOthers } from '../../../lambda/domain/count/breakdown'
import { engagementCounter } from '../../../lambda/domain/count/engagement-counter'
import { addTimes, medianOf } from '../../../lambda/domain/count/engagement-sum'
import { visitorNumbers } from '../../../lambda/domain/count/visitor-numbers'
import { classOf, type VisitClass } from '../../../lambda/domain/describe/visit-class'
import type { Engagement } from '../../../lambda/domain/visit/engagement'
import { described, visitAt } from '../../support/memory/visits'
import { random, shuffled } from '../../support/random'
import { randomVisits } from '../../support/random-visits'
import { plainReadings, withReadings } from '../../support/readings'

const mine = {
  subject: 64496,
  name: null,
  domain: null,
  kind: null,
  mine: true,
  muted: false,
  star: false,
  note: null,
}
const visits = withReadings(randomVisits({ seed: 5, count: 1000, days: ['2026-11-22'] }), 5).map((visit) =>
  described(visit, [mine]),
)

function counted(some: typeof visits) {
  const [counting, numbers] = [engagementCounter(defaults.pages), visitorNumbers()]
  for (const visit of some) counting.add(classOf(visit), visit, numbers.of(visit.visitor))
  return counting
}

test.each(['people', 'bots', 'mine', 'mineBots'] as const)('what %s read is counted as by hand', (one) => {
  const { sums, times, by } = counted(visits).engagement()
  const plain = plainReadings(visits.filter((visit) => classOf(visit) === one))
  const table = ({ values = [] }: { values?: readonly { value: string | null }[] } = {}) =>
    new Map(values.map(({ value, ...count }) => [value, count]))
  expect(plain.visits).toBeGreaterThan(4)
  expect(sums[one]).toEqual({
    visits: plain.visits,
    seconds: plain.seconds,
    reachedEnd: plain.reachedEnd,
  })
  expect(medianOf(times[one] ?? [])).toBe(plain.median)
  expect(table(by.section[one])).toEqual(plain.sections)
  expect(table(by.link[one])).toEqual(plain.links)
  expect([by.section[one]?.others, by.link[one]?.others]).toEqual([{ ...noOthers, seconds: 0 }, noOthers])
})

test('in whatever order the visits come', () => {
  const whole = counted(visits).engagement()
  for (let seed = 0; seed < 5; seed++)
    expect(counted(shuffled(visits, random(seed))).engagement()).toEqual(whole)
  expect(counted(visits.slice(20)).engagement()).not.toEqual(whole)
})

test('what shards have counted adds up to the same', () => {
  const joined = engagementCounter(defaults.pages)
  for (const shard of [0, 1, 2]) {
    const its = visits.filter((_, at) => at % 3 === shard)
    const apart = its.map((one) => ({ ...one, visitor: one.visitor && `${one.visitor}${shard}` }))
    joined.join(counted(apart).partial())
  }
  const apart = visits.map((one, at) => ({ ...one, visitor: one.visitor && `${one.visitor}${at % 3}` }))
  expect(joined.engagement()).toEqual(counted(apart).engagement())
})

const reading = (change: Partial<Engagement> = {}): Engagement => ({
  ...{ seconds: 10, reach: 50, acted: true, sections: [{ name: 'top', seconds: 4 }], links: [], ...change },
})
const read = (page: string, time: string, change: Partial<Engagement> = {}) =>
  described({ ...visitAt(`2026-11-22T${time}:00Z`, { page }), engagement: reading(change) })

test('a section is named by the latest spelling of its page, and the same name on two pages is two', () => {
  const some = [
    read('/about', '10:00'),
    read('/about/', '12:00'),
    read('/about', '11:00'),
    read('/', '09:00'),
  ]
  const { people } = counted(some).engagement().by.section
  expect(people?.values).toEqual([
    { value: '/about/#top', visits: 3, visitors: 0, seconds: 12 },
    { value: '/#top', visits: 1, visitors: 0, seconds: 4 },
  ])
})

test('a section that came into view for no second is not one that was read', () => {
  const none = read('/', '10:00', { sections: [{ name: 'top', seconds: 0 }] })
  expect(counted([none]).engagement().by.section.people).toBeUndefined()
})

test('times are told to the second below an hour, and are an hour from there on', () => {
  const times = [3599, 3600, 3601, 86_400].map((seconds) => read('/', '10:00', { seconds }))
  expect(counted(times).engagement().times.people).toEqual([
    [3599, 1],
    [3600, 3],
  ])
})

test.each([
  [[], null],
  [[[7, 1]], 7],
  [
    [
      [7, 1],
      [8, 1],
    ],
    7.5,
  ],
  [
    [
      [0, 3],
      [100, 2],
    ],
    0,
  ],
  [
    [
      [0, 2],
      [100, 3],
    ],
    100,
  ],
] as const)('the median of %j is %p', (times, median) => expect(medianOf(times)).toBe(median))

test('times of two days are one list, in order', () => {
  const [one, other] = [
    [
      [3, 1],
      [10, 2],
    ],
    [
      [3, 4],
      [5, 1],
    ],
  ] as const
  expect(addTimes([one, other])).toEqual([
    [3, 5],
    [5, 1],
    [10, 2],
  ])
})

test('sections of more pages than are named are others, with their seconds', () => {
  const many = Array.from({ length: 600 }, (_, at) => read(`/${at}`, '10:00'))
  const section = counted(many).engagement().by.section['people' satisfies VisitClass]
  expect(section?.values).toHaveLength(500)
  expect(section?.others).toEqual({ values: 100, visits: 100, visitors: 0, seconds: 400 })
})

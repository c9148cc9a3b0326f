import type { Count } from '../../../lambda/domain/count/count'
import type { ByClass } from '../../../lambda/domain/describe/visit-class'
import {
  daysOf,
  exactlyRead,
  holdsHour,
  hoursOf,
  partOf,
  planDays,
  reopenedRead,
  visitCount,
  without,
} from '../../../lambda/domain/rollup/day-plan'
import type { Period } from '../../../lambda/domain/time/period'

const between = (start: string, end: string): Period => ({
  start: new Date(start).toISOString(),
  end: new Date(end).toISOString(),
})
const three = between('2026-11-20T00:00Z', '2026-11-23T00:00Z')
const cut = between('2026-11-20T16:00Z', '2026-11-22T16:00Z')
const [d20, d21, d22] = ['2026-11-20', '2026-11-21', '2026-11-22']
const all = [d20, d21, d22]

/** Each day recorded, counted with so many visits, reopened, as the letters r, c and o say. */
type Facts = Readonly<Record<string, [letters: string, visits?: number | undefined]>>
function plan(period: Period, facts: Facts) {
  const having = (letter: string) => Object.keys(facts).filter((day) => facts[day]?.[0].includes(letter))
  const totals = (day: string): ByClass<Count> => ({
    people: { visits: facts[day]?.[1] ?? 5, visitors: 1 },
  })
  return planDays(period, {
    recorded: new Set(having('r')),
    counted: new Map(having('c').map((day) => [day, totals(day)])),
    reopened: new Set(having('o')),
  })
}
const every = (letters: string, visits?: number): Facts =>
  Object.fromEntries(all.map((day) => [day, [letters, visits]]))

describe('of three days', () => {
  test.each<[string, Period, Facts, { closed?: string[]; recounting?: string[]; open?: string[] }]>([
    ['none has visits', three, {}, {}],
    ['none is counted', three, every('r'), { open: all }],
    ['all are counted', three, every('rc'), { closed: all }],
    ['all are counted, and their visits have expired', three, every('c'), { closed: all }],
    ['one is not counted', three, { ...every('rc'), [d21]: ['r'] }, { closed: [d20, d22], open: [d21] }],
    ['one had nobody', three, { [d20]: ['rc'], [d22]: ['rc'] }, { closed: [d20, d22] }],
    ['one is reopened', three, { ...every('rc'), [d21]: ['rco'] }, { closed: [d20, d22], open: [d21] }],
    [
      'one is reopened and just small enough',
      three,
      { ...every('rc'), [d21]: ['rco', exactlyRead] },
      { closed: [d20, d22], open: [d21] },
    ],
    [
      'one is reopened and large',
      three,
      { ...every('rc'), [d21]: ['rco', exactlyRead + 1] },
      { closed: all, recounting: [d21] },
    ],
    ['one is reopened whose visits have expired', three, { ...every('rc'), [d21]: ['co'] }, { closed: all }],
    [
      'one is reopened and not counted',
      three,
      { ...every('rc'), [d21]: ['ro'] },
      { closed: [d20, d22], open: [d21] },
    ],
    ['the outer ones are cut', cut, every('rc'), { closed: [d21], open: [d20, d22] }],
    ['the outer ones are cut and have expired', cut, every('c'), { closed: [d21], open: [d20, d22] }],
    ['the outer ones are cut and had nobody', cut, { [d21]: ['rc'] }, { closed: [d21] }],
  ])('%s', (_, period, facts, { closed = [], recounting = [], open = [] }) => {
    expect(plan(period, facts)).toEqual({ closed, recounting, open })
  })
})

test('of many reopened days the last ones are read, as far as that goes, the others are taken as they were', () => {
  const days = daysOf(between('2026-10-01T00:00Z', '2026-11-01T00:00Z'))
  const { closed, recounting, open } = plan(
    between('2026-10-01T00:00Z', '2026-11-01T00:00Z'),
    Object.fromEntries(days.map((day) => [day, ['rco', 1500]])),
  )
  expect(reopenedRead).toBe(10_000)
  expect(open).toEqual(days.slice(-6))
  expect([closed, recounting]).toEqual([days.slice(0, -6), days.slice(0, -6)])
})

test.each([
  ['2026-11-22T00:00Z', '2026-11-23T00:00Z', [d22]],
  ['2026-11-21T23:59:59.999Z', '2026-11-22T00:00:00.001Z', [d21, d22]],
  ['2026-11-21T23:59:59.999Z', '2026-11-22T00:00Z', [d21]],
])('from %s until %s are the days %j', (start, end, days) => {
  expect(daysOf(between(start, end))).toEqual(days)
})

test('a day has the part of a period that lies in it', () => {
  expect(all.map((day) => partOf(day, cut))).toEqual([
    between('2026-11-20T16:00Z', '2026-11-21T00:00Z'),
    between('2026-11-21T00:00Z', '2026-11-22T00:00Z'),
    between('2026-11-22T00:00Z', '2026-11-22T16:00Z'),
  ])
})

test.each<[string, string[], [string, string][]]>([
  ['none', [], [['10:30', '14:15']]],
  [
    'one in the middle',
    ['12'],
    [
      ['10:30', '12:00'],
      ['13:00', '14:15'],
    ],
  ],
  [
    'two beside each other',
    ['11', '12'],
    [
      ['10:30', '11:00'],
      ['13:00', '14:15'],
    ],
  ],
  [
    'two apart',
    ['11', '13'],
    [
      ['10:30', '11:00'],
      ['12:00', '13:00'],
      ['14:00', '14:15'],
    ],
  ],
])('without hours, %s, the rest of a period remains', (_, hours, rest) => {
  const period = (start: string, end: string) => between(`2026-11-22T${start}Z`, `2026-11-22T${end}Z`)
  expect(
    without(
      period('10:30', '14:15'),
      hours.map((hour) => `2026-11-22T${hour}`),
    ),
  ).toEqual(rest.map(([start, end]) => period(start, end)))
})

test('of a period of whole hours nothing remains without them', () => {
  expect(
    without(between('2026-11-22T10:00Z', '2026-11-22T12:00Z'), ['2026-11-22T10', '2026-11-22T11']),
  ).toEqual([])
})

test('an hour is held when all of it lies in the period', () => {
  const period = between('2026-11-22T10:30Z', '2026-11-22T14:00Z')
  expect(hoursOf(d22).filter((hour) => holdsHour(period, hour))).toEqual([
    '2026-11-22T11',
    '2026-11-22T12',
    '2026-11-22T13',
  ])
  expect([hoursOf(d22).length, hoursOf(d22)[0], hoursOf(d22)[23]]).toEqual([
    24,
    '2026-11-22T00',
    '2026-11-22T23',
  ])
})

test('visits of all classes are a day’s size', () => {
  const count = (visits: number): Count => ({ visits, visitors: 1 })
  expect(visitCount({ people: count(1), bots: count(20), mine: count(300), mineBots: count(4000) })).toBe(
    4321,
  )
  expect(visitCount({})).toBe(0)
})

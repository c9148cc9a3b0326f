import { createHash } from 'node:crypto'
import { defaults } from '../../lambda/contract'
import { type DayRollup, dayCounter, type HourRollup, hourCounter } from '../../lambda/domain/rollup/rollup'
import { described } from '../support/memory/visits'
import { randomVisits } from '../support/random-visits'

/** What was counted of these visits by maps and sets of everything, before counting was dense. */
test.each([
  {
    seed: 1,
    count: 3000,
    visitors: 40,
    pages: 30,
    day: '64f5ff4dea599bc8ac6c46469fd8445b',
    hour: '89d65302746ad3db47d0dd84fcaf0a63',
  },
  {
    seed: 2,
    count: 6000,
    visitors: 4000,
    pages: 900,
    day: 'e6f6722e034f98eb44fbaf25b7c1cd0f',
    hour: 'bfedd3090cc0990befc14f108bf7553b',
  },
  {
    seed: 3,
    count: 9000,
    visitors: 60_000,
    pages: 12_000,
    day: '7d91a67c0eed79da00caba26d7918b7f',
    hour: 'f31af9dc44427a2e4d9ee38c1454b980',
  },
])('seed $seed: $count visits are counted to the very same bytes', ({ day, hour, ...given }) => {
  const [whole, part] = [dayCounter(defaults.pages), hourCounter(defaults.pages)]
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
  for (const visit of randomVisits({ ...given, days: ['2026-11-22'] })) {
    const odd = given.seed === 3 && visit.visitor !== null ? { visitor: `${visit.visitor}#old` } : {}
    const one = described({ ...visit, ...odd }, [mine])
    whole.add(one)
    part.add(one)
  }
  const first = [...whole.firstSeen()]
  expect([digest([before(whole.rollup()), first]), digest(before(part.rollup()))]).toEqual([day, hour])
})

/** Folders have been counted since, and what was read. */
function before({ by: { folder: _, ...by }, ...rest }: HourRollup | DayRollup): object {
  const { totals, ...others } = rest
  if (!('attendance' in others)) return { totals, by, ...others }
  const { clocks, attendance } = others
  const present = attendance.present.map(({ seconds, sections, links, ...one }) => one)
  return { totals, by, clocks, attendance: { ...attendance, present } }
}

const digest = (counted: unknown): string =>
  createHash('sha256').update(JSON.stringify(counted)).digest('hex').slice(0, 32)

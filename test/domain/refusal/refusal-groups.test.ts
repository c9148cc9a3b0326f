import { refusalTally } from '../../../lambda/domain/refusal/refusal-groups'
import type { RefusalRecord } from '../../../lambda/domain/refusal/refusal-record'
import { refusalAt } from '../../support/memory/refusals'

function groupsOf(...refusals: RefusalRecord[]) {
  const tally = refusalTally()
  for (const one of refusals) tally.add(one)
  return tally.groups()
}

const first = refusalAt('2026-11-20T08:00:00Z', { page: '/a', detail: 'old' })
const second = refusalAt('2026-11-21T08:00:00Z', { page: '/b', route: 'GET /record' })
const third = refusalAt('2026-11-22T08:00:00Z')

test.each([
  ['newest first', [third, second, first]],
  ['oldest first', [first, second, third]],
  ['in any order', [second, third, first]],
])('a group counts, and has its first and last moment and its last page: %s', (_, refusals) => {
  const { time: _time, ...last } = third
  expect(groupsOf(...refusals)).toEqual([
    { ...last, page: '/b', count: 3, firstSeen: first.time, lastSeen: third.time },
  ])
})

test('there is a group for each reason and host, the most frequent first, then the latest', () => {
  const other = { host: 'other.example' }
  const groups = groupsOf(
    refusalAt('2026-11-22T09:00:00Z', { reason: 'malformed', host: 'www.example.org' }),
    refusalAt('2026-11-22T10:00:00Z', other),
    refusalAt('2026-11-22T07:00:00Z', { host: '' }),
    first,
    second,
  )
  expect(groups.map(({ reason, host, count }) => [reason, host, count])).toEqual([
    ['origin not listed', 'www.example.org', 2],
    ['origin not listed', 'other.example', 1],
    ['malformed', 'www.example.org', 1],
    ['origin not listed', '', 1],
  ])
})

test('a host can be listed when one of its refusals says so', () => {
  const forged = refusalAt('2026-11-22T09:00:00Z', { listable: false })
  expect(groupsOf(forged, first)).toMatchObject([{ listable: true }])
  expect(groupsOf(forged)).toMatchObject([{ listable: false }])
})

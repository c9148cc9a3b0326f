import { defaults, dollarsPerMillion, dollarsPerMillionUnread } from '../../../lambda/contract'
import { rollUp } from '../../../lambda/counting/roll-up'
import { Unavailable } from '../../../lambda/domain/errors'
import { failedAgain, unfinished } from '../../../lambda/domain/rollup/day-failure'
import { authorized, book, now } from '../../support/book'
import { memoryOutbox } from '../../support/memory/outbox'
import { memoryRollups } from '../../support/memory/rollups'
import { firefox, memoryStore, networks, visitAt } from '../../support/memory/visits'
import { delivery, handed, organisationMessage, waiting } from '../../support/outbox-entries'

const at = (time: string, site = 'you.github.io') => visitAt(time, { site, userAgent: firefox })
const visits = [
  at('2026-10-31T23:00:00Z'),
  at('2026-11-02T08:00:00Z'),
  at('2026-11-02T09:00:00Z', 'a.example.com'),
  visitAt('2026-11-20T08:00:00Z', { userAgent: 'Googlebot/2.1' }),
  at('2026-11-22T09:00:00Z'),
  at('2026-11-22T15:40:00Z'), // of an hour that is not closed
]

function opened(...given: typeof visits) {
  const parts = { store: memoryStore(...given), rollups: memoryRollups() }
  const status = () => book(parts)({ route: 'GET /status', headers: authorized })
  return {
    ...parts,
    status,
    count: () => rollUp({ ...parts, networks, pages: defaults.pages, now: () => new Date(now) }),
  }
}

test('an empty book has no last visit, and costs nothing', async () => {
  expect((await opened().status()).json).toEqual({
    version: '1.2.3',
    lastVisit: null,
    uncounted: { days: 0, oldest: null, failing: [] },
    silent: [],
    ...{ archive: null, messages: null },
    month: { month: '2026-11', visits: 0, uncountedDays: 0, budget: 10_000_000, dollars: 0 },
    paused: null,
  })
})

test('messages that wait and fail are counted, with what keeps them from arriving', async () => {
  const [sent, next] = ['2026-11-22T10:00:00.000Z', '2026-11-22T11:00:00.000Z']
  const refused = delivery('webhook hooks.example.com', 'failed', [sent, '503'])
  const other = organisationMessage(next, { key: 'firm', name: 'Firm' })
  const outbox = memoryOutbox(handed(organisationMessage(sent), refused), waiting(other))
  const status = async (mailTrouble: () => Promise<string | null>) => {
    const ask = book({ outbox, messages: true, mailTrouble })
    return (await ask({ route: 'GET /status', headers: authorized })).json
  }
  const trouble = [{ way: 'webhook hooks.example.com', state: 'failed', answer: '503', at: sent }]
  const messages = { waiting: 1, failed: 1, trouble }
  expect(await status(async () => 'confirm the address')).toMatchObject({
    messages: { ...messages, mail: 'confirm the address' },
  })
  const logged = jest.spyOn(console, 'error').mockImplementation()
  expect(await status(() => Promise.reject(new Error('denied')))).toMatchObject({
    messages: { ...messages, mail: null },
  })
  expect(logged).toHaveBeenCalledTimes(1)
  logged.mockRestore()
})

test('days that are over wait to be counted; then the month’s visits are known, bots too', async () => {
  const { status, count, rollups } = opened(...visits)
  expect((await status()).json).toMatchObject({
    lastVisit: '2026-11-22T15:40:00.000Z',
    uncounted: { days: 4, oldest: '2026-10-31' },
    month: { visits: 0, uncountedDays: 3 },
  })
  await count()
  expect((await status()).json).toMatchObject({
    uncounted: { days: 0, oldest: null },
    month: { visits: 4, uncountedDays: 0 },
  })
  await rollups.markForRecount('you.github.io', '2026-11-20')
  expect((await status()).json).toMatchObject({ uncounted: { days: 1, oldest: '2026-11-20' } })
})

test('a listed site is silent after a week and three times its usual gap, and no site below a wildcard', async () => {
  const days = ['2026-11-10', '2026-11-11', '2026-11-12']
  const { status } = opened(
    ...days.flatMap((day) => [at(`${day}T08:00:00Z`), at(`${day}T09:00:00Z`, 'a.example.com')]),
  )
  const silent = [{ site: 'you.github.io', lastDay: '2026-11-12', days: 10, usualGap: 1 }]
  expect((await status()).json).toMatchObject({ silent })
  const again = opened(...days.map((day) => at(`${day}T08:00:00Z`)), at('2026-11-22T15:40:00Z'))
  expect((await again.status()).json).toMatchObject({ silent: [] }) // of an hour that is not closed
})

test('a day that could not be counted is named, and a run that is still at work on one is not', async () => {
  const { status, rollups } = opened(...visits)
  const [site, minutesAgo] = ['you.github.io', (count: number) => new Date(Date.parse(now) - count * 60_000)]
  await rollups.putFailure(site, '2026-11-20', failedAgain(null, 'out of time', minutesAgo(30)))
  await rollups.putFailure(site, '2026-11-02', failedAgain(null, unfinished, minutesAgo(17)))
  await rollups.putFailure(site, '2026-10-31', failedAgain(null, unfinished, minutesAgo(15)))
  expect((await status()).json).toMatchObject({
    uncounted: {
      days: 4,
      failing: [
        {
          ...{ site, day: '2026-11-20', reason: 'out of time' },
          ...{ since: '2026-11-22T15:15:50.123Z', next: '2026-11-22T16:00:50.123Z' },
        },
        { site, day: '2026-11-02', reason: unfinished },
      ],
    },
  })
})

test.each([
  [true, dollarsPerMillion],
  [false, dollarsPerMillionUnread],
])('dollars are those of so many visits, with engagement: %s', async (engagement, million) => {
  const { store, rollups, count } = opened(...Array.from({ length: 500 }, () => at('2026-11-02T08:00:00Z')))
  await count()
  const ask = book({ store, rollups, engagement })
  expect((await ask({ route: 'GET /status', headers: authorized })).json).toMatchObject({
    month: { visits: 500, dollars: Number((million * 500e-6).toFixed(4)) },
  })
})

test('no visit is read but the last', async () => {
  const { store, status } = opened(...visits)
  const { visitsOf } = store
  let read = 0
  store.visitsOf = async function* (range) {
    for await (const visit of visitsOf(range)) {
      read += 1
      yield visit
    }
  }
  await status()
  expect(read).toBe(1)
})

test.each([
  [
    'that cannot be read hides nothing: the day that it keeps from being counted is named',
    new TypeError('an odd item'),
    200,
  ],
  ['that is out of reach may be there in a moment', new Unavailable('throttled'), 503],
])('a last visit %s', async (_, fault, expected) => {
  const { store, rollups, status } = opened(...visits)
  const [{ visitsOf }, site] = [store, 'you.github.io']
  for (const log of ['error', 'warn'] as const) jest.spyOn(console, log).mockImplementation()
  store.visitsOf = async function* (range) {
    if (range.site === site) throw fault
    yield* visitsOf(range)
  }
  await rollups.putFailure(site, '2026-11-20', failedAgain(null, 'unreadable', new Date(now)))
  const answer = await status()
  expect(answer.status).toBe(expected)
  if (expected === 200)
    expect(answer.json).toMatchObject({
      lastVisit: '2026-11-02T09:00:00.000Z',
      uncounted: { failing: [{ site, day: '2026-11-20' }] },
    })
})

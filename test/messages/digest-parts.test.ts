import { defaults } from '../../lambda/contract'
import { digestDays } from '../../lambda/domain/message/digest-days'
import type { RefusalRecord } from '../../lambda/domain/refusal/refusal-record'
import { utc, zoneOf } from '../../lambda/domain/time/zone'
import type { Visit } from '../../lambda/domain/visit/visit'
import { digestOf } from '../../lambda/messages/digest'
import { authorized, book } from '../support/book'
import { memoryRecipients } from '../support/memory/recipients'
import { memoryRefusals, refusalAt } from '../support/memory/refusals'
import { memoryRollups } from '../support/memory/rollups'
import { directoryOf, memoryStore, networks, visitAt } from '../support/memory/visits'

const now = '2026-11-23T08:00:00.000Z'
const sites = ['you.github.io', '*.example.com']
const recipientOf = (code: string, name: string) => ({
  ...{ code, name, page: 'https://you.github.io/cv' },
  ...{ created: '2026-11-01T00:00:00.000Z', withdrawn: null, muted: false },
})

/** A digest of one day, and what the API answers of it. */
function day({
  visits = [],
  fetches = [],
  refused = [],
  directory = networks,
  first = new Map(),
}: {
  visits?: readonly Visit[]
  fetches?: readonly Visit[]
  refused?: readonly RefusalRecord[]
  directory?: typeof networks
  /** When networks were first seen. */
  first?: Map<number | string, string>
}) {
  const store = memoryStore(...visits)
  const recipients = memoryRecipients(
    recipientOf('aaaaaaaaa1', 'Jane'),
    recipientOf('aaaaaaaaa2', 'Bob'),
    recipientOf('aaaaaaaaa3', 'Nobody'),
    recipientOf('aaaaaaaaa4', 'Ann'),
  )
  recipients.fetches.push(...fetches)
  const refusals = memoryRefusals(...refused)
  const [rollups, clock] = [memoryRollups(), () => new Date(now)]
  rollups.first.set('you.github.io', first)
  const parts = {
    ...{ store, recipients, refusals, rollups, sites, isDeployed: true },
    ...{ pages: defaults.pages, now: clock },
  }
  const ask = book({ ...{ store, recipients, refusals, rollups, networks: directory }, now: clock })
  return {
    digest: () =>
      digestOf({ ...parts, networks: directory }, { every: 'daily', zone: utc, now: new Date(now) }),
    get: async (route: string, query: string) =>
      (await ask({ route: `GET ${route}`, path: `${route}?${query}`, headers: authorized })).json,
  }
}

const on = (time: string, fields: Partial<Visit> = {}) => visitAt(`2026-11-22T${time}Z`, fields)
const reading = (seconds: number) => ({ seconds, reach: 50, acted: true, sections: [], links: [] })

test('recipients are told as GET /recipients tells them, those who read first', async () => {
  const { digest, get } = day({
    visits: [
      on('10:00:00', { recipient: 'aaaaaaaaa1', page: '/cv', engagement: reading(40), visitor: 'a' }),
      on('11:00:00', { recipient: 'aaaaaaaaa1', page: '/more', engagement: reading(20), visitor: 'a' }),
      on('12:00:00', { recipient: 'aaaaaaaaa4', page: '/cv', visitor: 'b' }),
      visitAt('2026-11-21T10:00:00Z', { recipient: 'aaaaaaaaa3', page: '/cv', engagement: reading(40) }),
    ],
    fetches: [on('09:00:00', { recipient: 'aaaaaaaaa2', fetched: true })],
  })
  const { recipients } = await digest()
  expect(recipients).toEqual([
    { code: 'aaaaaaaaa1', name: 'Jane', state: 'read', seconds: 60 },
    { code: 'aaaaaaaaa4', name: 'Ann', state: 'loaded', seconds: 0 },
    { code: 'aaaaaaaaa2', name: 'Bob', state: 'fetched', seconds: 0 },
  ])
  const answer = (await get('/recipients', 'from=2026-11-22&to=2026-11-22')) as {
    recipients: { code: string; state: string | null; pages: { seconds: number | null }[] }[]
  }
  const states = answer.recipients.flatMap(({ code, state, pages }) =>
    state === null ? [] : [[code, state, pages.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0)]],
  )
  expect(recipients.map(({ code, state, seconds }) => [code, state, seconds]).toSorted()).toEqual(
    states.toSorted(),
  )
})

test('refusals are told as GET /refusals tells them, with what would let them in', async () => {
  const { digest, get } = day({
    refused: [
      refusalAt('2026-11-22T10:00:00Z'),
      refusalAt('2026-11-22T11:00:00Z'),
      refusalAt('2026-11-22T12:00:00Z', { reason: 'malformed', host: 'you.github.io', detail: 'no page' }),
      refusalAt('2026-11-21T12:00:00Z', { host: 'yesterday.example' }),
    ],
  })
  const { refusals } = await digest()
  const answer = (await get('/refusals', 'from=2026-11-22&to=2026-11-22')) as { refusals: typeof refusals }
  expect(refusals).toEqual(answer.refusals.map(({ reason, count, remedy }) => ({ reason, count, remedy })))
  expect(refusals.map(({ reason, count }) => [reason, count])).toEqual([
    ['origin not listed', 2],
    ['malformed', 1],
  ])
})

test('of 300 organisations, 100 are named, and some of them came back', async () => {
  const known = (asn: number) => `Firm ${asn}`
  const directory = directoryOf((id) => ({
    ...{ id, key: `firm-${id}`, name: known(Number(id)), domain: null, kind: 'business' as const },
    ...{ confidence: 'high' as const, evidence: 'label' },
  }))
  const asns = Array.from({ length: 300 }, (_, at) => 100_000 + at)
  const { digest } = day({
    directory: { ...directory, networksOf: (key) => [Number(key.slice(5))] },
    visits: asns.map((asn) => on('10:00:00', { id: `${asn}`, asn })),
    first: new Map(asns.filter((asn) => asn % 3 === 0).map((asn) => [asn, '2026-11-01T10:00:00.000Z'])),
  })
  const { totals, before, fresh, again } = await digest()
  expect(totals.organisations).toBe(300)
  expect(before.organisations).toBe(0)
  expect([fresh.length, again.length]).toEqual([75, 25])
})

test.each([
  ['daily', 'UTC', '2026-11-22T00:00:00Z', '2026-11-21', '2026-11-21', '2026-11-21T00:00:00.000Z', 24],
  ['daily', 'Asia/Tokyo', '2026-11-22T15:00:00Z', '2026-11-22', '2026-11-22', '2026-11-21T15:00:00.000Z', 24],
  [
    'daily',
    'Europe/Berlin',
    '2026-10-26T07:00:00Z',
    '2026-10-25',
    '2026-10-25',
    '2026-10-24T22:00:00.000Z',
    25,
  ],
  ['weekly', 'UTC', '2026-11-23T07:00:00Z', '2026-11-16', '2026-11-22', '2026-11-16T00:00:00.000Z', 168],
  [
    'weekly, a day late,',
    'UTC',
    '2026-11-24T07:00:00Z',
    '2026-11-16',
    '2026-11-22',
    '2026-11-16T00:00:00.000Z',
    168,
  ],
  [
    'weekly, on a Sunday,',
    'UTC',
    '2026-11-22T07:00:00Z',
    '2026-11-09',
    '2026-11-15',
    '2026-11-09T00:00:00.000Z',
    168,
  ],
])('%s by the clock of %s at %s is from %s to %s', (every, tz, moment, from, to, start, hours) => {
  const rhythm = every === 'daily' ? 'daily' : 'weekly'
  const { these, before } = digestDays({ every: rhythm, zone: zoneOf(tz), now: new Date(moment) })
  expect(these).toMatchObject({ from, to, period: { start } })
  expect((Date.parse(these.period.end) - Date.parse(start)) / 3_600_000).toBe(hours)
  expect(before.period.end).toBe(start)
})

import { ownerMarker } from '../../lambda/counting/owner-marks'
import type { Caller } from '../../lambda/domain/visit/caller'
import { hashOf } from '../../lambda/http/token-secret'
import { visitorFinder, visitorHash } from '../../lambda/network/visitor'
import { authorized, book, now } from '../support/book'
import { visitorIp } from '../support/http/event'
import { memoryRollups } from '../support/memory/rollups'
import { firefox, memoryStore, visitAt } from '../support/memory/visits'

const [site, today] = ['you.github.io', '2026-11-22']
const salt = new Uint8Array(32)
const caller: Caller = { ip: visitorIp, userAgent: firefox, optsOut: false }
const visitor = visitorHash(salt, site, visitorIp, firefox)
const own = (time: string) => visitAt(time, { visitor })

function opened(
  visits = [own(`${today}T08:00:00Z`)],
  { saltOf = async () => salt as Uint8Array | null } = {},
) {
  const [store, rollups] = [memoryStore(...visits), memoryRollups()]
  let clock = Date.parse(now)
  const markOwner = ownerMarker({
    ...{ store, rollups, now: () => new Date(clock) },
    todaysVisitor: visitorFinder({ respectGpc: true, saltOf }),
  })
  return {
    ...{ store, rollups, markOwner },
    saidOf: (day = today, one = visitor) => store.mineMark({ site, day, subject: one }),
    pass: (milliseconds: number) => {
      clock += milliseconds
    },
  }
}

test('a browser is asked for once, and again on the next day', async () => {
  const { markOwner, store, saidOf, pass } = opened()
  const asked = jest.spyOn(store, 'mineMark')
  for (let minutes = 0; minutes < 10; minutes++) await markOwner(caller, [site])
  expect(asked).toHaveBeenCalledTimes(1)
  expect(await saidOf()).toBe(true)
  pass(86_400_000)
  await markOwner(caller, [site])
  expect(await saidOf('2026-11-23')).toBe(true)
})

test.each([
  ['who opts out', { ...caller, optsOut: true }],
  ['without an address', { ...caller, ip: '' }],
  ['with what is none', { ...caller, ip: '203.0.113.7, 8.8.8.8' }],
])('nobody %s is marked: such a visit has no visitor', async (_, one) => {
  const { markOwner, store } = opened()
  const marked = jest.spyOn(store, 'addMineMark')
  await markOwner(one, [site])
  expect(marked).not.toHaveBeenCalled()
})

test('before anybody has come on a day there is no salt, and nothing is marked; then it is', async () => {
  let salts: Uint8Array | null = null
  const { markOwner, saidOf } = opened([], { saltOf: async () => salts })
  await markOwner(caller, [site])
  expect(await saidOf()).toBeNull()
  salts = salt
  await markOwner(caller, [site])
  expect(await saidOf()).toBe(true)
})

const others = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    ...visitAt(`${today}T09:00:00Z`, { visitor: 'b'.repeat(24) }),
    id: `01a203ef-642b-7000-8000-${String(at).padStart(12, '0')}`,
  }))

test.each([
  ['who has not come today', [own('2026-11-21T08:00:00Z'), ...others(3)], []],
  ['who has', [own(`${today}T08:00:00Z`), ...others(3)], [`${site} ${today}`]],
  ['among more visits than are looked at', others(5001), [`${site} ${today}`]],
])('today is counted again for an owner %s, if at all', async (_, visits, again) => {
  const { markOwner, rollups, saidOf } = opened(visits)
  await markOwner(caller, [site])
  expect([...rollups.again.keys()]).toEqual(again)
  expect(await saidOf()).toBe(true)
})

test('a function that remembers nothing has nothing counted again for a mark that is there', async () => {
  const { markOwner, store, rollups } = opened()
  await store.putMineMark({ site, day: today, subject: visitor, mine: true })
  await markOwner(caller, [site])
  expect(rollups.again.size).toBe(0)
})

test('at most a hundred sites are marked', async () => {
  const { markOwner, store } = opened()
  const marked = jest.spyOn(store, 'addMineMark')
  await markOwner(
    caller,
    Array.from({ length: 150 }, (_, at) => `site-${at}.example`),
  )
  expect(marked).toHaveBeenCalledTimes(100)
})

describe('GET /status', () => {
  const stats = {
    name: 'stats',
    sha256: hashOf('a-token-for-totals').toString('hex'),
    scope: 'stats' as const,
  }
  const asking = (path: string, headers: object = authorized) => ({
    route: 'GET /status',
    path,
    headers: { 'user-agent': firefox, ...headers },
  })

  test.each([
    ['the dashboard', '/status?reader=dashboard', {}, true],
    ['a script', '/status', {}, null],
    ['a dashboard whose browser opts out', '/status?reader=dashboard', { 'sec-gpc': '1' }, null],
  ])('asked by %s marks its browser, or does not', async (_, path, headers, said) => {
    const store = memoryStore(own(`${today}T08:00:00Z`))
    const ask = book({ store, now: () => new Date(now) })
    expect(await ask(asking(path, { ...authorized, ...headers }))).toMatchObject({ status: 200 })
    expect(await store.mineMark({ site, day: today, subject: visitor })).toBe(said)
  })

  test('asked with a token for totals, or by a reader that is unknown, marks nobody', async () => {
    const store = memoryStore(own(`${today}T08:00:00Z`))
    const ask = book({ store, tokens: [stats], now: () => new Date(now) })
    const headers = { Authorization: 'Bearer a-token-for-totals' }
    expect(await ask(asking('/status?reader=dashboard', headers))).toMatchObject({ status: 403 })
    const owners = book({ store, now: () => new Date(now) })
    expect(await owners(asking('/status?reader=curl'))).toMatchObject({
      status: 400,
      json: { field: 'reader' },
    })
    expect(await store.mineMark({ site, day: today, subject: visitor })).toBeNull()
  })

  test('says how things are, whether a mark can be put or not', async () => {
    const store = memoryStore(own(`${today}T08:00:00Z`))
    jest.spyOn(store, 'mineMark').mockRejectedValue(new Error('out of reach'))
    jest.spyOn(console, 'error').mockImplementation(() => {})
    const ask = book({ store, now: () => new Date(now) })
    expect(await ask(asking('/status?reader=dashboard'))).toMatchObject({
      status: 200,
      json: { lastVisit: `${today}T08:00:00.000Z` },
    })
  })
})

import type { RefusalAnswer } from '../../../lambda/api/refusals'
import { authorized, book, type Got, now } from '../../support/book'
import { type MemoryRefusals, memoryRefusals, refusalAt } from '../../support/memory/refusals'

const first = refusalAt('2026-11-20T08:00:00Z', { page: '/cv.html' })
const again = refusalAt('2026-11-22T08:00:00Z')
const malformed = refusalAt('2026-11-21T08:00:00Z', {
  reason: 'malformed',
  host: 'you.github.io',
  listable: false,
  field: 'page',
  detail: 'page is required',
})
const old = refusalAt('2026-10-01T08:00:00Z', { host: 'old.example' })

const list = (query = '', refusals: MemoryRefusals = memoryRefusals(first, malformed, again, old)) =>
  book({ refusals })({ route: 'GET /refusals', path: `/refusals${query}`, headers: authorized })

const hosts = ({ json }: Got) => (json as { refusals: RefusalAnswer[] }).refusals.map(({ host }) => host)

test('what was turned away in the last 30 days: why, from where, how often, and what would let it in', async () => {
  expect(await list()).toMatchObject({ status: 200 })
  expect((await list()).json).toEqual({
    refusals: [
      {
        reason: 'origin not listed',
        host: 'www.example.org',
        count: 2,
        firstSeen: '2026-11-20T08:00:00.000Z',
        lastSeen: '2026-11-22T08:00:00.000Z',
        site: null,
        page: '/cv.html',
        route: 'POST /visits',
        field: null,
        detail: 'origin host "www.example.org" is not listed in the setting sites',
        remedy:
          'if this is yours: "sites": ["you.github.io", "*.example.com", "www.example.org"] in visitbook.json, ' +
          "or -c 'sites=you.github.io,*.example.com,www.example.org'",
      },
      expect.objectContaining({
        reason: 'malformed',
        host: 'you.github.io',
        count: 1,
        field: 'page',
        remedy: 'correct what the page sends (page is required), or use the beacon as it is',
      }),
    ],
    others: { groups: 0, count: 0 },
    from: '2026-10-23T15:45:50.123Z',
    complete: true,
  })
})

test('before any refusal there is none', async () => {
  expect((await list('', memoryRefusals())).json).toMatchObject({ refusals: [], complete: true })
})

test.each([
  ['?limit=1', ['www.example.org']],
  ['?from=2026-11-21&to=2026-11-21', ['you.github.io']],
  ['?to=2026-10-05', ['old.example']],
  ['?from=2026-01-01', ['www.example.org', 'you.github.io', 'old.example']],
])('GET /refusals%s', async (query, listed) => {
  expect(hosts(await list(query))).toEqual(listed)
})

test.each([
  ['?limit=0', 'limit', 'limit must be a whole number from 1 to 500'],
  ['?limit=501', 'limit', 'limit must be a whole number from 1 to 500'],
  ['?limit=a', 'limit', 'limit must be a whole number from 1 to 500'],
  ['?from=2026-11-22&to=2026-11-21', 'from', 'from must be before to'],
  ['?from=x', 'from', expect.stringContaining('from must be a day')],
  ['?site=you.github.io', 'site', 'site is not a parameter here; there are from, to, limit'],
])('GET /refusals%s is answered 400', async (query, field, detail) => {
  expect(await list(query)).toMatchObject({ status: 400, json: { field, detail } })
})

describe('of a flood', () => {
  /** A millisecond apart, the last one at a moment. */
  const flood = (count: number, last = now) =>
    Array.from({ length: count }, (_, at) =>
      refusalAt(new Date(Date.parse(last) - at).toISOString(), { host: 'forged.example' }),
    )
  const real = (time: string) => refusalAt(time, { host: 'www.example.org' })
  const from = (...refusals: MemoryRefusals['refusals']) => {
    const memory = memoryRefusals(real('2026-11-22T08:00:00Z'), real('2026-11-21T08:00:00Z'))
    for (const one of refusals) memory.refusals.push(one)
    return memory
  }
  const counts = ({ json }: Got) =>
    (json as { refusals: RefusalAnswer[] }).refusals.map(({ host, count }) => [host, count])

  test.each([
    [15_000, [15_000, 2], true, '2026-10-23T15:45:50.123Z'],
    [24_998, [24_998, 2], true, '2026-10-23T15:45:50.123Z'],
    [25_000, [24_999, 1], false, '2026-11-22T15:45:25.125Z'],
  ])(
    '%d from one host are one entry, beside which the others stay listed',
    async (made, [forged, honest], complete, since) => {
      const got = await list('', from(...flood(made)))
      expect(counts(got)).toEqual([
        ['forged.example', forged],
        ['www.example.org', honest],
      ])
      expect(got.json).toMatchObject({ complete, from: since })
    },
  )

  test('what a limit leaves out is summed', async () => {
    const got = await list('?limit=1', from(...flood(10)))
    expect(counts(got)).toEqual([['forged.example', 10]])
    expect(got.json).toMatchObject({ others: { groups: 1, count: 2 } })
  })
})

test('what strangers sent is said as text, bounded, and no setting is made of it', async () => {
  const refusals = memoryRefusals()
  const info = jest.spyOn(console, 'info').mockImplementation()
  const ask = book({ refusals })
  const hostile = [
    '\u001b]0;owned\u0007\u001b[2J',
    '=HYPERLINK("https://evil.example")',
    '"], "tokens": [',
    "x' && rm -rf ~ '",
    'https://a,b.example',
    'x'.repeat(10_000),
    '💼'.repeat(10_000),
    '\ud800',
  ]
  for (const origin of hostile)
    await ask({ route: 'POST /visits', headers: { Origin: origin }, body: '{"page":"/"}' })
  info.mockRestore()
  const { json, body } = await list('', refusals)
  const groups = (json as { refusals: RefusalAnswer[] }).refusals
  expect(groups).toHaveLength(hostile.length)
  for (const { host, remedy } of groups) {
    expect(Buffer.byteLength(host)).toBeLessThanOrEqual(100)
    expect(host.isWellFormed()).toBe(true)
    expect(remedy).toBe('no setting: what came as origin is not the host of a web page')
  }
  expect(body).not.toMatch(/\\u00[01]|\p{Cc}/u)
})

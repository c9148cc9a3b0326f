import type { Visit } from '../../lambda/domain/visit/visit'
import { authorized, book, type Got } from '../support/book'
import { firefox, type MemoryStore, memoryStore, visitAt } from '../support/memory/visits'

const visitor = 'aaaaaaaaaaaaaaaaaaaaaaaa'
const bank = visitAt('2026-11-20T08:00:00Z', { asn: 64496, page: '/cv.html', country: 'DE', visitor })
const bankAgain = visitAt('2026-11-22T08:00:00Z', {
  asn: 64496,
  country: 'AT',
  site: 'a.example.com',
  visitor,
})
const university = visitAt('2026-11-21T08:00:00Z', { asn: 64497 })
const broadband = visitAt('2026-11-22T09:00:00Z', { asn: 64498 })
const crawler = visitAt('2026-11-22T10:00:00Z', { asn: 64496, userAgent: 'Googlebot/2.1' })
const old = visitAt('2026-10-01T08:00:00Z', { asn: 64497, page: '/old' })
const nobody = visitAt('2026-11-22T11:00:00Z')
const all = [bank, bankAgain, university, broadband, crawler, old, nobody]

interface Said {
  readonly organisations: { asns: number[]; visits: number }[]
  readonly others: object
  readonly visits: { id: string; organisation: string | null; kind: string | null; bot: string | null }[]
}

function opened(store: MemoryStore = memoryStore(...all)) {
  const ask = book({ store })
  const headers = authorized
  const one = (method: string, asn: string | number, body?: object | string) =>
    ask({
      route: `${method} /organisations/{key}`,
      path: `/organisations/${asn}`,
      params: { key: String(asn).replace(/\?.*/, '') },
      headers,
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
  const list = (query = '') => ask({ route: 'GET /organisations', path: `/organisations${query}`, headers })
  const visits = (query = '') => ask({ route: 'GET /visits', path: `/visits${query}`, headers })
  return { store, ask, one, list, visits }
}

const asns = ({ json }: Got) => (json as Said).organisations.flatMap(({ asns }) => asns)
const ids = ({ json }: Got) => (json as Said).visits.map(({ id }) => id)
const idsOf = (...visits: Visit[]) => visits.map(({ id }) => id)

const bankPresence = {
  key: 'example-bank',
  asns: [64496],
  name: 'Example Bank',
  domain: 'bank.example',
  kind: 'business',
  confidence: 'high',
  evidence: 'label',
  countries: ['AT', 'DE'],
  visits: 2,
  visitors: 1,
  pages: [
    { page: '/', visits: 1 },
    { page: '/cv.html', visits: 1 },
  ],
  seconds: 0,
  sections: [],
  links: [],
  firstSeen: '2026-11-20T08:00:00.000Z',
  lastSeen: '2026-11-22T08:00:00.000Z',
}

describe('GET /organisations', () => {
  test('says who came in the last 30 days, without bots', async () => {
    const { status, json } = await opened().list()
    expect([status, json]).toEqual([
      200,
      {
        organisations: [
          { ...bankPresence, isNew: true, star: false, note: null, daily: [...Array(28).fill(0), 1, 0, 1] },
          expect.objectContaining({ asns: [64497], visits: 1, isNew: false }),
        ],
        others: { organisations: 0, perhaps: 0, visits: 0 },
        sites: [
          { site: 'a.example.com', organisations: 1 },
          { site: 'you.github.io', organisations: 2 },
        ],
        kinds: {
          values: [
            { kind: 'business', visits: 2 },
            { kind: 'education', visits: 1 },
            { kind: 'isp', visits: 1 },
          ],
          complete: true,
        },
        gateways: [],
        from: '2026-10-23T15:45:50.123Z',
        complete: true,
      },
    ])
  })

  test('says how many it does not list', async () => {
    const { json } = await opened().list('?kind=all&limit=1')
    const { organisations } = (await opened().list('?kind=all')).json as Said
    const visits = organisations.slice(1).reduce((sum, one) => sum + one.visits, 0)
    expect((json as Said).others).toEqual({ organisations: 2, perhaps: 0, visits })
  })

  test.each([
    ['', [64496, 64497]],
    ['?kind=all', [64496, 64497, 64498]],
    ['?kind=isp,unknown', [64498]],
    ['?kind=education', [64497]],
    ['?site=a.example.com', [64496]],
    ['?from=2026-11-21&to=2026-11-21', [64497]],
    ['?to=2026-10-05', [64497]],
    ['?limit=1', [64496]],
  ])('GET /organisations%s', async (query, listed) => {
    expect(asns(await opened().list(query))).toEqual(listed)
  })

  test.each([
    ['?kind=bank', 'kind'],
    ['?limit=1001', 'limit'],
    ['?site=a%20b', 'site'],
    ['?from=x', 'from'],
    ['?bot=include', 'bot'],
  ])('GET /organisations%s is answered 400', async (query, field) => {
    expect(await opened().list(query)).toMatchObject({ status: 400, json: { field } })
  })

  test('of more visits than one request counts the newest are counted, and it says so', async () => {
    const store: MemoryStore = {
      ...memoryStore(bank),
      async *visitsOf() {
        for (let at = 100_001; at > 0; at--) yield { ...bank, time: new Date(at).toISOString() }
      },
    }
    expect((await opened(store).list('?from=1970-01-01')).json).toMatchObject({
      organisations: [{ asns: [64496], visits: 100_000 }],
      from: '1970-01-01T00:00:00.002Z',
      complete: false,
    })
  })
})

describe('GET /organisations/{key}', () => {
  test.each(['example-bank', '64496', 'AS64496'])(
    '%s says what it read, ever, by the index alone',
    async (asn) => {
      const store = memoryStore(...all)
      store.visitsOf = () => {
        throw new Error('no other visit is looked at')
      }
      expect(await opened(store).one('GET', asn)).toMatchObject({
        status: 200,
        json: {
          ...bankPresence,
          correction: null,
          narrower: [],
          from: '1970-01-01T00:00:00.000Z',
          complete: true,
        },
      })
    },
  )

  test('a kind that is not in the index is picked from all visits', async () => {
    expect((await opened().one('GET', 64498)).json).toMatchObject({ visits: 1, kind: 'isp' })
  })

  test('a period and a site may be asked for', async () => {
    const answer = await opened().one('GET', '64496?site=you.github.io&from=2026-11-20')
    expect(answer.json).toMatchObject({ visits: 1, countries: ['DE'], from: '2026-11-20T00:00:00.000Z' })
  })

  test('a network that did not come was not seen', async () => {
    expect((await opened().one('GET', 64499)).json).toMatchObject({
      visits: 0,
      firstSeen: null,
      name: 'Whoever',
    })
  })

  test('one of which nothing is known is answered 404', async () => {
    expect(await opened().one('GET', 1)).toMatchObject({
      status: 404,
      json: { detail: 'there is no network AS1, and no visit from one' },
    })
  })
})

describe('the owner’s word', () => {
  test('applies at once, to old visits too: in the report, the list, the filter and CSV', async () => {
    const { one, list, visits } = opened()
    expect((await one('PATCH', 64498, { name: 'Example AG', kind: 'business' })).json).toEqual({
      key: 'example-ag',
      name: 'Example AG',
      domain: null,
      kind: 'business',
      confidence: 'high',
      evidence: 'owner',
      star: false,
      note: null,
      correction: { name: 'Example AG', kind: 'business', domain: null, mine: false, muted: false },
    })
    expect(asns(await list())).toEqual([64496, 64498, 64497])
    expect((await visits('?organisation=64498')).json).toMatchObject({
      visits: [{ id: broadband.id, organisation: 'Example AG', kind: 'business', evidence: 'owner' }],
    })
    expect(ids(await visits('?kind=business'))).toEqual(idsOf(broadband, bankAgain, bank))
    expect(ids(await visits('?kind=isp'))).toEqual([])
    expect((await visits('?kind=business&format=csv')).body).toContain(
      ',64498,"Example AG","example-ag",,"business","high","owner",',
    )
    const { json } = await one('GET', 64498)
    expect(json).toMatchObject({ name: 'Example AG', visits: 1, correction: { kind: 'business' } })
  })

  test('is merged with what was said before, and taken back field by field', async () => {
    const { one, store } = opened()
    await one('PATCH', 64496, { name: 'Bank', mine: true })
    expect((await one('PATCH', 64496, { kind: 'isp', mine: false })).json).toMatchObject({
      name: 'Bank',
      kind: 'isp',
      correction: { name: 'Bank', kind: 'isp', domain: null, mine: false, muted: false },
    })
    expect((await one('PATCH', 64496, { name: null, kind: null })).json).toMatchObject({
      name: 'Example Bank',
      kind: 'business',
      correction: null,
    })
    expect(await store.corrections()).toEqual([])
  })

  test('takes my own network out of lists, unless it is asked for', async () => {
    const { one, list, visits } = opened()
    await one('PATCH', 64496, { mine: true })
    expect(asns(await list())).toEqual([64497])
    expect(asns(await list('?mine=only'))).toEqual([64496])
    expect(asns(await list('?mine=include'))).toEqual([64496, 64497])
    expect(ids(await visits())).toEqual(idsOf(nobody, broadband, university, old))
    expect(ids(await visits('?mine=only'))).toEqual(idsOf(bankAgain, bank))
    expect((await one('GET', 64496)).json).toMatchObject({ visits: 2, correction: { mine: true } })
  })

  test('mutes it: it stays in all lists, and nothing is counted again for it', async () => {
    const { one, list, store } = opened()
    const listed = await list()
    const word = { name: null, kind: null, domain: null, mine: false, muted: true }
    expect((await one('PATCH', 64496, { muted: true })).json).toMatchObject({ correction: word })
    expect(await list()).toEqual(listed)
    expect(await store.corrections()).toEqual([{ subject: 64496, ...word, star: false, note: null }])
    expect((await one('PATCH', 64496, { muted: null })).json).toMatchObject({ correction: null })
    expect(await store.corrections()).toEqual([])
  })

  test('a star and a note are kept with it, told and exported, and nothing is counted again for them', async () => {
    const { one, list, store } = opened()
    const mark = { star: true, note: '=applied 3 Nov' }
    expect((await one('PATCH', 'example-bank', { star: true })).json).toMatchObject({
      star: true,
      note: null,
    })
    expect((await one('PATCH', 'example-bank', { note: ' =applied\n3 Nov ' })).json).toMatchObject({
      ...{ key: 'example-bank', ...mark, correction: null },
    })
    expect((await list()).json).toMatchObject({ organisations: [mark, { star: false, note: null }] })
    expect((await one('GET', 64496)).json).toMatchObject({ ...mark, correction: null })
    expect((await list('?format=csv')).body).toMatch(/,true,"'=applied 3 Nov"\r\n.*,false,\r\n$/s)
    const word = { name: null, kind: null, domain: null, mine: false, muted: false }
    expect(await store.corrections()).toEqual([{ subject: 'example-bank', ...word, ...mark }])
  })

  test('star and note stay where the correction is taken back, and go by themselves', async () => {
    const { one, store } = opened()
    await one('PATCH', 'example-bank', { name: 'Bank', star: true, note: 'applied' })
    expect(await one('DELETE', 'example-bank')).toMatchObject({ status: 204 })
    expect((await one('GET', 'example-bank')).json).toMatchObject({
      ...{ name: 'Example Bank', star: true, note: 'applied', correction: null },
    })
    expect(await one('DELETE', 'example-bank')).toMatchObject({ status: 404 })
    expect((await one('PATCH', 'example-bank', { star: null, note: null })).json).toMatchObject({
      ...{ star: false, note: null },
    })
    expect(await store.corrections()).toEqual([])
  })

  test.each([
    [64496, { star: true }, 'star is for a whole organisation, by its key'],
    ['192.0.2.0-24', { note: 'x' }, 'note is for a whole organisation, by its key'],
    ['example-bank', { note: 'x'.repeat(281) }, 'note must have at most 280 characters'],
    ['example-bank', { note: ' ' }, 'note must not be empty'],
    ['example-bank', { star: 'yes' }, 'star must be true or false'],
  ])('of %s, %j is refused', async (subject, body, detail) => {
    const { one } = opened()
    expect(await one('PATCH', subject, body)).toMatchObject({ status: 400, json: { detail } })
  })

  test('each day’s visits are told, those of closed days from rollups too', async () => {
    const { one, list } = opened()
    const days = [...Array(28).fill(0), 1, 0, 1] // 23 October to 22 November
    expect((await list()).json).toMatchObject({ organisations: [{ daily: days }, {}] })
    expect((await one('GET', 64496)).json).toMatchObject({ daily: [...Array(29).fill(0), ...days] })
  })

  test('is taken back whole', async () => {
    const { one } = opened()
    await one('PATCH', 64496, { name: 'Bank' })
    expect(await one('DELETE', 64496)).toMatchObject({ status: 204, body: '' })
    expect((await one('GET', 64496)).json).toMatchObject({ name: 'Example Bank', correction: null })
    expect(await one('DELETE', 64496)).toMatchObject({
      status: 404,
      json: { detail: 'there is no correction of AS64496' },
    })
  })

  test('names a network that the table does not have', async () => {
    const { one } = opened()
    await one('PATCH', 64999, { name: 'New AG' })
    expect((await one('GET', 64999)).json).toMatchObject({ name: 'New AG', kind: 'unknown', visits: 0 })
  })

  test.each([
    ['64496', {}, undefined],
    ['64496', '', undefined],
    ['64496', '{', undefined],
    ['64496', { kind: 'bank' }, 'kind'],
    ['64496', { asn: 7 }, 'asn'],
    ['0', { mine: true }, 'key'],
    ['4294967296', { mine: true }, 'key'],
    ['a b', { mine: true }, 'key'],
  ])('PATCH of %s with %j is answered 400 and changes nothing', async (asn, body, field) => {
    const { one, store } = opened()
    const answer = await one('PATCH', asn, body)
    expect(answer.status).toBe(400)
    expect((answer.json as { field?: string }).field).toBe(field)
    expect(await store.corrections()).toEqual([])
  })
})

test.each(['0.0.0.0-0', '203.0.113.0-33', '300.0.113.0-24', ':-0'])(
  '%s is no range, and nobody’s key',
  async (key) => {
    const { one, store } = opened()
    expect((await one('PATCH', key, { mine: true })).status).toBe(404)
    expect(await store.corrections()).toEqual([])
  },
)

describe('bots', () => {
  const bots = [
    visitAt('2026-11-22T12:00:00Z', { userAgent: null, visitor }),
    visitAt('2026-11-22T13:00:00Z', { userAgent: firefox, webdriver: true }),
  ]

  test.each([
    ['', [nobody]],
    ['?bot=exclude', [nobody]],
    ['?bot=include', [...bots.toReversed(), nobody]],
    ['?bot=only', bots.toReversed()],
  ])('GET /visits%s', async (query, listed) => {
    expect(ids(await opened(memoryStore(nobody, ...bots)).visits(query))).toEqual(idsOf(...listed))
  })

  test('are marked with the reason', async () => {
    const { json } = await opened(memoryStore(...bots)).visits('?bot=only')
    expect((json as Said).visits.map(({ bot }) => bot)).toEqual(['webdriver', 'no user agent'])
  })

  test('and my own visits are erased with their visitor like all others', async () => {
    const { ask, one, store } = opened(memoryStore(...bots, bank))
    await one('PATCH', 64496, { mine: true })
    await ask({ route: 'DELETE /visits', path: `/visits?visitor=${visitor}`, headers: authorized })
    expect(store.visits).toEqual([bots[1]])
  })
})

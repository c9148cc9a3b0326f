import { defaults } from '../../lambda/contract'
import { rollUp } from '../../lambda/counting/roll-up'
import type { Visit } from '../../lambda/domain/visit/visit'
import { authorized, book, now } from '../support/book'
import { memoryRollups } from '../support/memory/rollups'
import { memoryStore, networks, visitAt } from '../support/memory/visits'

/** 64496 and 64501 are the bank's; the institute holds a range of the provider 64498, the gateway is 64502. */
const visitor = (digit: string) => digit.repeat(24)
const bankOne = visitAt('2026-11-20T08:00:00Z', { asn: 64496, visitor: visitor('a'), page: '/a' })
const bankTwo = visitAt('2026-11-21T08:00:00Z', { asn: 64501, visitor: visitor('b'), page: '/b' })
const institute = visitAt('2026-11-21T09:00:00Z', {
  ...{ asn: 64498, holder: 'example-institute', visitor: visitor('c'), ip: '198.51.100.0/24' },
})
const provider = visitAt('2026-11-21T10:00:00Z', { asn: 64498, visitor: visitor('d'), ip: '192.0.2.0/24' })
const neighbour = visitAt('2026-11-21T11:00:00Z', { asn: 64498, visitor: visitor('e'), ip: '203.0.113.0/24' })
const gateway = visitAt('2026-11-22T08:00:00Z', { asn: 64502, visitor: visitor('f') })
const all = [bankOne, bankTwo, institute, provider, neighbour, gateway]

interface Listed {
  readonly key: string
  readonly name: string
  readonly kind: string
  readonly asns: readonly number[]
  readonly visits: number
}

function opened() {
  let clock = new Date(now)
  const store = memoryStore(...all)
  const rollups = memoryRollups(() => clock)
  const parts = { store, rollups, networks, pages: defaults.pages, now: () => clock }
  const ask = book({ store, rollups, now: () => clock })
  const get = async (route: string, path: string) => (await ask({ route, path, headers: authorized })).json
  const about = (method: string, key: string, body?: object) =>
    ask({
      ...{ route: `${method} /organisations/{key}`, path: `/organisations/${key}`, params: { key } },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      headers: authorized,
    })
  return {
    about,
    list: async (query = '?kind=all') =>
      ((await get('GET /organisations', `/organisations${query}`)) as { organisations: Listed[] })
        .organisations,
    listed: async (query: string) =>
      ((await get('GET /visits', `/visits?${query}`)) as { visits: { id: string }[] }).visits.map(
        ({ id }) => id,
      ),
    csv: async () =>
      (await ask({ route: 'GET /visits', path: '/visits?format=csv', headers: authorized })).body,
    stats: async (query = '') =>
      (
        (await get('GET /stats', `/stats?by=organisation${query}`)) as {
          by: { organisation: { values: { value: string | null; name?: string; visits: number }[] } }
        }
      ).by.organisation.values,
    /** Counts what is closed, an hour after whatever was corrected. */
    async count() {
      clock = new Date(clock.getTime() + 3_600_000)
      await rollUp(parts)
    },
  }
}

const idsOf = (...visits: Visit[]) => visits.map(({ id }) => id)
const bank = { key: 'example-bank', name: 'Example Bank', kind: 'business', asns: [64496, 64501], visits: 2 }

describe.each([
  ['counted', true],
  ['not counted', false],
])('visits that are %s', (_, isCounted) => {
  async function book_() {
    const one = opened()
    if (isCounted) await one.count()
    return one
  }

  test('are one row for each organisation, whatever networks and ranges its people came through', async () => {
    const { list } = await book_()
    expect(await list()).toMatchObject([
      bank,
      { key: 'example-institute', name: 'Example Institute', kind: 'education', asns: [], visits: 1 },
      { key: 'example-broadband', kind: 'isp', asns: [64498], visits: 2 },
      { key: 'example-gateway', kind: 'gateway', asns: [64502], visits: 1 },
    ])
    expect((await list('')).map(({ key }) => key)).toEqual(['example-bank', 'example-institute'])
  })

  test('are found by key with all networks, by number with one', async () => {
    const { listed, stats } = await book_()
    expect(await listed('organisation=example-bank')).toEqual(idsOf(bankTwo, bankOne))
    expect(await listed('organisation=64501')).toEqual(idsOf(bankTwo))
    expect(await listed('organisation=example-institute')).toEqual(idsOf(institute))
    expect(await listed('organisation=example-broadband')).toEqual(idsOf(neighbour, provider))
    expect(await listed('organisation=64498')).toEqual(idsOf(neighbour, provider, institute)) // the number is a fact
    expect(await listed('organisation=nobody')).toEqual([])
    expect((await stats()).map(({ value, visits }) => [value, visits])).toEqual(
      expect.arrayContaining([
        ['example-bank', 2],
        ['example-broadband', 2],
        ['example-institute', 1],
        ['example-gateway', 1],
      ]),
    )
    expect(await stats('&organisation=example-bank')).toMatchObject([{ value: 'example-bank', visits: 2 }])
    expect(await stats('&organisation=64501')).toMatchObject([{ value: 'example-bank', visits: 1 }])
  })

  test('are on one page, asked for by the key or by any of the numbers', async () => {
    const { about } = await book_()
    for (const key of ['example-bank', '64496', 'AS64501'])
      expect((await about('GET', key)).json).toMatchObject({ ...bank, visitors: 2, narrower: [] })
  })

  test.each([
    ['an organisation', 'example-bank', ['example-bank', 'example-bank'], 2],
    ['one network', 'AS64501', ['example-bank', 'the-bank'], 1],
  ])('a correction of %s holds for it alone, and is taken back', async (_what, subject, keys, touched) => {
    const { about, list, listed, stats, csv, count } = await book_()
    const word = { name: 'The Bank', kind: 'government' }
    expect(await about('PATCH', subject, word)).toMatchObject({
      status: 200,
      json: { ...word, evidence: 'owner' },
    })
    for (const settle of [async () => {}, count]) {
      await settle()
      const rows = (await list()).filter(({ asns }) => asns.some((asn) => asn === 64496 || asn === 64501))
      expect(rows.map(({ key }) => key).toSorted()).toEqual([...new Set(keys)])
      expect(rows.filter(({ name }) => name === 'The Bank').map(({ visits }) => visits)).toEqual([touched])
      expect((await listed('kind=government')).length).toBe(touched)
      expect((await csv()).split('The Bank').length - 1).toBe(touched)
      expect((await stats()).find(({ name }) => name === 'The Bank')?.visits).toBe(touched)
      expect((await stats('&kind=government')).reduce((sum, { visits }) => sum + visits, 0)).toBe(touched)
    }
    expect((await about('DELETE', subject)).status).toBe(204)
    for (const settle of [async () => {}, count]) {
      await settle()
      expect((await list()).filter(({ key }) => key === 'example-bank')).toMatchObject([bank])
      expect(await csv()).not.toContain('The Bank')
    }
  })

  test('a correction of a range makes an organisation of it, and renames nobody else', async () => {
    const { about, list, listed, stats, csv, count } = await book_()
    const word = { name: 'Client AG', kind: 'business' }
    expect((await about('PATCH', '192.0.2.0-24', word)).json).toMatchObject({ key: 'client-ag', ...word })
    for (const settle of [async () => {}, count, count]) {
      await settle()
      expect(await listed('organisation=client-ag')).toEqual(idsOf(provider))
      expect(await listed('organisation=example-broadband')).toEqual(idsOf(neighbour))
      expect((await csv()).split('Client AG').length - 1).toBe(1)
    }
    expect(await list('')).toMatchObject([
      bank,
      { key: 'client-ag', name: 'Client AG', asns: [], visits: 1 },
      { key: 'example-institute' },
    ])
    expect((await stats()).find(({ name }) => name === 'Client AG')?.visits).toBe(1)
    expect((await about('GET', 'client-ag')).json).toMatchObject({
      ...{ name: 'Client AG', visits: 1, correction: null },
      narrower: [{ subject: '192.0.2.0/24', ...word, domain: null, mine: false, muted: false }],
    })
    expect((await about('DELETE', '192.0.2.0-24')).status).toBe(204)
    await count()
    expect(await listed('organisation=example-broadband')).toEqual(idsOf(neighbour, provider))
    expect((await list()).map(({ key }) => key)).not.toContain('client-ag')
    expect((await about('GET', 'client-ag')).status).toBe(404)
  })

  test('the narrowest of three corrections wins: the range, then the network, then the organisation', async () => {
    const { about, listed } = await book_()
    await about('PATCH', 'example-broadband', { kind: 'mobile' })
    expect(await listed('kind=mobile')).toEqual(idsOf(neighbour, provider))
    await about('PATCH', 'AS64498', { kind: 'hosting' })
    expect(await listed('kind=hosting&bot=include')).toEqual(idsOf(neighbour, provider))
    await about('PATCH', '203.0.113.0-25', { kind: 'vpn' }) // less than what was kept of an address: nobody is in it
    expect(await listed('kind=vpn')).toEqual([])
    await about('PATCH', '203.0.113.0-24', { kind: 'vpn' })
    expect(await listed('kind=vpn')).toEqual(idsOf(neighbour))
    await about('PATCH', '203.0.0.0-16', { kind: 'government' })
    expect(await listed('kind=vpn')).toEqual(idsOf(neighbour))
    await about('DELETE', '203.0.113.0-24')
    expect(await listed('kind=government')).toEqual(idsOf(neighbour))
    for (const subject of ['203.0.0.0-16', 'AS64498', 'example-broadband']) await about('DELETE', subject)
    expect(await listed('kind=isp')).toEqual(idsOf(neighbour, provider))
  })
})

test.each(['nobody', 'AS64999', 'client-ag'])('%s is nobody, so there is nothing to tell', async (key) => {
  expect((await opened().about('GET', key)).status).toBe(404)
})

test('an organisation that nobody has cannot be corrected, an unheard-of network can', async () => {
  const { about } = opened()
  expect(await about('PATCH', 'nobody', { mine: true })).toMatchObject({
    status: 404,
    json: { detail: 'there is no organisation nobody, and no visit from one' },
  })
  expect((await about('PATCH', 'AS64999', { mine: true })).status).toBe(200)
})

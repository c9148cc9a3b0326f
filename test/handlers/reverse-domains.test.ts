import { defaults } from '../../lambda/contract'
import { rollUp } from '../../lambda/counting/roll-up'
import type { Directory } from '../../lambda/domain/describe/known-network'
import type { Visit } from '../../lambda/domain/visit/visit'
import type { RecordedDay } from '../../lambda/store/visit-store'
import { authorized, book, now } from '../support/book'
import { memoryRollups } from '../support/memory/rollups'
import { directoryOf, memoryStore, networks as others, visitAt } from '../support/memory/visits'

/** Of 64498, an ISP, of 64499, of which nothing is known, and of the bank's own network. */
const firmOld = visitAt('2026-11-10T08:00:00Z', { asn: 64498, reverseDomain: 'firm.example', page: '/a' })
const firm = visitAt('2026-11-21T08:00:00Z', { asn: 64498, reverseDomain: 'firm.example', page: '/b' })
const firmToo = visitAt('2026-11-22T08:00:00Z', {
  ...{ asn: 64499, reverseDomain: 'firm.example', ip: '203.0.113.0/24' },
})
const bank = visitAt('2026-11-21T09:00:00Z', { asn: 64496 })
const bankHome = visitAt('2026-11-21T10:00:00Z', { asn: 64498, reverseDomain: 'bank.example' })
const school = visitAt('2026-11-21T11:00:00Z', { asn: 64498, reverseDomain: 'school.edu' })
const line = visitAt('2026-11-21T12:00:00Z', { asn: 64498, reverseDomain: 'lines.example' })
const nobody = visitAt('2026-11-21T13:00:00Z', { asn: 64499 })
const all = [firmOld, firm, firmToo, bank, bankHome, school, line, nobody]

/** Has the domains of the bank and of a provider. */
const networks: Directory = directoryOf((id) => {
  const says = { id, evidence: 'reverse DNS', confidence: 'medium' } as const
  const of = (asn: number) => {
    const network = others.network(asn)
    return network && { ...network, ...says }
  }
  if (id === 'bank.example') return of(64496)
  return id === 'lines.example' ? of(64498) : others.network(id)
})

interface Listed {
  readonly key: string
  readonly visits: number
  readonly isNew: boolean | null
}

/** @param recordedSince day since which the index has domains */
function opened({ recordedSince = '2026-11-01' } = {}) {
  let clock = new Date(now)
  const stored = memoryStore(...all)
  const hasDomains = (day: string) => day >= recordedSince
  const store: typeof stored = {
    ...stored,
    async daysOf(...range): Promise<readonly RecordedDay[]> {
      return (await stored.daysOf(...range)).map((one) => ({ ...one, hasDomains: hasDomains(one.day) }))
    },
    async *visitsOfNetwork(range) {
      for await (const visit of stored.visitsOfNetwork(range))
        if (visit.reverseDomain === null || hasDomains(visit.time.slice(0, 10))) yield visit
    },
  }
  const rollups = memoryRollups(() => clock)
  const parts = { store, rollups, networks, pages: defaults.pages, now: () => clock }
  const ask = book({ store, rollups, networks, now: () => clock })
  const get = async (route: string, path: string) => (await ask({ route, path, headers: authorized })).json
  return {
    about: (method: string, key: string, body?: object) =>
      ask({
        ...{ route: `${method} /organisations/{key}`, path: `/organisations/${key}`, params: { key } },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        headers: authorized,
      }),
    list: async (query = '') =>
      ((await get('GET /organisations', `/organisations${query}`)) as { organisations: Listed[] })
        .organisations,
    listed: async (query: string) =>
      ((await get('GET /visits', `/visits?${query}`)) as { visits: { id: string }[] }).visits.map(
        ({ id }) => id,
      ),
    stats: async (query = '') =>
      (
        (await get('GET /stats', `/stats?by=organisation${query}`)) as {
          by: { organisation: { values: { value: string; visits: number }[] } }
        }
      ).by.organisation.values.map(({ value, visits }) => [value, visits]),
    async pagesOf(query: string) {
      const pages: string[][] = []
      for (let cursor: string | null = ''; cursor !== null; ) {
        const asked: string = cursor === '' ? query : `${query}&cursor=${cursor}`
        const answer = (await get('GET /visits', `/visits?${asked}`)) as {
          visits: { id: string }[]
          cursor: string | null
        }
        pages.push(answer.visits.map(({ id }) => id))
        cursor = answer.cursor
      }
      return pages
    },
    async count() {
      clock = new Date(clock.getTime() + 3_600_000)
      await rollUp(parts)
    },
  }
}

const idsOf = (...visits: Visit[]) => visits.map(({ id }) => id)
const keysOf = (organisations: readonly Listed[]) => organisations.map(({ key, visits }) => [key, visits])
const everybody = [
  ['firm.example', 3],
  ['bank', 2],
  ['school.edu', 1],
].map(([key, visits]) => [key === 'bank' ? 'example-bank' : key, visits])

describe.each([
  ['counted', true],
  ['not counted', false],
])('visits with a reverse domain that are %s', (_, isCounted) => {
  async function book_() {
    const one = opened()
    if (isCounted) await one.count()
    return one
  }

  test('are among those who came, and named by whom the domain belongs to', async () => {
    const { list, stats } = await book_()
    expect(keysOf(await list('?kind=business,education'))).toEqual(expect.arrayContaining(everybody))
    const rows = await list('?kind=all')
    expect(rows).toHaveLength(5)
    expect(rows).toEqual(
      expect.arrayContaining(
        [
          { key: 'firm.example', name: 'firm.example', kind: 'business', confidence: 'medium', asns: [] },
          { key: 'example-bank', name: 'Example Bank', kind: 'business', visits: 2 },
          { key: 'school.edu', kind: 'education', confidence: 'medium', evidence: 'reverse DNS' },
          { key: 'whoever', visits: 1 },
          { key: 'example-broadband', kind: 'isp', visits: 1 },
        ].map((one) => expect.objectContaining(one)),
      ),
    )
    expect(rows.reduce((sum, { visits }) => sum + visits, 0)).toBe(all.length)
    expect(await stats()).toEqual(
      expect.arrayContaining([...everybody, ['whoever', 1], ['example-broadband', 1]]),
    )
  })

  test('are found by the domain, by the organisation of the domain, and by the number of the network', async () => {
    const { listed, stats } = await book_()
    expect(await listed('organisation=firm.example')).toEqual(idsOf(firmToo, firm, firmOld))
    expect(await listed('organisation=example-bank')).toEqual(idsOf(bankHome, bank))
    expect(await listed('organisation=Bank.Example')).toEqual(idsOf(bankHome, bank))
    expect(await listed('organisation=example-broadband')).toEqual(idsOf(line))
    expect(await listed('organisation=lines.example')).toEqual(idsOf(line))
    expect(await listed('organisation=whoever')).toEqual(idsOf(nobody))
    expect(await listed('organisation=64499')).toEqual(idsOf(firmToo, nobody)) // the number is a fact
    expect(await stats('&organisation=firm.example')).toEqual([['firm.example', 3]])
    expect(await stats('&organisation=example-bank')).toEqual([['example-bank', 2]])
    expect(await stats('&organisation=64499')).toEqual([
      ['whoever', 1],
      ['firm.example', 1],
    ])
  })

  test('are new by when anybody of the domain first came', async () => {
    const { list } = await book_()
    const news = async (from: string) =>
      Object.fromEntries((await list(`?from=${from}`)).map(({ key, isNew }) => [key, isNew]))
    expect(await news('2026-11-01')).toMatchObject({ 'firm.example': true, 'school.edu': true })
    expect(await news('2026-11-15')).toMatchObject({ 'firm.example': false, 'school.edu': true })
  })

  test('have a page; a domain that nobody came from has none', async () => {
    const { about } = await book_()
    expect((await about('GET', 'firm.example')).json).toMatchObject({ key: 'firm.example', visits: 3 })
    for (const key of ['example-bank', 'bank.example'])
      expect((await about('GET', key)).json).toMatchObject({ key: 'example-bank', visits: 2 })
    expect((await about('GET', 'elsewhere.example')).status).toBe(404)
  })

  test.each([
    [
      'a domain that nobody has',
      'firm.example',
      { kind: 'government', name: 'Ministry' },
      [firmToo, firm, firmOld],
    ],
    ['an organisation, with its domain', 'example-bank', { kind: 'government' }, [bankHome, bank]],
    ['the domain alone', 'bank.example', { kind: 'government', name: 'Ministry' }, [bankHome]],
    ['a range alone', '203.0.113.0-24', { kind: 'government', name: 'Ministry' }, [firmToo]],
  ])('a correction of %s holds, and is taken back', async (_what, subject, word, touched) => {
    const { about, list, listed, stats, count } = await book_()
    expect(await about('PATCH', subject, word)).toMatchObject({ status: 200, json: word })
    for (const settle of [async () => {}, count]) {
      await settle()
      expect(await listed('kind=government')).toEqual(idsOf(...touched))
      expect((await list('?kind=government')).reduce((sum, { visits }) => sum + visits, 0)).toBe(
        touched.length,
      )
      const counted = await stats('&kind=government')
      expect(counted.reduce((sum, [, visits]) => sum + Number(visits), 0)).toBe(touched.length)
    }
    expect((await about('DELETE', subject)).status).toBe(204)
    for (const settle of [async () => {}, count]) {
      await settle()
      expect(await listed('kind=government')).toEqual([])
      expect(await stats()).toEqual(expect.arrayContaining(everybody))
    }
  })

  test('the narrowest correction wins: the range, then the domain, then the organisation', async () => {
    const { about, listed } = await book_()
    await about('PATCH', 'example-bank', { kind: 'government' })
    await about('PATCH', 'bank.example', { kind: 'education' })
    expect(await listed('kind=government')).toEqual(idsOf(bank))
    expect(await listed('kind=education')).toEqual(idsOf(school, bankHome))
    await about('PATCH', 'firm.example', { kind: 'mobile' })
    await about('PATCH', '203.0.113.0-24', { kind: 'vpn' })
    expect(await listed('kind=vpn')).toEqual(idsOf(firmToo))
    expect(await listed('kind=mobile')).toEqual(idsOf(firm, firmOld))
    await about('PATCH', 'AS64498', { kind: 'hosting' }) // who the carrier is does not matter to whom DNS names
    expect(await listed('kind=hosting&bot=include')).toEqual(idsOf(line))
    expect((await about('GET', 'example-bank')).json).toMatchObject({
      narrower: [{ subject: 'bank.example', kind: 'education' }],
    })
  })
})

test('days that an earlier version recorded are searched too: its index had no domains', async () => {
  const { about, listed } = opened({ recordedSince: '2026-11-21' })
  expect(await listed('organisation=firm.example')).toEqual(idsOf(firmToo, firm, firmOld))
  expect(await listed('organisation=firm.example&to=2026-11-12')).toEqual(idsOf(firmOld))
  expect(await listed('organisation=firm.example&from=2026-11-22')).toEqual(idsOf(firmToo))
  expect(await listed('organisation=whoever')).toEqual(idsOf(nobody))
  expect((await about('GET', 'firm.example')).json).toMatchObject({ visits: 3, complete: true })
})

test('pages of what is partly in the index go on where they ended', async () => {
  const { pagesOf } = opened({ recordedSince: '2026-11-21' })
  expect(await pagesOf('organisation=firm.example&limit=1')).toEqual([[firmToo.id], [firm.id], [firmOld.id]])
})

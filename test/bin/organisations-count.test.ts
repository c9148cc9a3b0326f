import type { VisitAnswer } from '../../lambda/api/visits'
import { defaults } from '../../lambda/contract'
import { reopenedFor, rollUp } from '../../lambda/counting/roll-up'
import { nothingRead } from '../../lambda/domain/count/engagement-tally'
import { pagesNamed } from '../../lambda/domain/count/organisation-activity'
import { isIndexed } from '../../lambda/domain/organisation/organisation'
import { openNetworks } from '../../lambda/network/networks'
import { dynamoQueryStore } from '../../lambda/store/dynamo/query-store'
import { dynamoRollupStore } from '../../lambda/store/dynamo/rollup-store'
import { networkTableFile } from '../../lib/assets/network-table/file'
import { type LocalServer, startServer } from '../../local/server'
import { temporaryFolder } from '../store/fixtures'
import { onePage, spelledLast } from '../support/one-page'
import { describeWithRealLog, pageViewsByAwk, realLog, realLogViews } from '../support/real-log'
import { asnOf, linesOf, scan, sortedly } from '../support/source/source-scan'
import { visitbookHere } from './visitbook'

const site = 'semicomplete.com'
const may = 'from=2015-05-01&to=2015-05-31'

/** How often each of these is there. */
function countsOf<T>(all: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>()
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1)
  return counts
}

const numberOf = (ipv4: string) => ipv4.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n)
const unique = <T>(all: readonly (T | null)[]) => [...new Set(all)].filter((one): one is T => one !== null)

/** What `GET /organisations` must say of an organisation, from the visits of it, newest first. */
function reportOf(visits: readonly VisitAnswer[]) {
  const pages = [...countsOf(visits.map(({ page }) => onePage(page)))].map(([key, count]) => ({
    page: spelledLast(visits.filter(({ page }) => onePage(page) === key)),
    visits: count,
  }))
  const [newest] = visits as [VisitAnswer]
  const facts = visits.map(({ domain, kind, confidence, evidence }) =>
    JSON.stringify({ domain, kind, confidence, evidence }),
  )
  const [most] = [...countsOf(facts)].toSorted(([, a], [, b]) => b - a)[0] as [string, number]
  const { domain, kind, confidence, evidence } = JSON.parse(most) as VisitAnswer
  return {
    key: newest.organisationKey,
    name: newest.organisation,
    ...{ domain, kind, confidence, evidence },
    countries: unique(visits.map(({ country }) => country)).sort(),
    visits: visits.length,
    visitors: unique(visits.map(({ visitor }) => visitor)).length,
    pages: pages.sort((a, b) => b.visits - a.visits || (a.page < b.page ? -1 : 1)).slice(0, 10),
    ...nothingRead,
    firstSeen: visits.at(-1)?.time,
    lastSeen: newest.time,
    ...{ star: false, note: null },
    busyDays: [...countsOf(visits.map(({ time }) => time.slice(0, 10)))].sort().map(([, count]) => count),
  }
}

type Report = ReturnType<typeof reportOf>

interface Listed extends Omit<Report, 'busyDays'> {
  readonly isNew: boolean | null
  readonly asns: readonly number[]
  readonly daily: readonly number[]
}

const withoutNews = ({ isNew: _, asns: __, daily, ...report }: Listed): Report => ({
  ...report,
  busyDays: daily.filter((visits) => visits > 0),
})

const inOrder = (reports: readonly Report[]) =>
  reports.toSorted((a, b) => (String(a.key) < String(b.key) ? -1 : 1))

describeWithRealLog('who came, by a real log', () => {
  const { folder: data, remove } = temporaryFolder()
  let server: LocalServer
  let visits: VisitAnswer[]

  const get = (path: string) =>
    fetch(server.url + path, { headers: { authorization: `Bearer ${server.token}` } })

  /** Every visit that a list has, newest first, by following the links to the next page. */
  async function listed(query: string): Promise<VisitAnswer[]> {
    const lines: string[] = []
    let path: string | undefined = `/visits?site=${site}&format=ndjson&limit=500&${query}`
    while (path !== undefined) {
      const answer: Response = await get(path)
      lines.push(...(await answer.text()).split('\n').filter(Boolean))
      path = /^<(.+)>; rel="next"$/.exec(answer.headers.get('link') ?? '')?.[1]
    }
    return lines.map((line) => JSON.parse(line))
  }

  const organisations = async (query = ''): Promise<Report[]> => {
    const answer = await (await get(`/organisations?site=${site}&${may}&limit=1000${query}`)).json()
    expect(answer).toMatchObject({ complete: true, from: '2015-05-01T00:00:00.000Z' })
    return answer.organisations.map(withoutNews)
  }

  beforeAll(async () => {
    await visitbookHere(['import', 'access-log', realLog, '--site', site, '--data', data])
    server = await startServer({ port: 0, demoPort: 0, data, token: null, sites: [site] })
    visits = await listed('bot=include')
  }, 60_000)
  afterAll(async () => {
    await server?.close()
    remove()
  })

  test('each network has as many visits as a scan of the source gives the addresses that awk finds', () => {
    const addresses = sortedly(pageViewsByAwk('$1').map(numberOf))
    const expected = scan(linesOf('asn-ipv4'), addresses).map(asnOf)
    const counts = (asns: readonly (number | null)[]) =>
      [...countsOf(asns)].sort(([a], [b]) => (a ?? 0) - (b ?? 0))
    const counted = counts(visits.map(({ asn }) => asn))
    expect(visits).toHaveLength(realLogViews)
    expect(counted.length).toBeGreaterThan(200) // networks, so that the comparison says something
    expect(counted).toEqual(counts(expected))
  })

  test('the organisations are what the visits of people add up to, whatever their kind', async () => {
    const people = visits.filter(({ organisationKey, bot }) => organisationKey !== null && bot === null)
    const expected = unique(people.map(({ organisationKey }) => organisationKey)).map((key) =>
      reportOf(people.filter((visit) => visit.organisationKey === key)),
    )
    const all = await organisations('&kind=all')
    expect(inOrder(all)).toEqual(inOrder(expected))
    const sought = ['business', 'education', 'government']
    const wanted = await organisations()
    expect(inOrder(wanted)).toEqual(inOrder(expected.filter(({ kind }) => sought.includes(String(kind)))))
    const counts = sought.map((kind) => `${wanted.filter((one) => one.kind === kind).length} ${kind}`)
    console.info(
      `${visits.length} visits, ${people.length} of people in known networks; ${counts.join(', ')}`,
    )
  })

  test('the same is said from rollups as from visits, by whatever period and kinds', async () => {
    const later = () => new Date(Date.now() + 2 * reopenedFor) // an import reopens days for a while
    const table = { ...server.database, now: later }
    const networks = openNetworks(networkTableFile())
    await rollUp({
      store: dynamoQueryStore(table),
      rollups: dynamoRollupStore(table),
      networks,
      pages: defaults.pages,
      now: later,
    })
    expect((await (await get('/status')).json()).uncounted).toEqual({ days: 0, oldest: null, failing: [] })
    const days = ['from=2015-05-17&to=2015-05-20', 'from=2015-05-18T10:30:00Z&to=2015-05-19']
    for (const query of [may, ...days]) {
      const people = await listed(query)
      const expected = unique(people.map(({ organisationKey }) => organisationKey)).map((key) =>
        reportOf(people.filter((visit) => visit.organisationKey === key)),
      )
      const answer = await (await get(`/organisations?site=${site}&kind=all&limit=1000&${query}`)).json()
      const pagesOf = (key: string | null) => {
        const read = people
          .filter((visit) => visit.organisationKey === key)
          .map(({ time, page }) => `${time.slice(0, 10)} ${page}`)
        return countsOf(unique(read).map((one) => one.slice(0, 10)))
      }
      // Of a closed day the ten most read pages of an organisation are known, and three of a provider.
      const known = ({ kind }: Report) => (kind === null || isIndexed({ kind }) ? pagesNamed : 3)
      const isExact = (one: Report) => [...pagesOf(one.key).values()].every((pages) => pages <= known(one))
      const told = (reports: readonly Report[]) =>
        inOrder(reports).map((one) => (isExact(one) ? one : { ...one, pages: [] }))
      expect(expected.length).toBeGreaterThan(50)
      expect(expected.filter((one) => !isExact(one)).length).toBeLessThan(30)
      expect(answer.complete).toBe(true)
      expect(told(answer.organisations.map(withoutNews))).toEqual(told(expected))
    }
  })

  test('new are those of whom nobody is in the log before', async () => {
    const from = '2015-05-19'
    const people = await listed(may)
    const came = (key: string, before: boolean) =>
      people.some((visit) => visit.organisationKey === key && visit.time < from === before)
    const answer = await (
      await get(
        `/organisations?site=${site}&from=${from}&to=2015-05-31&kind=business,education,government,unknown&limit=1000`,
      )
    ).json()
    const said: { key: string; isNew: boolean | null }[] = answer.organisations
    expect(said.filter(({ isNew }) => isNew).length).toBeGreaterThan(2)
    expect(said.filter(({ isNew }) => isNew === false).length).toBeGreaterThan(0)
    for (const { key, isNew } of said)
      if (isNew !== null) expect([key, isNew]).toEqual([key, !came(key, true)])
  })

  test.each([
    ['Georgia Institute of Technology', 'education'],
    ['Warsaw University of Technology', 'education'],
    ['Morgan Stanley', 'business'],
  ])('%s is named, as %s, with its pages', async (name, kind) => {
    const found = (await organisations()).filter((one) => one.name === name)
    expect(found).toMatchObject([{ name, kind, pages: expect.arrayContaining([expect.anything()]) }])
  })

  test('every Googlebot is marked, and no bot is in the default list', async () => {
    const saysSo = ({ userAgent }: VisitAnswer) => /googlebot/i.test(userAgent ?? '')
    const agents = pageViewsByAwk('$0').map((line) => line.split('"').at(-2) ?? '')
    const googlebots = visits.filter(saysSo)
    expect(googlebots.length).toBe(agents.filter((agent) => /googlebot/i.test(agent)).length)
    expect(googlebots.length).toBeGreaterThan(50)
    expect(googlebots.filter(({ bot }) => bot === null)).toEqual([])
    const people = await listed('')
    expect(people).toEqual(visits.filter(({ bot }) => bot === null))
    expect(people.filter(saysSo)).toEqual([])
    console.info(`${googlebots.length} Googlebots, ${visits.length - people.length} bots in all`)
  })
})

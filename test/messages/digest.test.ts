import type { StatsAnswer } from '../../lambda/api/stats'
import type { VisitAnswer } from '../../lambda/api/visits'
import { defaults } from '../../lambda/contract'
import { reopenedFor, rollUp } from '../../lambda/counting/roll-up'
import type { Digest } from '../../lambda/domain/message/digest'
import { zoneOf } from '../../lambda/domain/time/zone'
import { type DigestOfParts, digestOf } from '../../lambda/messages/digest'
import { openNetworks } from '../../lambda/network/networks'
import { dynamoQueryStore } from '../../lambda/store/dynamo/query-store'
import { dynamoRecipientStore } from '../../lambda/store/dynamo/recipient-store'
import { dynamoRefusalQueryStore } from '../../lambda/store/dynamo/refusal-query-store'
import { dynamoRollupStore } from '../../lambda/store/dynamo/rollup-store'
import { networkTableFile } from '../../lib/assets/network-table/file'
import { visitbookHere } from '../bin/visitbook'
import { type Book, openBook } from '../local/book'
import { plainCount } from '../support/plain-count'
import { describeWithRealLog, realLog } from '../support/real-log'

const site = 'semicomplete.com'
const sought = ['business', 'education', 'government']

/** A digest of the log's days, the moment at which it is due, and the days that it must tell of. */
const asked = [
  ['daily', 'UTC', '2015-05-19T08:00:00Z', '2015-05-18', '2015-05-18', '2015-05-17', '2015-05-17'],
  ['daily', 'Europe/Berlin', '2015-05-18T22:30:00Z', '2015-05-18', '2015-05-18', '2015-05-17', '2015-05-17'],
  ['daily', 'Asia/Kolkata', '2015-05-19T20:00:00Z', '2015-05-19', '2015-05-19', '2015-05-18', '2015-05-18'],
  [
    'weekly',
    'America/New_York',
    '2015-05-25T12:00:00Z',
    '2015-05-18',
    '2015-05-24',
    '2015-05-11',
    '2015-05-17',
  ],
] as const

describeWithRealLog('a digest of a real log', () => {
  let book: Book
  let parts: DigestOfParts
  let visits: VisitAnswer[]

  beforeAll(async () => {
    book = await openBook({ sites: [site] })
    await visitbookHere(['import', 'access-log', realLog, '--site', site, '--data', book.folder])
    const now = () => new Date(Date.now() + 2 * reopenedFor) // an import reopens days for a while
    const table = { ...book.database, now }
    parts = {
      store: dynamoQueryStore(table),
      rollups: dynamoRollupStore(table),
      recipients: dynamoRecipientStore({ ...table, retentionDays: defaults.retentionDays }),
      refusals: dynamoRefusalQueryStore(table),
      networks: openNetworks(networkTableFile()),
      sites: [site],
      isDeployed: true,
      pages: defaults.pages,
      now,
    }
    await rollUp({ ...parts, rollups: dynamoRollupStore(table) })
    visits = await everybody()
  }, 120_000)
  afterAll(() => book.close())

  /** Visits of people, the newest first. */
  async function everybody(): Promise<VisitAnswer[]> {
    const found: VisitAnswer[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { json } = await book.ask(`GET /visits?site=${site}&limit=500${cursor && `&cursor=${cursor}`}`)
      found.push(...json.visits)
      cursor = json.cursor
    }
    return found
  }

  const stats = async (query: string): Promise<StatsAnswer> => (await book.ask(`GET /stats?${query}`)).json

  const inDays = (zone: string, from: string, to: string) => {
    const dayOf = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' })
    const day = ({ time }: VisitAnswer) => dayOf.format(new Date(time))
    return visits.filter((one) => day(one) >= from && day(one) <= to)
  }
  const organisationsIn = (some: readonly VisitAnswer[]) =>
    new Set(some.filter(({ kind }) => sought.includes(kind ?? '')).map((one) => one.organisationKey))

  test.each(asked)(
    '%s by the clock of %s has the numbers of GET /stats, of GET /organisations and of a plain count',
    async (every, tz, now, from, to, fromBefore, toBefore) => {
      const zone = zoneOf(tz)
      const digest = await digestOf(parts, { every, zone, now: new Date(now) })
      expect(digest).toMatchObject({
        every,
        from,
        to,
        zone: tz,
        complete: true,
        recipients: [],
        refusals: [],
      })

      const [told, before] = [inDays(tz, from, to), inDays(tz, fromBefore, toBefore)]
      const totalsOf = (some: readonly VisitAnswer[]) => ({
        ...plainCount(some),
        organisations: organisationsIn(some).size,
      })
      expect(digest.totals).toEqual(totalsOf(told))
      expect(digest.before).toEqual(totalsOf(before))
      const { totals } = await stats(`from=${from}&to=${to}&tz=${tz}`)
      expect([totals.visits, totals.visitors]).toEqual([digest.totals.visits, digest.totals.visitors])

      const start = new Date(zone.startOf(from)).toISOString()
      const end = new Date(zone.startOf(to) + 86_400_000).toISOString()
      const { json } = await book.ask(`GET /organisations?from=${start}&to=${end}&limit=1000`)
      expect(digest.totals.organisations).toBe(json.organisations.length)
      const listed = json.organisations as (Digest['fresh'][number] & {
        readonly isNew: boolean
        readonly pages: readonly { readonly page: string }[]
      })[]
      const named = (isNew: boolean, most: number) =>
        listed
          .filter((one) => one.isNew === isNew)
          .slice(0, most)
          .map(({ key, name, kind, confidence, visits, seconds, pages }) => ({
            ...{ key, name, kind, confidence, visits, seconds },
            read: pages.slice(0, 3).map(({ page }) => page),
          }))
      expect(digest.fresh).toEqual(named(true, 75))
      expect(digest.again).toEqual(named(false, 100 - digest.fresh.length))

      const earlier = organisationsIn(visits.filter(({ time }) => time < start))
      expect(digest.fresh.filter(({ key }) => earlier.has(key))).toEqual([])
      expect(digest.again.filter(({ key }) => !earlier.has(key))).toEqual([])
      expect(digest.fresh.length + digest.again.length).toBeGreaterThan(5)
    },
    60_000,
  )

  test('of a day on which nobody came says so, and is compared with the day before', async () => {
    const digest = await digestOf(parts, {
      every: 'daily',
      zone: zoneOf('UTC'),
      now: new Date('2015-05-22T08:00:00Z'),
    })
    const nobody = { visits: 0, visitors: 0, organisations: 0 }
    expect(digest).toMatchObject({ totals: nobody, fresh: [], again: [], complete: true })
  })
})

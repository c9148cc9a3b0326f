import type { StatsAnswer } from '../../lambda/api/stats'
import type { VisitAnswer } from '../../lambda/api/visits'
import { defaults } from '../../lambda/contract'
import { reopenedFor, rollUp } from '../../lambda/counting/roll-up'
import { type DescribedVisit, describer } from '../../lambda/domain/describe/described-visit'
import { dayOf, instantOf } from '../../lambda/domain/time/day'
import type { Visit } from '../../lambda/domain/visit/visit'
import { queryRoutes } from '../../lambda/handlers/query/query-routes'
import { api } from '../../lambda/http/api'
import { finish } from '../../lambda/http/etag'
import { visitorFinder, visitorHash } from '../../lambda/network/visitor'
import { dynamoQueryStore } from '../../lambda/store/dynamo/query-store'
import { dynamoRollupStore } from '../../lambda/store/dynamo/rollup-store'
import { dynamoRecordStore } from '../../lambda/store/items/record-store'
import { type Database, openDatabase } from '../../local/engine/database'
import { temporaryFolder } from '../store/fixtures'
import { authorized, tokens } from '../support/book'
import { event, visitorIp } from '../support/http/event'
import { noMessages } from '../support/memory/outbox'
import { memoryRecipients } from '../support/memory/recipients'
import { memoryRefusals } from '../support/memory/refusals'
import { memoryTokens } from '../support/memory/tokens'
import { firefox, networks } from '../support/memory/visits'
import { plainCount, plainCounts } from '../support/plain-count'
import { oneOf, random } from '../support/random'
import { randomVisits } from '../support/random-visits'
import { inFull } from '../support/size'

const [yesterday, today] = ['2026-11-21', '2026-11-22']
const noon = Date.parse(`${today}T12:30:00Z`)
const salt = new Uint8Array(32).fill(7)

const { folder, remove } = temporaryFolder()
let database: Database
beforeAll(async () => {
  database = await openDatabase(folder)
})
afterAll(async () => {
  await database.close()
  remove()
})

type Inclusion = 'exclude' | 'include' | 'only'

/** A site with a clock of its own, and what must be said of its visits, kept apart from the service. */
function lifeOf(site: string, { shards = 1, retentionDays = 365 } = {}) {
  let time = noon
  const now = () => new Date(time)
  const parts = { ...database, now, retentionDays }
  const [store, rollups] = [dynamoQueryStore(parts), dynamoRollupStore(parts)]
  const query = api(
    queryRoutes({
      ...{ store, rollups, tokens, networks, now, pages: defaults.pages, sites: [site], isDeployed: true },
      todaysVisitor: visitorFinder({ respectGpc: true, saltOf: async () => salt }),
      ...{ refusals: memoryRefusals(), tokenStore: memoryTokens(), fuses: { fuse: async () => null } },
      recipients: memoryRecipients(),
      ...{
        monthlyVisits: null,
        networkTable: null,
        dashboard: () => '',
        version: '',
        script: '',
        engagement: true,
        zone: null,
      },
      ...noMessages,
    }),
    finish,
  )
  const [there, marks] = [[] as Visit[], new Map<string, boolean>()]
  const nameOf = ({ time: at, visitor, id }: Visit) => `${dayOf(at)} ${visitor ?? id}`
  const ask = async (
    method: string,
    path: string,
    { body, headers }: { body?: string; headers?: object } = {},
  ) => {
    const id = /^\/visits\/([^?]+)/.exec(path)?.[1]
    const route = `${method} ${id === undefined ? path.split('?')[0] : '/visits/{id}'}`
    const sent = { route, path, headers: { ...authorized, ...headers }, ...(id && { params: { id } }) }
    const answer = await query(event({ ...sent, ...(body !== undefined && { body }) }))
    const text = Buffer.from(answer.body ?? '', answer.isBase64Encoded ? 'base64' : 'utf8').toString()
    return { status: answer.statusCode, json: JSON.parse(text) }
  }
  return {
    ...{ site, there, ask, rollups },
    /** Lets time pass until whatever is marked for recounting is settled by the run. */
    async count() {
      time += reopenedFor + 60_000
      await rollUp({ store, rollups, networks, pages: defaults.pages, now }, { site })
    },
    pass: (milliseconds: number) => {
      time += milliseconds
    },
    async record(visits: readonly Visit[]) {
      const visitStore = dynamoRecordStore({
        table: database.items,
        retentionDays,
        now,
        shardsOf: () => shards,
      })
      for (const visit of visits) {
        await visitStore.add(visit)
        there.push(visit)
      }
    },
    async mark(visit: Visit, mine: boolean) {
      marks.set(nameOf(visit), mine)
      return ask('PATCH', `/visits/${visit.id}?site=${site}`, { body: JSON.stringify({ mine }) })
    },
    mineOf: (visit: Visit): boolean => marks.get(nameOf(visit)) ?? visit.mine ?? false,
    reopened: async () => [...(await rollups.recountMarks({ site, from: yesterday, to: today })).keys()],
  }
}

type Life = ReturnType<typeof lifeOf>

const describeVisit = describer({ networks, corrections: [] })
const isIn: Readonly<Record<Inclusion, (mine: boolean) => boolean>> = {
  exclude: (mine) => !mine,
  include: () => true,
  only: (mine) => mine,
}

/** What lists and reports say, beside a plain count of what they must. */
async function compare({ site, there, ask, mineOf }: Life): Promise<void> {
  const all = `site=${site}&from=${yesterday}&to=${today}`
  for (const mine of ['exclude', 'include', 'only'] as const) {
    const wanted = there.filter((visit) => isIn[mine](mineOf(visit)))
    const people = wanted.map(describeVisit).filter(({ bot }) => bot === null)
    const [list, report] = await Promise.all([
      ask('GET', `/visits?${all}&bot=include&mine=${mine}&limit=500`),
      ask('GET', `/stats?${all}&by=page,organisation,hour&limit=500&mine=${mine}&internal=include`),
    ])
    const listed = list.json.visits as VisitAnswer[]
    expect(listed.map(({ id }) => id).toSorted()).toEqual(wanted.map(({ id }) => id).toSorted())
    expect(listed.every((one) => one.mine === mineOf(there.find(({ id }) => id === one.id) as Visit))).toBe(
      true,
    )
    const { totals, by, freshness } = report.json as StatsAnswer
    expect([mine, freshness.recounting, { visits: totals.visits, visitors: totals.visitors }]).toEqual([
      mine,
      [],
      plainCount(people),
    ])
    const organisations = by.organisation?.values.map(({ value, visits, visitors }) => [
      value,
      { visits, visitors },
    ])
    expect(Object.fromEntries(organisations ?? [])).toEqual(
      Object.fromEntries(plainCounts(people, ({ organisationKey }) => organisationKey)),
    )
    await compareOrganisations({ ask }, `${all}&mine=${mine}`, people)
  }
}

interface Row {
  readonly key: string
  readonly visits: number
  readonly visitors: number
}

/** The organisations of these, by a plain count, and by the list. */
async function compareOrganisations({ ask }: Pick<Life, 'ask'>, query: string, people: DescribedVisit[]) {
  const { organisations, complete } = (await ask('GET', `/organisations?${query}&kind=all`)).json
  const plain = plainCounts(
    people.filter(({ networkId }) => networkId !== null),
    ({ organisationKey }) => organisationKey,
  )
  expect([query, complete]).toEqual([query, true])
  expect(
    organisations.map(({ key, visits, visitors }: Row) => [key, { visits, visitors }]).toSorted(),
  ).toEqual([...plain].toSorted())
}

/** Random visits of both days, before the clock's hour on the second, of which the setting says of some that they are mine. */
const invented = (site: string, seed: number): Visit[] =>
  randomVisits({ seed, count: 240, days: [yesterday, today], sites: [site], visitors: 25, pages: 8 })
    .filter(({ time }) => Date.parse(time) < noon)
    .map((visit) => ({ ...visit, mine: visit.visitor?.startsWith('1') || null }))

const lives = Array.from({ length: 6 }, (_, at) => [at + 1, at % 2 === 0 ? 1 : 3] as const)

test.each(inFull(lives, lives.slice(0, 2)))(
  'whatever is marked and taken back, lists and reports say the same of hours that are open and closed, and of closed days: %d, %d shards',
  async (seed, shards) => {
    const next = random(seed)
    const life = lifeOf(`marked-${seed}.example`, { shards })
    await life.record(invented(life.site, seed))
    const markSome = async () => {
      for (let marked = 0; marked < 6; marked++) await life.mark(oneOf(life.there, next), next() < 0.6)
    }
    await markSome()
    await compare(life) // nothing is counted yet
    for (let round = 0; round < 3; round++) {
      await life.count()
      await compare(life)
      await markSome()
    }
    await life.count()
    await compare(life)
    life.pass(86_400_000) // both days are over
    await life.count()
    await compare(life)
    await markSome()
    await life.count()
    await compare(life)
  },
)

const owner = { 'user-agent': firefox }
const byOwner = (site: string, day: string) => ({
  site,
  visitor: visitorHash(salt, site, visitorIp, firefox),
  asn: 64496,
  userAgent: firefox,
  page: `/${day}`,
})

describe('who reads at the dashboard', () => {
  test('is left out from then on and before, on that day alone, in hours that were counted too', async () => {
    const site = 'reader.example'
    const life = lifeOf(site)
    const at = (hour: number, fields: Partial<Visit> = {}) => ({
      ...(invented(site, 9)[0] as Visit),
      ...byOwner(site, today),
      ...timed(`${today}T${String(hour).padStart(2, '0')}:00:00Z`, hour),
      ...fields,
    })
    await life.record([at(8), at(9, { visitor: 'b'.repeat(24) }), at(12)])
    await life.count()
    const shown = async () =>
      [
        (await life.ask('GET', `/visits?site=${site}`)).json.visits.length,
        (await life.ask('GET', `/stats?site=${site}&from=${today}`)).json.totals.visits,
      ] as const
    expect(await shown()).toEqual([3, 3])
    await life.ask('GET', '/status', { headers: owner })
    expect(await shown()).toEqual([3, 3])
    expect(await life.reopened()).toEqual([])
    await life.ask('GET', '/status?reader=dashboard', { headers: owner })
    expect(await life.reopened()).toEqual([today])
    await life.count()
    expect(await shown()).toEqual([1, 1])
    await life.record([at(13)])
    expect(await shown()).toEqual([1, 1])
  })

  test('stays out of it where the owner said that it was somebody else, however often it asks', async () => {
    const site = 'denied.example'
    const life = lifeOf(site)
    const visit = {
      ...(invented(site, 9)[0] as Visit),
      ...byOwner(site, today),
      ...timed(`${today}T08:00:00Z`, 1),
    }
    await life.record([visit])
    await life.ask('GET', '/status?reader=dashboard', { headers: owner })
    await life.mark(visit, false)
    const again = lifeOf(site) // a function that remembers nothing
    for (const one of [life, again]) await one.ask('GET', '/status?reader=dashboard', { headers: owner })
    expect((await life.ask('GET', `/visits?site=${site}`)).json.visits).toHaveLength(1)
    expect((await life.mark(visit, true)).json.mine).toBe(true)
    expect((await life.ask('GET', `/visits?site=${site}`)).json.visits).toEqual([])
  })
})

test('a mark that is there already has nothing counted again', async () => {
  const life = lifeOf('again.example')
  const [visit] = invented(life.site, 3) as [Visit]
  await life.record([visit])
  await life.mark(visit, true)
  expect(await life.reopened()).toEqual([dayOf(visit.time)])
  await life.count()
  expect(await life.reopened()).toEqual([])
  await life.mark(visit, true)
  expect(await life.reopened()).toEqual([])
})

test('a counted day whose visits are about to expire is refused, and stays as it is', async () => {
  const life = lifeOf('late.example', { retentionDays: 1 })
  const visits = invented(life.site, 4).filter(({ time }) => dayOf(time) === today)
  await life.record(visits)
  life.pass(12 * 3_600_000)
  await life.count() // the day is over and counted
  life.pass(20 * 3_600_000)
  const answer = await life.mark(visits[0] as Visit, true)
  expect(answer).toMatchObject({
    status: 409,
    json: { detail: `visits of ${today} expire within hours, and that day cannot be counted again` },
  })
  expect(await life.reopened()).toEqual([])
  const { mine } = (await life.ask('GET', `/visits/${visits[0]?.id}?site=${life.site}`)).json
  expect(mine).toBe(visits[0]?.mine ?? false)
})

/** The time and id of a visit, no two alike. */
function timed(time: string, number: number): Pick<Visit, 'id' | 'time'> {
  const at = Date.parse(time)
  const stamp = at.toString(16).padStart(12, '0')
  const id = `${stamp.slice(0, 8)}-${stamp.slice(8)}-7000-8000-${String(number).padStart(12, '0')}`
  return { id, time: instantOf(at) }
}

import { makeVisitId } from '../../../lambda/domain/visit/visit-id'
import { book, now } from '../../support/book'
import { reportOf } from '../../support/engagement-report'
import { memoryRefusals } from '../../support/memory/refusals'
import { memoryStore, visitAt } from '../../support/memory/visits'

const route = 'POST /visits/{id}/engagement'
const you = 'https://you.github.io'
const read = {
  seconds: 12,
  reach: 60,
  acted: true,
  sections: [{ name: 'intro', seconds: 5 }],
  links: ['/cv.pdf'],
}
const report = reportOf(read)

let log: Record<'info' | 'warn' | 'error', jest.SpyInstance>
beforeEach(() => {
  const spy = (name: 'info' | 'warn' | 'error') => jest.spyOn(console, name).mockImplementation()
  log = { info: spy('info'), warn: spy('warn'), error: spy('error') }
})
afterEach(() => jest.restoreAllMocks())

const time = (secondsAgo: number) => new Date(Date.parse(now) - secondsAgo * 1000).toISOString()

interface Sent {
  readonly from?: string
  readonly id?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** A service with one visit of a minute ago, which pages report on. */
function service({ engagement = true, site = 'you.github.io', secondsAgo = 60 } = {}) {
  const visit = visitAt(time(secondsAgo), { site })
  const [store, refusals] = [memoryStore(visit), memoryRefusals()]
  const ask = book({ store, refusals, engagement })
  return {
    visit,
    refusals: refusals.refusals,
    kept: () => store.visits[0]?.engagement,
    send: ({ from = you, id = visit.id, headers = {}, body = report }: Sent = {}) =>
      ask({
        route,
        path: `/visits/${id}/engagement`,
        params: { id },
        headers: { Origin: from, ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
  }
}

test('what was read is kept with the visit', async () => {
  const { send, kept, refusals } = service()
  expect(await send()).toMatchObject({ status: 204, body: '' })
  expect(kept()).toEqual(read)
  expect(refusals).toEqual([])
  expect(log.error).not.toHaveBeenCalled()
})

test('the page may read the answer', async () => {
  const { headers } = await service().send()
  expect(headers).toMatchObject({ 'access-control-allow-origin': you, vary: 'origin' })
})

test('the id may be written in capitals, and the site be named', async () => {
  const { visit, send, kept } = service({ site: 'www.example.com' })
  const answer = await send({
    id: visit.id.toUpperCase(),
    body: { ...report, site: 'https://www.example.com/cv' },
  })
  expect(answer.status).toBe(204)
  expect(kept()).toEqual(read)
})

test.each<[string, Sent, number, string]>([
  [
    'a site that is not listed',
    { body: { ...report, site: 'evil.example' } },
    403,
    'site "evil.example" is not listed in the setting sites',
  ],
  [
    'an origin that is not listed',
    { from: 'https://evil.example' },
    403,
    'origin host "evil.example" is not listed in the setting sites',
  ],
])('from %s it is refused, and that is counted', async (_, sent, status, detail) => {
  const { send, kept, refusals } = service()
  expect(await send(sent)).toMatchObject({ status, json: { status, detail } })
  expect(kept()).toBeNull()
  expect(refusals).toMatchObject([{ route, host: 'evil.example', page: null }])
})

test.each<[unknown, string | undefined]>([
  ['{', undefined],
  ['', undefined],
  [[], undefined],
  [{ ...report, seconds: -1 }, 'seconds'],
  [{ ...report, seconds: 361 }, 'seconds'],
  [{ ...report, reach: 101 }, 'reach'],
  [{ ...report, sections: { intro: 14 } }, 'sections.intro'],
])('%j is malformed, and counted as such', async (body, field) => {
  const { send, kept, refusals } = service()
  const answer = await send({ body })
  expect(answer).toMatchObject({ status: 400 })
  expect((answer.json as { field?: string }).field).toBe(field)
  expect(kept()).toBeNull()
  expect(refusals).toMatchObject([
    { route, reason: 'malformed', host: 'you.github.io', field: field ?? null },
  ])
})

test('as many seconds as can have passed are kept', async () => {
  const { send, kept } = service()
  await send({ body: { ...report, seconds: 360 } })
  expect(kept()?.seconds).toBe(360)
})

test.each(['1', 'visits', '019aac4c-1b8b-4001-8203-040506070809'])('%j is no id of a visit', async (id) => {
  const answer = await service().send({ id })
  expect(answer).toMatchObject({ status: 400, json: { field: 'id', detail: 'id must be a UUIDv7' } })
})

const idAt = (secondsAgo: number) => makeVisitId(Date.parse(time(secondsAgo)), new Uint8Array(10).fill(7))

test.each([
  [404, idAt(60), 'there is no visit'],
  [404, idAt(86_400), 'there is no visit'],
  [404, idAt(-299), 'there is no visit'],
  [404, idAt(-301), 'there is no visit'],
  [410, idAt(86_401), 'visit'],
])('%i for a visit that is not there', async (status, id, words) => {
  const answer = await service().send({ id, body: { seconds: 0, reach: 0 } })
  expect(answer).toMatchObject({
    status,
    json: { detail: expect.stringMatching(`^${words} ${words === 'visit' ? '' : id}`) },
  })
})

test('403 for a visit of another site, 410 once it is older than a day', async () => {
  const other = service({ site: '*.example.com' })
  const { id } = other.visit
  expect(await other.send()).toMatchObject({
    status: 403,
    json: { detail: `visit ${id} is not of you.github.io` },
  })
  expect(other.kept()).toBeNull()
  expect(other.refusals).toEqual([])
  const old = service({ secondsAgo: 86_401 })
  expect(await old.send()).toMatchObject({
    status: 410,
    json: {
      title: 'Gone',
      detail: `visit ${old.visit.id} is older than a day, after which nothing is added to it`,
    },
  })
  expect(old.kept()).toBeNull()
})

test.each([{ 'Sec-GPC': '1' }, { DNT: '1' }])('with %j nothing is kept, whatever it is', async (headers) => {
  for (const body of [report, '{']) {
    const { send, kept, refusals } = service()
    expect(await send({ headers, body })).toMatchObject({ status: 204 })
    expect(kept()).toBeNull()
    expect(refusals).toEqual([])
  }
})

test('with the setting engagement off nothing is kept, and nobody is told so', async () => {
  const { send, kept } = service({ engagement: false })
  expect(await send()).toMatchObject({ status: 204 })
  expect(kept()).toBeNull()
  expect(await send({ from: 'https://evil.example' })).toMatchObject({ status: 403 })
})

test.each<[string, string, number]>([
  ['deep nesting', `{"seconds":1,"reach":1,"sections":${'['.repeat(30_000)}${']'.repeat(30_000)}}`, 400],
  ['more bytes than a page may send', `{"seconds":1,"reach":1,"links":{"${'x'.repeat(66_000)}":1}}`, 413],
  ['a prototype', '{"seconds":1,"reach":1,"__proto__":{"sections":7},"constructor":{"prototype":1}}', 204],
  ['a number twice', '{"seconds":-1,"seconds":1,"reach":1}', 204],
  ['a number beyond all', '{"seconds":1e999,"reach":1}', 400],
  ['half a character', '{"seconds":1,"reach":1,"sections":{"\\ud800":1}}', 204],
  ['a text that runs the other way', '{"seconds":1,"reach":1,"links":{"#\u202efdp.vc":1}}', 204],
])('%s does no harm', async (_, body, status) => {
  const { send, kept } = service()
  expect((await send({ body })).status).toBe(status)
  expect(JSON.stringify(kept()).isWellFormed()).toBe(true)
  expect(({} as { sections?: unknown }).sections).toBeUndefined()
  expect(log.error).not.toHaveBeenCalled()
})

import { makeVisitId } from '../../../lambda/domain/visit/visit-id'
import { reportOf } from '../../support/engagement-report'
import { firefox } from '../../support/memory/visits'
import { type Book, openBook, page, type Reply } from '../book'

/** What was read, over all that `npm start` runs. */
let book: Book
beforeAll(async () => {
  jest.spyOn(console, 'info').mockImplementation(() => {}) // refusals are logged
  book = await openBook({
    sites: ['you.github.io', 'other.example', 'many.example', '*.example.com'],
    shards: { 'many.example': 4 },
  })
})
afterAll(async () => {
  await book.close()
  jest.restoreAllMocks()
})

const hour = 3_600_000
const idAt = (time: number) => makeVisitId(time, crypto.getRandomValues(new Uint8Array(10)))
const from = (site: string, headers = {}) => ({
  origin: `https://${site}`,
  'user-agent': firefox,
  ...headers,
})
const read = {
  ...{ seconds: 12, reach: 60, acted: true },
  sections: [{ name: 'Über uns', seconds: 5 }],
  links: ['acme.com/jobs', '/cv.pdf'],
}
const report = reportOf(read)

const post = (path: string, site: string, body: string | object, headers = {}): Promise<Reply> =>
  book.ask(`POST ${path}`, { headers: from(site, headers), body, token: null })

async function visited({
  site = 'you.github.io',
  id = idAt(Date.now()),
  headers = {},
} = {}): Promise<string> {
  expect((await post('/visits', site, { id, page: `/${id}` }, headers)).status).toBe(204)
  return id
}
const tell = (id: string, { site = 'you.github.io', body = report as string | object, headers = {} } = {}) =>
  post(`/visits/${id}/engagement`, site, body, headers)

const listed = async (id: string) =>
  (await book.ask('GET /visits?limit=500')).json.visits.find((one: { page: string }) => one.page === `/${id}`)

const nothing = { seconds: null, reach: null, acted: null, sections: null, links: null }

test('a visit tells nothing of what was read until its page has', async () => {
  const id = await visited()
  expect(await listed(id)).toMatchObject(nothing)
  expect((await tell(id)).status).toBe(204)
  expect(await listed(id)).toMatchObject(read)
  expect((await book.ask(`GET /visits/${id}`)).json).toMatchObject(read)
})

test.each(['you.github.io', 'many.example', 'a.example.com'])('of a visit of %s', async (site) => {
  const id = await visited({ site })
  const sent = [3, 40, 12, 40, 0].map((seconds) =>
    tell(id, { site, body: { ...report, seconds, sections: {} } }),
  )
  expect((await Promise.all(sent)).map(({ status }) => status)).toEqual([204, 204, 204, 204, 204])
  expect((await listed(id)).seconds).toBe(40)
  expect((await tell(id, { site: 'other.example' })).status).toBe(site === 'a.example.com' ? 404 : 403)
  const mirror = { site: 'other.example', body: { ...report, seconds: 50, site } }
  expect((await tell(id, mirror)).status).toBe(204)
  expect((await listed(id)).seconds).toBe(50)
})

test.each([
  ['nine hours slow', -9 * hour],
  ['six minutes fast', 360_000],
  ['three days slow', -72 * hour],
  ['of 1970', 1000 - Date.now()],
])('of a browser whose clock is %s', async (_, offset) => {
  const id = await visited({ id: idAt(Date.now() + offset) })
  expect((await tell(id)).status).toBe(204)
  expect(await listed(id)).toMatchObject(read)
  const longer = { ...report, seconds: 400 }
  expect((await tell(id, { body: longer })).json).toMatchObject({ status: 400, field: 'seconds' })
})

test('404 for a visit that is not there, 410 for one of yesterday', async () => {
  expect((await tell(idAt(Date.now()))).status).toBe(404)
  expect((await tell(idAt(Date.now() + 9 * hour))).status).toBe(404)
  expect((await tell(idAt(Date.now() - 25 * hour))).status).toBe(410)
})

test('what was erased does not come back', async () => {
  const id = await visited()
  await tell(id)
  expect((await book.ask(`DELETE /visits/${id}`)).status).toBe(204)
  expect((await tell(id, { body: { ...report, seconds: 99 } })).status).toBe(404)
  expect((await post('/visits', 'you.github.io', { id, page: `/${id}` })).status).toBe(204)
  expect((await tell(id, { body: { ...report, seconds: 99 } })).status).toBe(404)
  expect(await listed(id)).toBeUndefined()
})

test.each([{ 'sec-gpc': '1' }, { dnt: '1' }])('with %j it is answered 204 and not kept', async (headers) => {
  const id = await visited({ headers })
  expect((await tell(id, { headers })).status).toBe(204)
  expect(await listed(id)).toMatchObject({ ...nothing, visitor: null })
})

const wrong = {
  seconds: -1,
  reach: 101,
  acted: 'false',
  sections: Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`section ${at}`, 1])),
  links: 7,
}

test.each(Object.entries(wrong))('each field may be wrong: %s', async (field, value) => {
  const id = await visited()
  const answer = await tell(id, { body: { ...report, [field]: value } })
  expect([answer.status, answer.json.field.split('.')[0]]).toEqual([400, field])
  expect(await listed(id)).toMatchObject(nothing)
})

test.each<[string, string | object, number]>([
  ['10 MB', `{"seconds":1,"reach":1,"links":{"${'x'.repeat(9_900_000)}":1}}`, 413],
  ['deep nesting', `{"seconds":1,"reach":1,"links":{"#a":${'['.repeat(30_000)}${']'.repeat(30_000)}}}`, 204],
  ['a prototype', '{"seconds":1,"reach":1,"__proto__":{"acted":true}}', 204],
  ['half characters', '{"seconds":1,"reach":1,"sections":{"\\udc00\\ud800":1},"links":{"\\ud83d":1}}', 204],
  [
    'text that runs the other way',
    { seconds: 1, reach: 1, links: { '#\u202efdp.vc': 1, 'https://a.dev/\u2066x': 1 } },
    204,
  ],
])('%s does no harm', async (_, body, status) => {
  const id = await visited()
  const answer = await book.ask(`POST /visits/${id}/engagement`, {
    ...{ headers: page, body, token: null },
    documented: status !== 413,
  })
  expect(answer.status).toBe(status)
  const visit = await listed(id)
  expect(visit.seconds).toBe(status === 204 ? 1 : null)
  expect(JSON.stringify(visit).isWellFormed()).toBe(true)
})

test('a malformed report is listed with the refusals, by its route', async () => {
  await tell(await visited(), { body: '{' })
  const { refusals } = (await book.ask('GET /refusals')).json
  const ours = refusals.filter(({ route }: { route: string }) => route === 'POST /visits/{id}/engagement')
  expect(ours.length).toBeGreaterThan(0)
  expect(ours[0]).toMatchObject({ reason: 'malformed', host: 'you.github.io' })
})

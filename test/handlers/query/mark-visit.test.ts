import { hashOf } from '../../../lambda/http/token-secret'
import { authorized, book, tokens } from '../../support/book'
import { memoryRollups } from '../../support/memory/rollups'
import { memoryStore, visitAt } from '../../support/memory/visits'

const visitor = 'abcdef1234567890123456ab'
const first = visitAt('2026-11-22T12:00:00Z', { page: '/cv.html', visitor })
const second = visitAt('2026-11-22T13:00:00Z', { visitor })
const dayBefore = visitAt('2026-11-21T13:00:00Z', { visitor })
const nobodys = visitAt('2026-11-22T11:00:00Z')
const alike = visitAt('2026-11-22T10:00:00Z')
const elsewhere = { ...first, site: 'a.example.com' }

function opened(...visits: (typeof first)[]) {
  const [store, rollups] = [memoryStore(...visits), memoryRollups()]
  const stats = {
    name: 'stats',
    sha256: hashOf('a-token-for-totals').toString('hex'),
    scope: 'stats' as const,
  }
  const ask = book({ store, rollups, tokens: [...tokens, stats] })
  const mark = (id: string, body: string | undefined, { query = '', headers = authorized as object } = {}) =>
    ask({
      route: 'PATCH /visits/{id}',
      path: `/visits/${id}${query}`,
      params: { id },
      headers: { ...headers },
      ...(body !== undefined && { body }),
    })
  const mine = async () => {
    const answer = await ask({ route: 'GET /visits', path: '/visits?mine=only', headers: authorized })
    return (answer.json as { visits: { id: string; site: string }[] }).visits
  }
  return { rollups, mark, mine: async () => (await mine()).map(({ id }) => id), sites: mine }
}

test('a mark is about all visits of the visitor on that day, and is taken back', async () => {
  const { mark, mine, rollups } = opened(first, second, dayBefore, nobodys)
  const answer = await mark(first.id, '{"mine": true}')
  expect(answer).toMatchObject({ status: 200, json: { id: first.id, page: '/cv.html', mine: true } })
  expect(await mine()).toEqual([second.id, first.id])
  expect([...rollups.again.keys()]).toEqual(['you.github.io 2026-11-22'])
  expect(await mark(second.id, '{"mine": false}')).toMatchObject({ json: { id: second.id, mine: false } })
  expect(await mine()).toEqual([])
})

test('a visit without visitor is marked by itself', async () => {
  const { mark, mine } = opened(nobodys, alike)
  await mark(nobodys.id.toUpperCase(), '{"mine": true}')
  expect(await mine()).toEqual([nobodys.id])
})

test.each([
  ['on every site', '', ['a.example.com', 'you.github.io']],
  ['on the one that is named', '?site=A.example.com', ['a.example.com']],
])('an id that two sites have is marked %s', async (_, query, sites) => {
  const { mark, sites: marked } = opened(first, elsewhere)
  expect(await mark(first.id, '{"mine": true}', { query })).toMatchObject({ status: 200 })
  expect((await marked()).map(({ site }) => site).toSorted()).toEqual(sites)
})

test.each([
  ['an id of no visit', '01a203ef-642b-7000-8000-000000000000', '{"mine":true}', 404, undefined],
  ['an id of the year 10889', 'ffffffff-ffff-7000-8000-000000000000', '{"mine":true}', 404, undefined],
  ['what is no id', "1' or 1=1", '{"mine":true}', 400, 'id'],
  ['the name of a partition', 'SITE#you.github.io#MINE', '{"mine":true}', 400, 'id'],
  ['a text', first.id, '{"mine":"true"}', 400, 'mine'],
  ['null', first.id, '{"mine":null}', 400, 'mine'],
  ['nothing said', first.id, '{}', 400, 'mine'],
  ['another field', first.id, '{"mine":true,"name":"x"}', 400, 'name'],
  ['a prototype', first.id, '{"mine":true,"__proto__":{}}', 400, '__proto__'],
  ['a list', first.id, '[true]', 400, 'mine'],
  ['a word', first.id, '"mine"', 400, 'body'],
  ['no JSON', first.id, 'mine', 400, undefined],
  ['no body', first.id, undefined, 400, undefined],
])('%s is refused, and nothing is marked', async (_, id, body, status, field) => {
  const { mark, mine, rollups } = opened(first)
  expect(await mark(id, body)).toMatchObject({ status, ...(field && { json: { field } }) })
  expect(await mine()).toEqual([])
  expect(rollups.again.size).toBe(0)
})

test.each([
  ['without a token', {}, 401],
  ['with an unknown one', { Authorization: 'Bearer vb_unknown' }, 401],
  ['with one for totals', { Authorization: 'Bearer a-token-for-totals' }, 403],
])('%s nobody may mark', async (_, headers, status) => {
  const { mark, mine } = opened(first)
  expect(await mark(first.id, '{"mine": true}', { headers })).toMatchObject({ status })
  expect(await mine()).toEqual([])
})

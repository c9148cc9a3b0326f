import { visitAnswerOf } from '../../../lambda/api/visits'
import { authorized, book } from '../../support/book'
import { described, memoryStore, visitAt } from '../../support/memory/visits'

const mine = visitAt('2026-11-22T12:00:00Z', { page: '/cv.html' })
const other = visitAt('2026-11-22T13:00:00Z', { site: 'a.example.com' })
const store = () => memoryStore(mine, other)

const asking = (method: 'GET' | 'DELETE', id: string, query = '') => ({
  route: `${method} /visits/{id}`,
  path: `/visits/${id}${query}`,
  params: { id },
  headers: authorized,
})

test.each([
  ['its id', mine.id, '', mine],
  ['its id in upper case', mine.id.toUpperCase(), '', mine],
  ['its id and site', mine.id, '?site=You.GitHub.io', mine],
  ['an id of another site', other.id, '', other],
])('a visit is found by %s', async (_, id, query, visit) => {
  expect(await book({ store: store() })(asking('GET', id, query))).toMatchObject({
    status: 200,
    json: visitAnswerOf(described(visit)),
  })
})

test.each([
  ['its id', mine.id, '', [other]],
  ['its id in upper case', mine.id.toUpperCase(), '', [other]],
  ['its id and site', other.id, '?site=a.example.com', [mine]],
])('a visit is erased by %s', async (_, id, query, left) => {
  const kept = store()
  const ask = book({ store: kept })
  expect(await ask(asking('DELETE', id, query))).toMatchObject({ status: 204, body: '' })
  expect(kept.visits).toEqual(left)
  expect(await ask(asking('DELETE', id, query))).toMatchObject({ status: 404 })
})

test.each([
  ['on both sites when none is named', '', [other]],
  ['on the site that is named', '?site=a.example.com', [mine, other]],
])('an id that two sites have is erased %s', async (_, query, left) => {
  const kept = memoryStore(mine, other, { ...mine, site: other.site })
  const ask = book({ store: kept })
  expect(await ask(asking('DELETE', mine.id, query))).toMatchObject({ status: 204 })
  expect(kept.visits).toEqual(left)
  expect(await ask(asking('GET', mine.id, query))).toMatchObject({ status: 404 })
})

const nobodys = '01a203ef-642b-7000-8000-000000000000'

describe.each(['GET', 'DELETE'] as const)('%s /visits/{id}', (method) => {
  test.each([
    ['an id of no visit', nobodys, ''],
    ['a visit of another site', mine.id, '?site=a.example.com'],
    ['the first id there is, of 1970', '00000000-0000-7000-8000-000000000000', ''],
    ['an id of the year 10889', 'ffffffff-ffff-7000-8000-000000000000', ''],
  ])('is answered 404: %s', async (_, id, query) => {
    const kept = store()
    expect((await book({ store: kept })(asking(method, id, query))).json).toEqual({
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      detail: `there is no visit ${id}`,
    })
    expect(kept.visits).toEqual([mine, other])
  })

  test.each([
    ['1', '', 'id must be a UUIDv7', 'id'],
    ['017f22e2-79b0-4cc3-98c4-dc0c0c07398f', '', 'id must be a UUIDv7', 'id'],
    [mine.id, '?site=a%20b', 'site must be a host such as you.github.io', 'site'],
    [mine.id, '?limit=1', 'limit is not a parameter here; there are site', 'limit'],
  ])('is answered 400: %s%s', async (id, query, detail, field) => {
    expect((await book({ store: store() })(asking(method, id, query))).json).toMatchObject({
      status: 400,
      detail,
      field,
    })
  })
})

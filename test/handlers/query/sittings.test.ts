import type { SittingAnswer } from '../../../lambda/api/sittings'
import { visitAnswerOf } from '../../../lambda/api/visits'
import { authorized, book, type Got } from '../../support/book'
import { parseCsv } from '../../support/csv'
import { described, memoryStore, visitAt } from '../../support/memory/visits'

const [ada, bob] = ['a'.repeat(24), 'b'.repeat(24)]
const cv = visitAt('2026-11-22T12:00:00Z', {
  page: '/cv',
  title: 'Résumé',
  visitor: ada,
  referrer: 'www.google.com',
})
const talks = visitAt('2026-11-22T12:20:00Z', { page: '/talks', visitor: ada, referrer: 'you.github.io' })
const other = visitAt('2026-11-22T12:10:00Z', { page: '/cv', visitor: bob })
const again = visitAt('2026-11-22T12:45:00Z', { page: '/cv', visitor: ada })
const later = visitAt('2026-11-22T13:20:00Z', { page: '/cv', visitor: ada })
const beforeMidnight = visitAt('2026-11-21T23:59:00Z', { page: '/late', visitor: bob })
const ask = book({ store: memoryStore(cv, talks, other, again, later, beforeMidnight) })

const get = (query = '', headers: Record<string, string> = {}) =>
  ask({ route: 'GET /sittings', path: `/sittings${query}`, headers: { ...authorized, ...headers } })
const listOf = ({ json }: Got) => json as { sittings: SittingAnswer[]; cursor: string | null }
const idsIn = ({ sittings }: { sittings: readonly SittingAnswer[] }) =>
  sittings.map(({ visits }) => visits.map(({ id }) => id))

const all = [[later], [cv, talks, again], [other], [beforeMidnight]].map((visits) =>
  visits.map(({ id }) => id),
)

test('a sitting tells who sat, from when to when, and what was read in which order', async () => {
  const { sittings } = listOf(await get('?from=2026-11-22T12:00:00Z&to=2026-11-22T13:00:00Z'))
  expect(sittings[0]).toMatchObject({
    id: cv.id,
    from: cv.time,
    to: again.time,
    site: cv.site,
    referrer: 'www.google.com',
    referrerGroup: 'search',
    visitor: ada,
    seconds: null,
    pages: [
      { page: '/cv', title: 'Résumé', views: 2, seconds: null },
      { page: '/talks', title: talks.title, views: 1, seconds: null },
    ],
    visits: [cv, talks, again].map((visit) => visitAnswerOf(described(visit))),
  })
})

test.each([1, 2, 3, 50])('pages of %d together are the whole list, each view once', async (limit) => {
  const seen: string[][] = []
  let cursor: string | null = null
  do {
    const answer: Got = await get(`?limit=${limit}${cursor === null ? '' : `&cursor=${cursor}`}`)
    const list = listOf(answer)
    expect(list.sittings.length).toBeLessThanOrEqual(limit)
    expect(answer.headers.link).toBe(
      list.cursor === null ? undefined : `</sittings?limit=${limit}&cursor=${list.cursor}>; rel="next"`,
    )
    seen.push(...idsIn(list))
    cursor = list.cursor
  } while (cursor !== null)
  expect(seen).toEqual(all)
})

test('a filter is about views', async () => {
  expect(idsIn(listOf(await get('?page=/talks')))).toEqual([[talks.id]])
})

test('CSV and NDJSON say what JSON says', async () => {
  const { sittings } = listOf(await get())
  const lines = (await get('?format=ndjson')).body.trimEnd().split('\n')
  expect(lines.map((line) => JSON.parse(line))).toEqual(sittings)
  const [head, ...rows] = parseCsv((await get('', { Accept: 'text/csv' })).body)
  expect(head).toEqual(Object.keys(sittings[0] as SittingAnswer))
  expect(rows.map((row) => row.slice(-2))).toEqual([
    ['/cv', '1'],
    ['/cv|/talks', '3'],
    ['/cv', '1'],
    ['/late', '1'],
  ])
})

test('a cursor of visits is none of sittings, nor the other way round', async () => {
  const { cursor } = listOf(await get('?limit=1'))
  expect(cursor).toMatch(/^[\w-]+$/)
  const visits = (query: string) =>
    ask({ route: 'GET /visits', path: `/visits${query}`, headers: authorized })
  const refused = { status: 400, json: { field: 'cursor' } }
  expect(await visits(`?limit=1&cursor=${cursor}`)).toMatchObject(refused)
  const other = ((await visits('?limit=1')).json as { cursor: string }).cursor
  expect(await get(`?limit=1&cursor=${other}`)).toMatchObject(refused)
  expect(await get(`?limit=1&page=/a&cursor=${cursor}`)).toMatchObject(refused)
})

test.each([
  ['?limit=0', 'limit'],
  ['?limit=101', 'limit'],
  ['?cursor=x', 'cursor'],
  ['?format=xml', 'format'],
  ['?country=Germany', 'country'],
])('GET /sittings%s is refused', async (query, field) => {
  expect(await get(query)).toMatchObject({ status: 400, json: { field } })
})

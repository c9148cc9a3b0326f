import { type VisitAnswer, visitAnswerOf, visitColumns } from '../../../lambda/api/visits'
import type { Visit } from '../../../lambda/domain/visit/visit'
import { authorized, book, type Got } from '../../support/book'
import { parseCsv } from '../../support/csv'
import { described, memoryStore, visitAt } from '../../support/memory/visits'

const morning = visitAt('2026-11-21T08:00:00Z', {
  page: '/a',
  country: 'DE',
  language: 'de-DE',
  visitor: 'aaaaaaaaaaaaaaaaaaaaaaaa',
})
const noon = visitAt('2026-11-22T12:00:00Z', { page: '/b', referrer: 'www.google.com', title: '=1+1, "so"' })
const other = visitAt('2026-11-22T13:00:00Z', { page: '/a', site: 'a.example.com' })
const chrome =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36'
const evening = visitAt('2026-11-22T20:00:00Z', { page: '/a', country: 'AT', userAgent: chrome })
const ask = book({ store: memoryStore(noon, evening, morning, other) })

const get = (query = '', headers: Record<string, string> = {}) =>
  ask({ route: 'GET /visits', path: `/visits${query}`, headers: { ...authorized, ...headers } })
/** What the list says of a visit. */
const answered = (visit: Visit) => visitAnswerOf(described(visit))
const listOf = ({ json }: Got) => json as { visits: VisitAnswer[]; cursor: string | null }

test.each([
  ['', [evening, other, noon, morning]],
  ['?site=you.github.io', [evening, noon, morning]],
  ['?site=A.EXAMPLE.com', [other]],
  ['?site=nobody.example', []],
  ['?from=2026-11-22', [evening, other, noon]],
  ['?to=2026-11-21', [morning]],
  ['?from=2026-11-22T12:00:00Z&to=2026-11-22T13:00:00Z', [noon]],
  ['?page=/a', [evening, other, morning]],
  ['?country=de', [morning]],
  ['?referrer=www.google.com', [noon]],
  ['?referrerGroup=search', [noon]],
  ['?referrerGroup=social', []],
  ['?browser=Chrome%20142', [evening]],
  ['?os=Android%2010', [evening]],
  ['?os=Android', []],
  ['?device=mobile', [evening]],
  ['?device=desktop&browser=Firefox%20145&os=Linux', [other, noon, morning]],
  ['?language=de-DE', [morning]],
  ['?visitor=aaaaaaaaaaaaaaaaaaaaaaaa', [morning]],
  ['?page=/a&site=you.github.io&country=AT', [evening]],
])('GET /visits%s', async (query, visits) => {
  const answer = await get(query)
  expect(answer).toMatchObject({ status: 200, json: { visits: visits.map(answered), cursor: null } })
  expect(answer.headers).toMatchObject({
    'content-type': 'application/json',
    'cache-control': 'private, no-cache',
    vary: expect.stringMatching(/^accept(, accept-encoding)?$/),
  })
  expect(answer.headers).not.toHaveProperty('link')
  expect(answer.headers).not.toHaveProperty('access-control-allow-origin')
})

test.each([1, 2, 3, 4])('pages of %d together are the whole list, each visit once', async (limit) => {
  const seen: VisitAnswer[] = []
  let cursor: string | null = null
  do {
    const answer: Got = await get(`?limit=${limit}${cursor === null ? '' : `&cursor=${cursor}`}`)
    const list = listOf(answer)
    expect(list.visits.length).toBeLessThanOrEqual(limit)
    expect(answer.headers.link).toBe(
      list.cursor === null ? undefined : `</visits?limit=${limit}&cursor=${list.cursor}>; rel="next"`,
    )
    seen.push(...list.visits)
    cursor = list.cursor
  } while (cursor !== null)
  expect(seen).toMatchObject([evening, other, noon, morning].map(answered))
})

test('a cursor of another query is refused, of another limit or format not', async () => {
  const { cursor } = listOf(await get('?limit=1'))
  expect(await get(`?limit=1&page=/a&cursor=${cursor}`)).toMatchObject({
    status: 400,
    json: { field: 'cursor' },
  })
  expect(listOf(await get(`?limit=2&cursor=${cursor}`)).visits).toMatchObject([other, noon].map(answered))
  expect(await get(`?format=csv&cursor=${cursor}`)).toMatchObject({ status: 200 })
})

test.each([
  ['?format=csv', {}, 'text/csv; charset=utf-8; header=present'],
  ['', { Accept: 'text/csv' }, 'text/csv; charset=utf-8; header=present'],
  ['?format=ndjson', {}, 'application/x-ndjson'],
  ['', { Accept: 'application/x-ndjson' }, 'application/x-ndjson'],
  ['?format=json', { Accept: 'text/csv' }, 'application/json'],
  ['', { Accept: 'text/html,*/*;q=0.8' }, 'application/json'],
])('GET /visits%s with %j is answered as %s', async (query, headers, type) => {
  expect((await get(query, headers as Record<string, string>)).headers['content-type']).toBe(type)
})

test('CSV and NDJSON say what JSON says', async () => {
  const { visits } = listOf(await get())
  const lines = (await get('?format=ndjson')).body.trimEnd().split('\n')
  expect(lines.map((line) => JSON.parse(line))).toEqual(visits)
  const cells = visits.map((visit) => visitColumns.map((name) => String(visit[name] ?? '')))
  const defused = cells.map((line) => line.map((cell) => (cell.startsWith('=') ? `'${cell}` : cell)))
  expect(parseCsv((await get('?format=csv')).body)).toEqual([visitColumns, ...defused])
})

test('CSV and NDJSON lead to the next page by Link', async () => {
  const { headers } = await get('?limit=1&format=csv')
  expect(headers.link).toMatch(/^<\/visits\?limit=1&format=csv&cursor=[\w-]+>; rel="next"$/)
})

test('50 visits are answered where no limit is given, 500 where that is asked', async () => {
  const many = Array.from({ length: 501 }, (_, at) =>
    visitAt(new Date(Date.UTC(2026, 10, 22) + at).toISOString()),
  )
  const all = book({ store: memoryStore(...many) })
  const counted = async (query: string) =>
    listOf(await all({ route: 'GET /visits', path: `/visits${query}`, headers: authorized })).visits.length
  expect([await counted(''), await counted('?limit=500')]).toEqual([50, 500])
})

const wholeNumber = 'limit must be a whole number from 1 to 500'

test.each([
  ['?limit=0', wholeNumber, 'limit'],
  ['?limit=501', wholeNumber, 'limit'],
  ['?limit=-1', wholeNumber, 'limit'],
  ['?limit=1.5', wholeNumber, 'limit'],
  ['?limit=1e2', wholeNumber, 'limit'],
  ['?limit=', wholeNumber, 'limit'],
  [`?limit=${'9'.repeat(400)}`, wholeNumber, 'limit'],
  ['?format=xml', 'format must be json, csv, excel or ndjson', 'format'],
  ['?cursor=x', 'cursor must be the one that the same query answered, unaltered', 'cursor'],
  ['?cursor=', 'cursor must be the one that the same query answered, unaltered', 'cursor'],
  ['?site=https://you.github.io', 'site must be a host such as you.github.io', 'site'],
  ['?format=excel&separator=|', 'separator must be comma, semicolon, tab', 'separator'],
  ['?format=excel&tz=Mars/Base', 'tz must be the name of a time zone such as Europe/Berlin', 'tz'],
  ['?country=Germany', 'country must be two letters, such as DE', 'country'],
  ['?from=2026-11-22&to=2026-11-21', 'from must be before to', 'from'],
  ['?limit=1&limit=2', 'limit is given more than once', 'limit'],
  [
    '?sites=x',
    'sites is not a parameter here; there are site, from, to, page, organisation, network, kind, country, referrer, referrerGroup, browser, os, device, language, visitor, recipient, bot, mine, limit, cursor, format, separator, tz',
    'sites',
  ],
])('GET /visits%s is answered 400', async (query, detail, field) => {
  expect((await get(query)).json).toEqual({
    type: 'about:blank',
    title: 'Bad Request',
    status: 400,
    detail,
    field,
  })
})

import type { AnswerOf } from '../../../lambda/api/routes'
import { breakdownNames } from '../../../lambda/domain/report/report'
import { authorized, book } from '../../support/book'
import { parseCsv } from '../../support/csv'
import { memoryStore, visitAt } from '../../support/memory/visits'
import { randomVisits } from '../../support/random-visits'

const formula = '/x;=1+1;y'
const ask = book({
  store: memoryStore(
    ...randomVisits({
      seed: 3,
      count: 120,
      days: ['2026-11-20', '2026-11-21'],
      sites: ['a.example.com', 'you.github.io'],
    }),
    visitAt('2026-11-21T12:00:00.000Z', { page: formula, title: formula, asn: 64497 }),
    visitAt('2026-11-21T12:00:01.000Z', { page: '/café', asn: 64496 }),
  ),
})
const got = (route: 'GET /stats' | 'GET /organisations', query: string) =>
  ask({ route, path: `${route.slice(4)}?${query}`, headers: authorized })

/** A cell as CSV without a spreadsheet in mind has it. */
const cell = (value: unknown) => (value === null || value === undefined ? '' : String(value))
const cells = (row: object, names: readonly string[]) =>
  names.map((name) => cell((row as Record<string, unknown>)[name]))

/** What is before a formula, after a separator of another kind, is taken off. */
const plain = (text: string) => text.replaceAll(/^'|(?<=[;\t])'/g, '')

const csv = 'text/csv; charset=utf-8; header=present'

describe('GET /stats as CSV', () => {
  test.each(breakdownNames)('by=%s has the cells of the answer, the others in the last row', async (by) => {
    const query = `by=${by}&limit=4&internal=include&tz=Europe/Berlin`
    const { by: told } = (await got('GET /stats', query)).json as AnswerOf<'GET /stats'>
    const { status, headers, body } = await got('GET /stats', `${query}&format=csv`)
    expect([status, headers['content-type']]).toEqual([200, csv])
    const [names = [], ...rows] = parseCsv(body)
    const found = told[by]
    const values = found === undefined || 'others' in found ? (found?.values ?? []) : found
    expect(rows.slice(0, values.length).map((row) => row.map(plain))).toEqual(
      values.map((row) => cells(row, names)),
    )
    const others = found !== undefined && 'others' in found ? found.others : null
    expect(rows.slice(values.length)).toEqual(
      others === null || others.visits === 0
        ? []
        : [cells({ visits: others.visits, visitors: others.visitors, others: others.values }, names)],
    )
  })

  test.each([
    ['day', 'value,visits,visitors,bots'],
    ['page', 'value,visits,visitors,others'],
    ['organisation', 'value,name,kind,confidence,visits,visitors,others'],
    ['site', 'value,visits,visitors,lastDay,others'],
    ['sitePage', 'site,value,visits,visitors,others'],
  ])('by=%s has the columns %s', async (by, columns) => {
    expect((await got('GET /stats', `by=${by}&format=csv`)).body.split('\r\n')[0]).toBe(columns)
  })

  test('for Excel, hours are dates by the clock of tz, between the separator that is asked for', async () => {
    const { body } = await got(
      'GET /stats',
      'by=hour&from=2026-11-21&to=2026-11-21&tz=Europe/Berlin&format=excel&separator=tab',
    )
    const [names, first] = parseCsv(body, '\t')
    expect(names).toEqual(['\ufeffvalue', 'visits', 'visitors', 'bots'])
    expect(first?.[0]).toBe('2026-11-21 00:00:00')
  })

  test.each([
    ['by=page,day&format=csv', 'by must name one breakdown where format is csv or excel'],
    ['by=page&format=pdf', 'format must be json, csv or excel'],
    ['by=page&format=excel&separator=pipe', 'separator must be comma, semicolon, tab'],
  ])('?%s is refused', async (query, detail) => {
    const { status, json } = await got('GET /stats', query)
    expect([status, json]).toEqual([400, expect.objectContaining({ detail })])
  })
})

describe('GET /organisations as CSV', () => {
  const query = 'kind=all&limit=1000'
  const listed = async () =>
    ((await got('GET /organisations', query)).json as AnswerOf<'GET /organisations'>).organisations

  test('has the cells of the answer', async () => {
    const { headers, body } = await got('GET /organisations', `${query}&format=csv`)
    expect(headers['content-type']).toBe(csv)
    const [names = [], ...rows] = parseCsv(body)
    const organisations = await listed()
    expect(rows.length).toBeGreaterThan(2)
    expect(rows.map((row) => row.map(plain))).toEqual(
      organisations.map(({ asns, countries, pages, ...one }) =>
        cells(
          {
            ...one,
            asns: asns.join(' '),
            countries: countries.join(' '),
            pages: pages.map(({ page }) => page).join(' '),
          },
          names,
        ),
      ),
    )
  })

  test('for Excel, it has times by the clock of tz', async () => {
    const { body } = await got(
      'GET /organisations',
      `${query}&format=excel&separator=semicolon&tz=Asia/Shanghai`,
    )
    const [names = [], ...rows] = parseCsv(body.slice(1), ';')
    const at = names.indexOf('lastSeen')
    const shanghai = (instant: string | null) =>
      new Date(Date.parse(instant ?? '') + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
    expect(body.charCodeAt(0)).toBe(0xfeff)
    expect(rows.map((row) => row[at])).toEqual((await listed()).map(({ lastSeen }) => shanghai(lastSeen)))
  })
})

test.each([
  ['GET /stats', 'by=page&format=csv', ','],
  ['GET /stats', 'by=sitePage&format=excel&separator=semicolon', ';'],
  ['GET /organisations', 'kind=all&format=csv', ','],
  ['GET /organisations', 'kind=all&format=excel&separator=semicolon', ';'],
] as const)(
  'no cell of %s?%s is a formula where a spreadsheet splits at any separator',
  async (route, query, own) => {
    const { body } = await got(route, `${query}&limit=500`)
    expect(body).toContain('1+1')
    for (const foreign of [',', ';', '\t'].filter((one) => one !== own))
      for (const line of body.split('\r\n'))
        for (const part of line.split(foreign).slice(1)) expect(part).not.toMatch(/^[" ]*[=+\-@]/)
    for (const row of parseCsv(body, own)) for (const one of row) expect(one).not.toMatch(/^[=+\-@]/)
  },
)

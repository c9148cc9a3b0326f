import { authorized, book } from '../../support/book'
import { memoryStore, visitAt } from '../../support/memory/visits'

const visitor = '0123456789abcdef01234567'
const one = visitAt('2026-11-21T12:00:00Z', { visitor })
const two = visitAt('2026-11-22T12:00:00Z', { visitor, site: 'a.example.com' })
const other = visitAt('2026-11-22T13:00:00Z', { visitor: '76543210fedcba9876543210' })
const nobody = visitAt('2026-11-22T14:00:00Z')

const required = 'visitor, site, page, organisation, network or recipient is required: which visits to erase'

const asking = (query: string) => ({ route: 'DELETE /visits', path: `/visits${query}`, headers: authorized })

test.each([
  ['everywhere', '', 2, [other, nobody]],
  ['on one site', '&site=you.github.io', 1, [two, other, nobody]],
  ['on some days', '&from=2026-11-22&to=2026-11-22', 1, [one, other, nobody]],
  ['where there is none', '&site=nobody.example', 0, [one, two, other, nobody]],
])('erases the visits of a visitor and of nobody else: %s', async (_, query, erased, left) => {
  const store = memoryStore(one, two, other, nobody)
  const answer = await book({ store })(asking(`?visitor=${visitor}${query}`))
  expect(answer).toMatchObject({ status: 200, json: { erased, cursor: null } })
  expect(store.visits).toEqual(left)
})

const forged = visitAt('2026-11-22T15:00:00Z', { page: '/forged', asn: 64500, ip: '203.0.113.0/24' })

test.each([
  ['a page', 'page=/forged'],
  ['an organisation', 'organisation=AS64500'],
  ['a network', 'network=203.0.0.0/16'],
  ['several at once', 'site=you.github.io&page=/forged&network=203.0.113.0/24'],
])('erases the visits of %s, bots’ too', async (_, query) => {
  const store = memoryStore(one, two, forged)
  expect((await book({ store })(asking(`?${query}`))).json).toEqual({ erased: 1, cursor: null })
  expect(store.visits).toEqual([one, two])
})

test('500 at a time, and the cursor leads to the rest', async () => {
  const many = Array.from({ length: 501 }, (_, at) =>
    visitAt(new Date(Date.UTC(2026, 10, 22) + at).toISOString(), { visitor }),
  )
  const store = memoryStore(...many)
  const ask = book({ store })
  const first = (await ask(asking(`?visitor=${visitor}`))).json as { erased: number; cursor: string }
  expect(first.erased).toBe(500)
  expect((await ask(asking(`?visitor=${visitor}&cursor=${first.cursor}`))).json).toEqual({
    erased: 1,
    cursor: null,
  })
  expect(store.visits).toEqual([])
})

test.each([
  ['', required, 'visitor'],
  ['?from=2026-11-22', required, 'visitor'],
  ['?network=example.com', 'network must be addresses such as 203.0.113.0/24 or 2001:db8:1::/48', 'network'],
  ['?visitor=', 'visitor must be the 24 hexadecimal digits of a visit’s visitor', 'visitor'],
  [
    `?visitor=${visitor}&cursor=x`,
    'cursor must be the one that the same query answered, unaltered',
    'cursor',
  ],
  [
    `?visitor=${visitor}&kind=isp`,
    'kind is not a parameter here; there are visitor, site, page, organisation, network, recipient, from, to, cursor',
    'kind',
  ],
])('DELETE /visits%s erases nothing and is answered 400', async (query, detail, field) => {
  const store = memoryStore(one, two, other, nobody)
  expect((await book({ store })(asking(query))).json).toMatchObject({ status: 400, detail, field })
  expect(store.visits).toEqual([one, two, other, nobody])
})

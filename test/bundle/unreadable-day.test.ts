import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { type Day, dayLength, dayOf, instantOf } from '../../lambda/domain/time/day'
import type { Visit } from '../../lambda/domain/visit/visit'
import { dynamoRecordStore } from '../../lambda/store/items/record-store'
import { toItem } from '../../lambda/store/items/visit-item'
import { visitAt } from '../store/fixtures'
import { openFunctions, token } from './functions'

const functions = openFunctions(['record', 'query', 'rollup'])
beforeAll(functions.open)
afterAll(functions.close)

const dayAgo = (days: number): Day => dayOf(instantOf(Date.now() - days * dayLength))
const days = [2, 3, 4].map(dayAgo)
const headers = { authorization: `Bearer ${token}` }

/** What the query bundle answers. */
async function answerTo(route: 'GET /stats' | 'GET /status', path?: string) {
  const { results } = await functions.run('query', [{ route, ...(path && { path }), headers }])
  expect([path ?? route, results[0]?.statusCode]).toEqual([path ?? route, 200])
  return JSON.parse(results[0]?.body ?? '')
}

/** Replaces a visit's item by one whose page is no text. */
async function garble(visit: Visit): Promise<void> {
  const { client, tableName: TableName } = functions.database()
  const item = toItem(visit, { expiry: Date.now() / 1000 + 1e6, indexed: false })
  await client.send(new PutCommand({ TableName, Item: { ...item, page: { of: 'garbage' } } }))
}

test.each([
  ['the last day', 2],
  ['a day before', 3],
])('when a visit of %s cannot be read, all other days are counted, and Health names it', async (_, ago) => {
  const unreadable = dayAgo(ago)
  const [busy, quiet] = [`busy-${ago}.example.com`, `quiet-${ago}.example.com`]
  const store = dynamoRecordStore({
    ...{ table: functions.database().items, retentionDays: 365, now: () => new Date() },
  })
  for (const site of [busy, quiet])
    for (const day of days) await store.add(visitAt(`${day}T10:00:00Z`, { site }))
  await garble(visitAt(`${unreadable}T11:00:00Z`, { site: busy }))

  const { results, log } = await functions.run('rollup', [{ route: 'GET /' }])
  expect(results).toEqual([null])
  expect(log).toContain(`site: '${busy}',\n    day: '${unreadable}'`)

  for (const site of [busy, quiet]) {
    const counted = days.filter((day) => site === quiet || day !== unreadable)
    for (const day of counted) {
      const { totals, freshness } = await answerTo('GET /stats', `/stats?site=${site}&from=${day}&to=${day}`)
      expect({ site, day, visits: totals.visits, ...freshness }).toMatchObject({
        ...{ site, day, visits: 1, closedDays: 1, visitsRead: 0 },
      })
    }
  }
  const { uncounted } = await answerTo('GET /status')
  expect(uncounted.failing).toContainEqual(expect.objectContaining({ site: busy, day: unreadable }))
})

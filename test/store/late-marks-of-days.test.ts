import { dynamoQueryStore } from '../../lambda/store/dynamo/query-store'
import { dayKey, siteKey } from '../../lambda/store/keys'
import { modelClient } from '../simulation/table/model-client'
import { TableModel } from '../simulation/table/table-model'

const site = 'you.github.io'
const now = Date.parse('2026-11-22T12:00:00.000Z')

test('a site of an earlier version gets its last day from what is there now, not from a replica that lags', async () => {
  let lag = 0
  const table = new TableModel({ now: () => now, lag: () => lag, pageBytes: 2500, onChange: () => {} })
  const client = modelClient(
    () => table,
    async (act) => act(),
  )
  const ttl = now / 1000 + 30 * 86_400
  table.put(siteKey(site)) // says no days
  table.put({ ...dayKey(site, '2026-11-21'), ttl, first: ttl })
  lag = 1000
  table.put({ ...dayKey(site, '2026-11-22'), ttl, first: ttl })
  await dynamoQueryStore({ client, tableName: 'visits', now: () => new Date(now) }).noteSiteDays()
  expect(table.get(siteKey(site))).toMatchObject({ firstDay: '2026-11-21', lastDay: '2026-11-22' })
})

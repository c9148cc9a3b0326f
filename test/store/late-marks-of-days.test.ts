import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { dynamoQueryStore } from '../../lambda/store/dynamo/query-store'
import { dayKey, siteKey } from '../../lambda/store/keys'
import { modelClient } from '../simulation/table/model-client'
import { TableModel } from '../simulation/table/table-model'

const site = 'you.github.io'
const now = Date.parse('2026-11-22T12:00:00.000Z')

const ttl = now / 1000 + 30 * 86_400

/** A table with a site of an earlier version, which says no days, and a day of it. */
function opened({ lag = () => 0, onPut = () => {} }: { lag?: () => number; onPut?: () => void } = {}) {
  const table = new TableModel({ now: () => now, lag, pageBytes: 2500, onChange: () => {} })
  table.put(siteKey(site))
  table.put({ ...dayKey(site, '2026-11-21'), ttl, first: ttl })
  const client = modelClient(
    () => table,
    async (act) => act(),
  )
  const send = client.send.bind(client)
  client.send = ((command: object) => {
    if (command instanceof PutCommand) onPut()
    return send(command as never)
  }) as never
  return { table, store: dynamoQueryStore({ client, tableName: 'visits', now: () => new Date(now) }) }
}

test('a site of an earlier version gets its last day from what is there now, not from a replica that lags', async () => {
  let lag = 0
  const { table, store } = opened({ lag: () => lag })
  lag = 1000
  table.put({ ...dayKey(site, '2026-11-22'), ttl, first: ttl })
  await store.noteSiteDays()
  expect(table.get(siteKey(site))).toMatchObject({ firstDay: '2026-11-21', lastDay: '2026-11-22' })
})

test('it gets the day that is marked between the look for its last day and the put of it', async () => {
  const { table, store } = opened({
    onPut: () => table.put({ ...dayKey(site, '2026-11-22'), ttl, first: ttl }),
  })
  await store.noteSiteDays()
  expect(table.get(siteKey(site))).toMatchObject({ firstDay: '2026-11-21', lastDay: '2026-11-22' })
})

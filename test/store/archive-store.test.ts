import { dynamoArchiveStore } from '../../lambda/store/dynamo/archive-store'
import { modelClient } from '../simulation/table/model-client'
import { TableModel } from '../simulation/table/table-model'

/** A table whose replicas never hear of a write: a read that need not be consistent sees nothing. */
const table = new TableModel({ now: () => 0, lag: () => 1000, pageBytes: 2500, onChange: () => {} })
const client = modelClient(
  () => table,
  async (act) => act(),
)
const marks = dynamoArchiveStore({ client, tableName: 'visits' })
const [site, day] = ['you.github.io', '2026-11-22']

test('what was noted of the archive is known at once: a file goes unless a mark says that it stays', async () => {
  const archived = { visits: 3, at: '2026-11-23T00:12:00.000Z' }
  await marks.putArchivedDay(site, day, archived)
  await marks.withdraw(site, day, ['a'])
  await marks.noteRemoval(site)
  expect(await marks.archivedDays(site)).toEqual(new Map([[day, archived]]))
  expect(await marks.withdrawals(site)).toMatchObject([{ day, visits: ['a'] }])
  expect(await marks.removedSites()).toEqual([site])
})

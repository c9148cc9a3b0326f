import { visitKey } from '../../lambda/store/keys'
import { type Database, openDatabase } from '../../local/engine/database'
import { temporaryFolder } from '../store/fixtures'
import { visitAt } from '../support/memory/visits'
import { recordOf, type Stage, stageOn } from './stage'

const { folder, remove } = temporaryFolder()
let database: Database
beforeAll(async () => {
  database = await openDatabase(folder)
}, 60_000)
afterAll(async () => {
  await database.close()
  remove()
})

/** Example Bank's network. */
const bank = 64496
const begin = '2026-03-02T10:00:00.000Z'

/** Records a visit, and returns its record. */
async function come(stage: Stage, fields: Parameters<typeof visitAt>[1] = {}, time = begin) {
  const visit = visitAt(time, { site: stage.site, asn: bank, ...fields })
  await stage.record.add(visit)
  return recordOf(database, visitKey(visit.site, visit.id))
}

test('an organisation of a wanted kind is told once', async () => {
  const stage = stageOn(database, begin)
  const record = await come(stage)
  expect(await stage.notify([record, record])).toEqual({ failed: [] })
  await stage.notify([record])
  expect(stage.kept.sent).toMatchObject([{ kind: 'organisation', subject: 'example-bank' }])
  expect(await stage.outbox()).toMatchObject([
    { state: 'sent', due: null, deliveries: [{ way: 'kept', state: 'sent' }] },
  ])
})

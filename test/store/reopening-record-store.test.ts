import { reopeningRecordStore } from '../../lambda/store/items/reopening-record-store'
import { visitAt } from '../support/memory/visits'

test.each([
  ['an old visit', '2026-11-20T10:00:00.000Z', ['2026-11-20 is marked', 'a visit is put']],
  ['one of now', '2026-11-22T11:59:00.000Z', ['a visit is put']],
])('the day of %s is marked for recounting before it is put, if at all', async (_, time, done) => {
  const did: string[] = []
  const store = reopeningRecordStore({
    store: {
      async add() {
        did.push('a visit is put')
        return true
      },
    },
    rollups: {
      async markForRecount(_, day) {
        did.push(`${day} is marked`)
      },
    },
    now: () => new Date('2026-11-22T12:00:00.000Z'),
  })
  await store.add(visitAt(time), null)
  expect(did).toEqual(done)
})

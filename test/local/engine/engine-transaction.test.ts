import { type Database, openDatabase } from '../../../local/engine/database'
import { preferredEngine } from '../../../local/engine/engine'
import { temporaryFolder } from '../../store/fixtures'

const isNew = { expression: 'attribute_not_exists(pk)' }
const key = (sk: number) => ({ pk: 'SITE', sk: String(sk) })

describe(`many puts at once on ${preferredEngine()}`, () => {
  const { folder, remove } = temporaryFolder()
  let database: Database
  beforeAll(async () => {
    database = await openDatabase(folder)
  })
  afterAll(async () => {
    await database.close()
    remove()
  })

  it('stores each as it was, and refuses the one that was there before', async () => {
    await database.items.put({ ...key(7), page: '/old' })
    const items = Array.from({ length: 250 }, (_, at) => ({ ...key(at), page: `/${at}`, wd: true, asn: at }))
    const answers = await Promise.all(items.map((item) => database.items.put(item, isNew)))
    expect(answers.flatMap((isStored, at) => (isStored ? [] : [at]))).toEqual([7])
    const stored = await Promise.all(items.map((item) => database.items.get(key(Number(item.sk)))))
    expect(stored).toEqual(items.map((item, at) => (at === 7 ? { ...key(7), page: '/old' } : item)))
  })
})

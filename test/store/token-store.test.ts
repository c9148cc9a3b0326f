import type { Token } from '../../lambda/domain/token/token'
import { dynamoTokenStore } from '../../lambda/store/dynamo/token-store'
import type { TokenStore } from '../../lambda/store/token-store'
import { type Database, openDatabase } from '../../local/engine/database'
import { engines, temporaryFolder } from './fixtures'

const share: Token = {
  id: '0123456789abcdef',
  name: 'for you.dev',
  created: '2026-11-22T12:00:00.000Z',
  scope: 'stats',
  site: 'you.github.io',
  pages: true,
  zone: 'Europe/Berlin',
  embed: 'https://you.dev',
  sha256: 'a'.repeat(64),
}
const laptop: Token = {
  ...share,
  id: 'fedcba9876543210',
  name: 'laptop',
  scope: 'all',
  site: null,
  embed: null,
  zone: 'UTC',
}

const reader: Token = { ...laptop, id: '00112233445566aa', name: 'reader', scope: 'feed', pages: false }

describe.each(engines)('tokens on %s', (engine) => {
  const { folder, remove } = temporaryFolder()
  let database: Database
  let store: TokenStore

  beforeAll(async () => {
    database = await openDatabase(folder, engine)
    store = dynamoTokenStore(database)
  })
  afterAll(async () => {
    await database.close()
    remove()
  })

  test('are kept as they were made, once each, until they are removed', async () => {
    expect(await store.tokens()).toEqual([])
    expect(await store.addToken(share)).toBe(true)
    expect(await store.addToken(laptop)).toBe(true)
    expect(await store.addToken({ ...share, name: 'another' })).toBe(false)
    expect(await store.tokens()).toEqual([share, laptop])
    expect(await store.addToken(reader)).toBe(true)
    expect((await store.tokens()).find(({ id }) => id === reader.id)).toEqual(reader)
    expect(await store.removeToken(reader.id)).toBe(true)
    expect(await store.removeToken(share.id)).toBe(true)
    expect(await store.removeToken(share.id)).toBe(false)
    expect(await store.tokens()).toEqual([laptop])
  })
})

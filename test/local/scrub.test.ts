import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dynamoQueryStore } from '../../lambda/store/dynamo/query-store'
import { dynamoRecordStore } from '../../lambda/store/items/record-store'
import { openDatabase } from '../../local/engine/database'
import { scrub } from '../../local/engine/scrub'
import { sqliteNode } from '../../local/engine/sqlite-node'
import { startServer } from '../../local/server'
import { clearLarge } from '../../local/sweep'
import { engines, temporaryFolder, visitAt } from '../store/fixtures'

// Node 20 knows no SQLite; so that scrubbing is tried there too, Lambda's Node does it.
jest.mock('../../local/engine/sqlite-node', () => {
  const own = jest.requireActual('../../local/engine/sqlite-node').sqliteNode()
  return { sqliteNode: () => own ?? require('../support/lambda-node/lambda-node').fetchedNode() }
})

const site = 'ada.example'
const now = () => new Date()
const canScrub = engines.includes('dynoxide') && sqliteNode() !== null
const testScrubbing = canScrub ? test : test.skip

const temporary: (() => void)[] = []
afterAll(() => {
  for (const remove of temporary) remove()
})

const fates = ['erased', 'expired', 'kept'] as const

/** A folder with some visits of each fate, whose titles tell it; with one of each SQLite may write over all that is gone. */
async function folderWithVisits(): Promise<string> {
  const { folder, remove } = temporaryFolder()
  temporary.push(remove)
  const database = await openDatabase(folder, 'dynoxide')
  const store = dynamoQueryStore({ ...database, now })
  const erased: string[] = []
  for (let at = 0; at < 90; at++) {
    const fate = fates[at % 3] as (typeof fates)[number]
    const time = fate === 'expired' ? new Date('2025-01-01T10:00:00Z') : now()
    const record = dynamoRecordStore({ table: database.items, retentionDays: 3, now: () => time })
    const visit = visitAt(time.toISOString(), {
      site,
      title: `Title of the ${fate} ${'and so on '.repeat(10)}`,
    })
    await record.add(visit)
    if (fate === 'erased') erased.push(visit.id)
  }
  for (const id of erased) await store.erase(site, id)
  await database.close()
  return folder
}

/** Whose titles are in the files of a folder. */
function titlesIn(folder: string): string[] {
  const files = readdirSync(folder, { withFileTypes: true }).filter((one) => one.isFile())
  const bytes = files.map(({ name }) => readFileSync(join(folder, name), 'latin1')).join('\n')
  return fates.filter((one) => bytes.includes(`Title of the ${one}`))
}

testScrubbing('what was erased or has expired is in no file any more once npm start has run', async () => {
  const folder = await folderWithVisits()
  expect(titlesIn(folder)).toEqual(fates)
  const local = await startServer({ port: 0, demoPort: 0, data: folder, token: null, sites: [site] })
  await local.close()
  expect(titlesIn(folder)).toEqual(['kept'])
})

testScrubbing.each([
  ['is scrubbed before visits can come', 0, ['kept']],
  ['waits for that otherwise', undefined, fates],
])('a file that is large %s', async (_, limit, left) => {
  const folder = await folderWithVisits()
  const database = await openDatabase(folder, 'dynoxide')
  await clearLarge({ database, folder, now }, limit)
  await database.close()
  expect(titlesIn(folder)).toEqual(left)
})

testScrubbing('visits that come and are read meanwhile are all there', async () => {
  const folder = await folderWithVisits()
  const database = await openDatabase(folder, 'dynoxide')
  const record = dynamoRecordStore({ table: database.items, retentionDays: 3, now })
  let isDone = false
  const scrubbing = (async () => {
    for (let times = 0; times < 3; times++) expect(await scrub(folder)).toBe(true)
    isDone = true
  })()
  const added: string[] = []
  while (!isDone) {
    const visit = visitAt(new Date().toISOString(), { site })
    expect(await record.add(visit)).toBe(true)
    added.push(visit.id)
  }
  await scrubbing
  const store = dynamoQueryStore({ ...database, now })
  for (const id of added) expect(await store.visit(site, id)).not.toBeNull()
  await database.close()
  expect(titlesIn(folder)).toContain('kept')
})

test('without such a file there is nothing to do', async () => {
  const { folder, remove } = temporaryFolder()
  temporary.push(remove)
  expect(await scrub(folder)).toBe(false)
  expect(existsSync(join(folder, 'visits.sqlite'))).toBe(false)
})

testScrubbing('a file that is none of SQLite’s is left alone, and the reason told', async () => {
  const { folder, remove } = temporaryFolder()
  temporary.push(remove)
  const file = join(folder, 'visits.sqlite')
  writeFileSync(file, 'garbage '.repeat(1000))
  await expect(scrub(folder)).rejects.toThrow('file is not a database')
  expect(readFileSync(file, 'utf8')).toBe('garbage '.repeat(1000))
})

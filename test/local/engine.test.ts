import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { type Database, openDatabase } from '../../local/database'
import { withLock } from '../../local/lock'
import { keptToken, tokenFile } from '../../local/token'
import { engines, temporaryFolder } from '../store/fixtures'

const { folder: home, remove } = temporaryFolder()
afterAll(remove)

let folders = 0
function newFolder(): string {
  const folder = join(home, String(++folders))
  mkdirSync(folder)
  return folder
}

const tsx = join(__dirname, '../../node_modules/.bin/tsx')

/** An id that no process has any more. */
async function deadProcess(): Promise<number> {
  const child = spawn(process.execPath, ['-e', ''])
  await once(child, 'exit')
  return child.pid as number
}

const answers = ({ endpoint }: Pick<Database, 'endpoint'>) =>
  fetch(endpoint).then(
    () => true,
    () => false,
  )

describe.each(engines)('the engine %s', (kind) => {
  const Item = { pk: 'a', sk: 'b', value: 'kept' }

  test('keeps its data from one opening to the next', async () => {
    const folder = newFolder()
    for (const turn of [1, 2, 3]) {
      const { client, tableName: TableName, close } = await openDatabase(folder, kind)
      const { Item: found } = await client.send(new GetCommand({ TableName, Key: { pk: 'a', sk: 'b' } }))
      expect(found).toEqual(turn === 1 ? undefined : Item)
      await client.send(new PutCommand({ TableName, Item }))
      await close()
    }
  })

  test('is one for all who open it, and stops when the last one closes', async () => {
    const folder = newFolder()
    const users = await Promise.all([1, 2, 3, 4].map(() => openDatabase(folder, kind)))
    const [first] = users as [Database]
    expect(new Set(users.map(({ endpoint }) => endpoint)).size).toBe(1)
    for (const user of users) {
      expect(await answers(first)).toBe(true)
      await user.close()
    }
    expect(await answers(first)).toBe(false)
    expect(readdirSync(folder).filter((name) => /lock|engine.json/.test(name))).toEqual([])
  })

  test('is not held open by users that are gone', async () => {
    const folder = newFolder()
    const database = await openDatabase(folder, kind)
    writeFileSync(join(folder, 'users', `${await deadProcess()}-x`), '')
    await database.close()
    expect(await answers(database)).toBe(false)
  })

  test('is not held open by what was left before the machine was started anew', async () => {
    const folder = newFolder()
    mkdirSync(join(folder, 'users'))
    writeFileSync(join(folder, 'users', `${process.ppid}-x`), '') // its id is now somebody else's
    writeFileSync(join(folder, 'engine.json'), JSON.stringify({ kind, pid: process.ppid, port: 1 }))
    const database = await openDatabase(folder, kind)
    await database.close()
    expect(await answers(database)).toBe(false)
  })

  test('that cannot start says so and lets go of the folder', async () => {
    const folder = newFolder()
    if (kind === 'dynoxide') mkdirSync(join(folder, 'visits.sqlite'))
    else writeFileSync(join(folder, 'dynalite'), 'no folder')
    // dynalite listens before it opens its files, so that it may be gone only when the table is made
    const said = kind === 'dynoxide' ? 'the database engine did not start; see engine.log' : ''
    await expect(openDatabase(folder, kind)).rejects.toThrow(said)
    expect(existsSync(join(folder, 'lock'))).toBe(false)
  })
})

describe('the lock', () => {
  test('is held by one at a time', async () => {
    const file = join(newFolder(), 'lock')
    let inside = 0
    const most = await Promise.all(
      Array.from({ length: 10 }, () =>
        withLock(file, async () => {
          inside += 1
          await new Promise(setImmediate)
          return inside--
        }),
      ),
    )
    expect(most).toEqual(Array(10).fill(1))
  })

  test('is let go of when what it was held for fails', async () => {
    const file = join(newFolder(), 'lock')
    await expect(withLock(file, async () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await withLock(file, async () => 'yes')).toBe('yes')
  })

  test('is taken over from a holder that died', async () => {
    const file = join(newFolder(), 'lock')
    writeFileSync(file, String(await deadProcess()))
    expect(await withLock(file, async () => readFileSync(file, 'utf8'))).toBe(String(process.pid))
    expect(existsSync(file)).toBe(false)
  })

  test('is held by one process at a time, also when all of them found a dead one’s', async () => {
    const file = join(newFolder(), 'lock')
    writeFileSync(file, String(await deadProcess()))
    const code = `
      const { withLock } = require(${JSON.stringify(join(__dirname, '../../local/lock.ts'))})
      const { mkdirSync, rmdirSync } = require('node:fs')
      const go = async () => {
        for (let i = 0; i < 30; i++) await withLock(${JSON.stringify(file)}, async () => {
          mkdirSync(${JSON.stringify(`${file}.inside`)}) // fails when somebody is inside
          await new Promise(setImmediate)
          rmdirSync(${JSON.stringify(`${file}.inside`)})
        })
      }
      go().catch((error) => { console.error(error); process.exit(1) })`
    const codes = await Promise.all(
      Array.from(
        { length: 4 },
        async () => (await once(spawn(tsx, ['-e', code], { stdio: 'inherit' }), 'exit'))[0],
      ),
    )
    expect(codes).toEqual([0, 0, 0, 0])
  })
})

test('the token is made once, and for its owner alone', () => {
  const folder = newFolder()
  const token = keptToken(folder)
  expect(token).toMatch(/^vb_[\w-]{43}$/)
  expect(keptToken(folder)).toBe(token)
  writeFileSync(tokenFile(folder), '') // a disk that was full
  expect(keptToken(folder)).toMatch(/^vb_[\w-]{43}$/)
})

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { type Database, openDatabase } from '../../../local/engine/database'
import { lastEngine } from '../../../local/engine/engine-process'
import { withLock } from '../../../local/engine/lock'
import { isRunning, nameOfProcess, ownName, pidOf } from '../../../local/engine/process-name'
import { keptToken } from '../../../local/token'
import { engines, temporaryFolder } from '../../store/fixtures'

const { folder: home, remove } = temporaryFolder()
afterAll(remove)

let folders = 0
function newFolder(): string {
  const folder = join(home, String(++folders))
  mkdirSync(folder)
  return folder
}

const tsx = join(__dirname, '../../../node_modules/.bin/tsx')

/** The name of a process that has ended. */
async function deadProcess(): Promise<string> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  const name = nameOfProcess(child.pid as number) as string
  child.kill('SIGKILL')
  await once(child, 'exit')
  return name
}

/** What a process that lives now would be called if it had got the id of one that ended. */
const namesake = `${process.ppid}-1-0a1b2c3d`

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
    writeFileSync(join(folder, 'users', `${await deadProcess()}.x`), '')
    await database.close()
    expect(await answers(database)).toBe(false)
  })

  test('is not held open by what was left before the machine was started anew', async () => {
    const folder = newFolder()
    mkdirSync(join(folder, 'users'))
    writeFileSync(join(folder, 'users', `${namesake}.x`), '')
    const left = { kind, host: '127.0.0.1', port: 1, accessKeyId: 'x', name: namesake }
    writeFileSync(join(folder, 'engine.json'), JSON.stringify(left))
    const database = await openDatabase(folder, kind)
    await database.close()
    expect(await answers(database)).toBe(false)
  })

  test('that its folder has forgotten is found by what it was started with, and another one takes its place', async () => {
    const errors = jest.spyOn(console, 'error').mockImplementation(() => {})
    for (const left of ['', '{"kind":"dyno', null]) {
      const folder = newFolder()
      const first = await openDatabase(folder, kind)
      await first.client.send(new PutCommand({ TableName: first.tableName, Item }))
      const { name } = lastEngine(folder) as { name: string }
      if (left === null) rmSync(join(folder, 'engine.json'))
      else writeFileSync(join(folder, 'engine.json'), left)
      rmSync(join(folder, 'users'), { recursive: true }) // its user was killed
      const second = await openDatabase(folder, kind)
      expect(isRunning(name)).toBe(false)
      const asked = { TableName: second.tableName, Key: { pk: 'a', sk: 'b' } }
      expect((await second.client.send(new GetCommand(asked))).Item).toEqual(Item)
      await second.close()
      await first.close()
    }
    errors.mockRestore()
  })

  test('is started again where it was when it is killed, with all that was put', async () => {
    const folder = newFolder()
    const database = await openDatabase(folder, kind)
    const { items, client, tableName: TableName } = database
    await items.put(Item)
    const { name, ...settings } = lastEngine(folder) as { name: string }
    const errors = jest.spyOn(console, 'error').mockImplementation(() => {})
    process.kill(pidOf(name), 'SIGKILL')
    while (database.trouble() === null) await sleep(1)
    expect(database.trouble()).toBe('the database engine has ended and is being started again')
    while (database.trouble() !== null) await sleep(5)
    expect(lastEngine(folder)).toMatchObject(settings)
    const { Item: found } = await client.send(new GetCommand({ TableName, Key: { pk: 'a', sk: 'b' } }))
    expect(found).toEqual(Item)
    await database.close()
    expect(await answers(database)).toBe(false)
    expect(errors.mock.calls).toEqual([
      ['Visits are not stored: the database engine has ended and is being started again.'],
      ['Visits are stored again.'],
    ])
    errors.mockRestore()
  })

  test('keeps what it has from everybody else, also where its folder was open to all', async () => {
    const folder = newFolder()
    chmodSync(folder, 0o755)
    const database = await openDatabase(folder, kind)
    keptToken(folder)
    const modes = [
      '.',
      'engine.json',
      'token',
      'engine.log',
      kind === 'dynoxide' ? 'visits.sqlite' : 'dynalite',
    ]
    expect(modes.map((name) => (statSync(join(folder, name)).mode & 0o777).toString(8))).toEqual([
      ...['700', '600', '600', '600'],
      kind === 'dynoxide' ? '600' : '700',
    ])
    await database.close()
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

  test.each<[string, (file: string) => unknown]>([
    ['a holder that died', async (file) => symlinkSync(await deadProcess(), file)],
    ['a process that has the id of a holder that died', (file) => symlinkSync(namesake, file)],
    ['nobody, as an empty file', (file) => writeFileSync(file, '')],
    ['nobody, as a file that names a living process', (file) => writeFileSync(file, String(process.ppid))],
    ['nobody, as a link to nonsense', (file) => symlinkSync('../x', file)],
  ])('is taken over from %s', async (_, leave) => {
    const file = join(newFolder(), 'lock')
    await leave(file)
    expect(await withLock(file, async () => readlinkSync(file))).toBe(ownName)
    expect(readdirSync(dirname(file))).toEqual([])
  })

  test('is held by one process at a time, also when all of them found a dead one’s', async () => {
    const file = join(newFolder(), 'lock')
    symlinkSync(await deadProcess(), file)
    const code = `
      const { withLock } = require(${JSON.stringify(join(__dirname, '../../../local/engine/lock.ts'))})
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

test.each(['', 'vb_', 'vb_cut', '\0'.repeat(47)])(
  'a token that reads %j is none: another is made',
  (left) => {
    const folder = newFolder()
    const token = keptToken(folder)
    expect(token).toMatch(/^vb_[\w-]{43}$/)
    expect(keptToken(folder)).toBe(token)
    writeFileSync(join(folder, 'token'), left)
    expect(keptToken(folder)).toMatch(/^vb_[\w-]{43}$/)
    expect(readdirSync(folder)).toEqual(['token'])
  },
)

import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { hashOf } from '../../lambda/http/token-secret'
import { answers } from '../../local/engine/engine-address'
import { lastEngine } from '../../local/engine/engine-process'
import { pidOf } from '../../local/engine/process-name'
import { temporaryFolder } from '../store/fixtures'
import { smallDisk } from '../support/small-disk'
import { asked, everyVisit, page, type Question, site } from './book'
import { ended, isRunning, signalTo, spawnStart, untilUp } from './start-process'

/** `npm start` as a process of its own: started, killed, interrupted. On a busy machine each start takes seconds. */
jest.setTimeout(90_000)
const started: ChildProcess[] = []
let folder: string
let remove: () => void
beforeEach(() => {
  const temporary = temporaryFolder()
  folder = temporary.folder
  remove = temporary.remove
})
afterEach(() => {
  for (const child of started.splice(0)) if (isRunning(child)) signalTo(child, 'SIGKILL')
  const left = engine()
  if (left !== null) process.kill(pidOf(left.name), 'SIGKILL')
  remove()
})

function run(env: Record<string, string> = {}, options: readonly string[] = [], cwd?: string) {
  const settings = { PORT: '0', DEMO_PORT: '0', VISITBOOK_DATA: folder, VISITBOOK_SITES: site, ...env }
  const process = spawnStart(settings, options, cwd)
  started.push(process.child)
  return process
}

/** A server that is up, as far as it says. */
async function start(env?: Record<string, string>, options?: readonly string[], cwd?: string) {
  const { child, printed } = run(env, options, cwd)
  const { url, token } = await untilUp({ child, printed })
  return {
    child,
    printed,
    url,
    ask: (line: string, question?: Question) => asked(url, token, line, question),
  }
}

const engine = () => lastEngine(folder)

/** The engine that runs, and whether somebody listens where it did. */
function runningEngine() {
  const running = engine()
  if (running === null) throw new Error('no engine runs')
  return { ...running, answers: () => answers(running) }
}

type Ask = Awaited<ReturnType<typeof start>>['ask']

/** Records until the server is gone; the pages that it answered for. */
async function recordFrom(ask: Ask, clients: number): Promise<string[]> {
  const recorded: string[] = []
  const client = async (name: number) => {
    for (let at = 0; ; at++) {
      const { status } = await ask('POST /visits', {
        headers: page,
        body: { page: `/${name}/${at}` },
        token: null,
      })
      if (status === 204) recorded.push(`/${name}/${at}`)
    }
  }
  await Promise.allSettled(Array.from({ length: clients }, (_, name) => client(name)))
  return recorded
}

const visitsOf = async (ask: Ask) => (await everyVisit(ask)).map((visit) => visit.page)

test('killed while it records, it has lost nothing that it answered for, and the next start adopts its engine', async () => {
  const first = await start()
  const recording = recordFrom(first.ask, 8)
  while ((await visitsOf(first.ask)).length < 100);
  signalTo(first.child, 'SIGKILL')
  const recorded = await recording
  await ended(first.child)
  const orphan = runningEngine()

  const second = await start()
  expect(engine()?.name).toBe(orphan.name)
  const listed = await visitsOf(second.ask)
  expect(listed).toEqual(expect.arrayContaining(recorded))
  expect(new Set(listed).size).toBe(listed.length)
  expect(listed.length - recorded.length).toBeLessThanOrEqual(8) // put, and killed before they were answered

  signalTo(second.child, 'SIGINT')
  expect(await ended(second.child)).toBe(0)
  expect(engine()).toBeNull()
  expect(await orphan.answers()).toBe(false)
})

test('Ctrl-C stops it while clients go on asking; what it answered for is there', async () => {
  const first = await start()
  const own = runningEngine()
  const recording = recordFrom(first.ask, 8)
  while ((await visitsOf(first.ask)).length < 20);
  signalTo(first.child, 'SIGINT')
  expect(await ended(first.child)).toBe(0)
  expect(await own.answers()).toBe(false)
  const recorded = await recording

  const second = await start()
  expect((await visitsOf(second.ask)).toSorted()).toEqual(recorded.toSorted())
  second.child.kill('SIGTERM')
  expect(await ended(second.child)).toBe(0)
  expect(engine()).toBeNull()
})

test('two share one engine, and the last one stops it', async () => {
  const [one, other] = await Promise.all([start(), start()])
  const own = runningEngine()
  await one.ask('POST /visits', { headers: page, body: { page: '/shared' }, token: null })
  signalTo(one.child, 'SIGINT')
  expect(await ended(one.child)).toBe(0)
  expect(await visitsOf(other.ask)).toEqual(['/shared'])
  signalTo(other.child, 'SIGINT')
  expect(await ended(other.child)).toBe(0)
  expect(await own.answers()).toBe(false)
})

test('interrupted while it starts, it leaves no engine', async () => {
  const { child } = run()
  while (engine() === null && isRunning(child)) await new Promise((resolve) => setTimeout(resolve, 5))
  const own = runningEngine()
  signalTo(child, 'SIGINT')
  await ended(child)
  expect([engine(), await own.answers()]).toEqual([null, false])
})

test('an engine that dies is started again, /health says so meanwhile, and nothing that was answered for is lost', async () => {
  const first = await start()
  const recording = recordFrom(first.ask, 4)
  while ((await visitsOf(first.ask)).length < 20);
  const own = runningEngine()
  process.kill(pidOf(own.name), 'SIGKILL')
  const health = async () => (await first.ask('GET /health', { token: null })).json
  let dead = await health()
  for (let { name } = own; dead.status !== 503; dead = await health()) {
    const other = engine()
    if (other === null || other.name === name || !(await answers(other))) continue
    name = other.name // it was back before anybody asked
    process.kill(pidOf(name), 'SIGKILL')
  }
  expect(dead).toMatchObject({ detail: expect.stringContaining('engine has ended') })
  while ((await health()).status !== 'ok') await sleep(10)
  expect(runningEngine()).toMatchObject({ host: own.host, port: own.port })
  const before = (await visitsOf(first.ask)).length
  while ((await visitsOf(first.ask)).length < before + 20);
  signalTo(first.child, 'SIGINT')
  expect(await ended(first.child)).toBe(0)
  const recorded = await recording

  const second = await start()
  expect(await visitsOf(second.ask)).toEqual(expect.arrayContaining(recorded))
  signalTo(second.child, 'SIGINT')
  expect(await ended(second.child)).toBe(0)
})

/** What a kill, a full disk or a power cut leaves in the data folder: an engine that runs or none, and files in any state. */
const leftovers: readonly (readonly [string, string, string | (() => string), engineRuns: boolean])[] = [
  ['an empty engine.json', 'engine.json', '', true],
  ['an empty engine.json and no engine', 'engine.json', '', false],
  ['half an engine.json', 'engine.json', '{"kind":"dynox', true],
  ['an engine.json that names another program', 'engine.json', () => JSON.stringify(foreign()), false],
  ['an empty lock', 'lock', '', true],
  ['a lock that names a living process', 'lock', String(process.pid), true],
  ['an empty token', 'token', '', true],
  ['half a token', 'token', 'vb_half', false],
]

test('killed again and again, and each time left with such files, it comes back with every visit', async () => {
  let server = await start()
  const recorded: string[] = []
  for (const [what, name, text, engineRuns] of leftovers) {
    for (const at of [1, 2, 3]) {
      const path = `/${recorded.length}/${at}`
      await server.ask('POST /visits', { headers: page, body: { page: path }, token: null })
      recorded.push(path)
    }
    signalTo(server.child, 'SIGKILL')
    await ended(server.child)
    const orphan = runningEngine()
    if (!engineRuns) process.kill(pidOf(orphan.name), 'SIGKILL')
    writeFileSync(join(folder, name), typeof text === 'string' ? text : text())

    server = await start()
    expect([what, (await visitsOf(server.ask)).toSorted()]).toEqual([what, recorded.toSorted()])
    expect([what, await orphan.answers()]).toEqual([what, engineRuns && name !== 'engine.json'])
  }
  signalTo(server.child, 'SIGINT')
  expect(await ended(server.child)).toBe(0)
  expect(engine()).toBeNull()
}, 180_000)

/** An engine's note whose process is now another program, which listens there, too. */
const foreign = () => ({ ...runningEngine(), name: `${process.pid}-1-0a1b2c3d` })

describe('on a disk that is full', () => {
  let disk: ReturnType<typeof smallDisk>
  beforeEach(() => {
    disk = smallDisk(folder, 8)
    if (disk === null) console.warn('no small disk may be mounted here: what a full one does is not tested')
  })
  afterEach(() => disk?.unmount())

  test('it says so, starts again when there is room, and has every visit', async () => {
    if (disk === null) return
    const first = await start()
    const record = (at: number) =>
      first.ask('POST /visits', { headers: page, body: { page: `/${at}` }, token: null })
    const recorded: string[] = []
    const recordMany = async (from: number) => {
      for (let at = from; at < from + 50; at++) if ((await record(at)).status === 204) recorded.push(`/${at}`)
    }
    await recordMany(0)
    disk.fill()
    let at = 1000
    while ((await record(at)).status === 204) recorded.push(`/${at++}`)
    expect((await first.ask('GET /health', { token: null })).json).toMatchObject({
      status: 503,
      detail: 'the disk is full',
    })
    expect(first.printed.error).toContain('Visits are not stored: the disk is full.')
    expect(first.printed.error).toMatch(/unavailable: 'the disk is full: .*route: 'POST \/visits'/s)

    signalTo(first.child, 'SIGKILL')
    await ended(first.child)
    process.kill(pidOf(runningEngine().name), 'SIGKILL')
    const second = run()
    expect(await ended(second.child)).toBe(1)
    expect(second.printed.error).toContain(`Could not start: the disk is full: ${folder}`)

    disk.free()
    const third = await start()
    expect(await visitsOf(third.ask)).toEqual(expect.arrayContaining(recorded))
    expect((await third.ask('GET /health', { token: null })).json).toMatchObject({ status: 'ok' })
    signalTo(third.child, 'SIGINT')
    expect(await ended(third.child)).toBe(0)
  })

  test('it goes on by itself when there is room', async () => {
    if (disk === null) return
    const { ask, child, printed } = await start()
    const record = () => ask('POST /visits', { headers: page, body: { page: '/' }, token: null })
    disk.fill()
    while ((await record()).status === 204);
    disk.free()
    while ((await record()).status !== 204);
    while (!printed.error.includes('Visits are stored again.')) await sleep(10)
    signalTo(child, 'SIGINT')
    expect(await ended(child)).toBe(0)
  })
})

test('a port that is taken is said in one line, and no engine is left', async () => {
  const squatter = createServer().listen(0, '127.0.0.1')
  await once(squatter, 'listening')
  const { port } = squatter.address() as { port: number }
  const { child, printed } = run({ PORT: String(port) })
  expect(await ended(child)).toBe(1)
  squatter.close()
  expect(printed).toEqual({ out: '', error: `Port ${port} is taken. Stop what runs there, or set PORT.\n` })
  expect(engine()).toBeNull()
})

test('a setting that is not understood is said in one line', async () => {
  const { child, printed } = run({ PORT: 'http' })
  expect(await ended(child)).toBe(1)
  const error = 'Could not start: PORT must be a port, 0 to 65535; it is "http"\n'
  expect(printed).toEqual({ out: '', error })
})

test('an option that there is not is said in one line', async () => {
  const { child, printed } = run({}, ['--exmaple'])
  expect(await ended(child)).toBe(1)
  expect(printed).toEqual({
    out: '',
    error: expect.stringMatching(/^Could not start: Unknown option '--exmaple'.*\n$/),
  })
})

test('a token of visitbook.json signs in too, and one that is not understood is said in one line', async () => {
  const at = join(folder, 'visitbook.json')
  writeFileSync(at, JSON.stringify({ tokens: [{ name: 'mine', sha256: hashOf('vb_mine').toString('hex') }] }))
  const { url, printed, child } = await start({}, [], folder)
  const headers = { authorization: 'Bearer vb_mine' }
  expect((await fetch(`${url}/sites`, { headers })).status).toBe(200)
  expect(printed.out).toContain('those of your settings sign in too')
  signalTo(child, 'SIGTERM')
  await ended(child)
  writeFileSync(at, '{ "tokens": [')
  const again = await start({}, [], folder)
  expect(again.printed.error).toContain(
    `The tokens of your settings do not sign in here: ${at}:1:14: close bracket expected\n`,
  )
  expect((await fetch(`${again.url}/sites`, { headers })).status).toBe(401)
})

test('--example fills a site of its own before it says that it runs', async () => {
  const { child, printed, ask } = await start({}, ['--example'])
  const { json } = await ask('GET /stats?site=example.visitbook.invalid')
  expect(json.totals.visits).toBeGreaterThan(100)
  expect(printed.error).toMatch(/^Invented the example: \d{3} visits of 60 days\n$/)
  expect(printed.out).toContain('example.visitbook.invalid: all of its visits are invented')
  signalTo(child, 'SIGINT')
  expect(await ended(child)).toBe(0)
})

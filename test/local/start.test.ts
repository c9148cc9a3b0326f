import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { temporaryFolder } from '../store/fixtures'
import { asked, everyVisit, page, type Question, site } from './book'

/** `npm start` as a process of its own: started, killed, interrupted. */
const root = join(__dirname, '../..')
// Not the command tsx: it kills with SIGKILL whoever is too busy to acknowledge a signal within 60 ms.
const command = ['--import', 'tsx', 'local/start.ts']

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
  if (left !== null) process.kill(left.pid, 'SIGKILL')
  remove()
})

function run(env: Record<string, string> = {}) {
  const settings = { PORT: '0', DEMO_PORT: '0', VISITBOOK_DATA: folder, VISITBOOK_SITES: site, ...env }
  const child = spawn(process.execPath, command, {
    cwd: root,
    env: { ...process.env, ...settings },
    detached: true, // a group of its own, as a terminal makes it
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.push(child)
  const printed = { out: '', error: '' }
  child.stdout.on('data', (text) => (printed.out += text))
  child.stderr.on('data', (text) => (printed.error += text))
  return { child, printed }
}

/** A server that is up, as far as it says. */
async function start(env?: Record<string, string>) {
  const { child, printed } = run(env)
  while (!printed.out.includes('Ctrl-C')) {
    if (!isRunning(child)) throw new Error(`it ended: ${printed.error}`)
    await Promise.race([once(child.stdout as NodeJS.ReadableStream, 'data'), once(child, 'exit')])
  }
  const [, url = ''] = /Dashboard +(\S+)\//.exec(printed.out) ?? []
  const [, token = ''] = /Token +(\S+)/.exec(printed.out) ?? []
  return {
    child,
    printed,
    url,
    ask: (line: string, question?: Question) => asked(url, token, line, question),
  }
}

/** To the whole group, as Ctrl-C in a terminal does. */
const signalTo = (child: ChildProcess, signal: NodeJS.Signals) => process.kill(-(child.pid as number), signal)
const isRunning = (child: ChildProcess) => child.exitCode === null && child.signalCode === null

async function ended(child: ChildProcess): Promise<number | null> {
  if (isRunning(child)) await once(child, 'exit')
  return child.exitCode
}

function engine(): { pid: number; port: number } | null {
  const file = join(folder, 'engine.json')
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
}

const answers = (port: number) =>
  fetch(`http://127.0.0.1:${port}`).then(
    () => true,
    () => false,
  )

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
  const orphan = engine()

  const second = await start()
  expect(engine()).toEqual(orphan)
  const listed = await visitsOf(second.ask)
  expect(listed).toEqual(expect.arrayContaining(recorded))
  expect(new Set(listed).size).toBe(listed.length)
  expect(listed.length - recorded.length).toBeLessThanOrEqual(8) // put, and killed before they were answered

  signalTo(second.child, 'SIGINT')
  expect(await ended(second.child)).toBe(0)
  expect(engine()).toBeNull()
  expect(await answers((orphan as { port: number }).port)).toBe(false)
})

test('Ctrl-C stops it while clients go on asking; what it answered for is there', async () => {
  const first = await start()
  const { port } = engine() as { port: number }
  const recording = recordFrom(first.ask, 8)
  while ((await visitsOf(first.ask)).length < 20);
  signalTo(first.child, 'SIGINT')
  expect(await ended(first.child)).toBe(0)
  expect(await answers(port)).toBe(false)
  const recorded = await recording

  const second = await start()
  expect((await visitsOf(second.ask)).toSorted()).toEqual(recorded.toSorted())
  second.child.kill('SIGTERM')
  expect(await ended(second.child)).toBe(0)
  expect(engine()).toBeNull()
})

test('two share one engine, and the last one stops it', async () => {
  const [one, other] = await Promise.all([start(), start()])
  const { port } = engine() as { port: number }
  await one.ask('POST /visits', { headers: page, body: { page: '/shared' }, token: null })
  signalTo(one.child, 'SIGINT')
  expect(await ended(one.child)).toBe(0)
  expect(await visitsOf(other.ask)).toEqual(['/shared'])
  signalTo(other.child, 'SIGINT')
  expect(await ended(other.child)).toBe(0)
  expect(await answers(port)).toBe(false)
})

test('interrupted while it starts, it leaves no engine', async () => {
  const { child } = run()
  while (engine() === null && isRunning(child)) await new Promise((resolve) => setTimeout(resolve, 5))
  const { port } = engine() as { port: number }
  signalTo(child, 'SIGINT')
  await ended(child)
  expect([engine(), await answers(port)]).toEqual([null, false])
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

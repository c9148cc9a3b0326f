import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fetchedNode } from './support/lambda-node/lambda-node'
import { isFull } from './support/size'

const root = join(__dirname, '..')
const isTested = isFull && existsSync(join(root, '.git'))
const testInstalled = isTested ? test : test.skip
if (!isTested)
  process.stderr.write(
    'Skipping the tests of a fresh clone: the size is small, or there is none to be made\n',
  )

let folder: string
let started: ChildProcess | null = null
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'visitbook-fresh-'))
})
afterEach(async () => {
  if (started !== null && started.exitCode === null) {
    process.kill(-(started.pid as number), 'SIGINT')
    await once(started, 'exit')
  }
  started = null
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
})

/** What a stranger has in the environment, with this Node before others; npm takes its cache and registry as they are here. */
function environmentOf(node: string): NodeJS.ProcessEnv {
  const { npm_config_cache, npm_config_registry, HOME } = process.env
  const path = [dirname(node), process.env.PATH].join(delimiter)
  const given = { PORT: '0', DEMO_PORT: '0', VISITBOOK_SITES: 'you.example' }
  return {
    HOME,
    npm_config_cache,
    npm_config_registry,
    PATH: path,
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    ...given,
  }
}

/** A clone in which commands are typed, after `npm ci` with these options. */
function freshClone(node: string, options: readonly string[]) {
  execFileSync('git', ['clone', '--quiet', root, folder])
  const env = environmentOf(node)
  const type = (command: string, more: NodeJS.ProcessEnv = {}) =>
    execFileSync('bash', ['-c', command], {
      cwd: folder,
      env: { ...env, ...more },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  type(`npm ci --prefer-offline ${options.join(' ')}`)
  return { env, type }
}

/** `npm start`, as far as it says that it is up. */
async function start(env: NodeJS.ProcessEnv): Promise<{ url: string; token: string }> {
  const child = spawn('npm', ['start'], {
    cwd: folder,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started = child
  let [out, said] = ['', '']
  child.stderr.on('data', (text) => (said += text))
  child.stdout.on('data', (text) => (out += text))
  while (!out.includes('Ctrl-C')) {
    if (child.exitCode !== null) throw new Error(`it ended: ${said}`)
    await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])
  }
  const [, url = '', token = ''] = /Dashboard +(\S+)\/#token=(\S+)/.exec(out) ?? []
  return { url, token }
}

/** A line of a log, an hour old, by a reader at Google's. */
function logLine(): string {
  const [, day, month, year, time] = /(\d+) (\w+) (\d+) (\S+)/.exec(
    new Date(Date.now() - 3_600_000).toUTCString(),
  ) as RegExpExecArray
  const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'
  return `8.8.8.8 - - [${day}/${month}/${year}:${time} +0000] "GET /cv HTTP/1.1" 200 512 "-" "${agent}"\n`
}

const megabytes = (type: (command: string) => string): number =>
  Number.parseInt(type('du -sm --exclude=.cache node_modules'), 10)

/** This Node, and Lambda's where that is another. */
const nodes = [
  process.execPath,
  isTested && !process.version.startsWith('v24.') ? fetchedNode() : null,
].filter((node) => node !== null)
const rows = [
  ...nodes.flatMap((node) => [
    [node, '--ignore-scripts', 750] as const,
    [node, '--ignore-scripts --omit=dev', 200] as const,
  ]),
  [process.execPath, '--omit=dev', 200] as const,
]

testInstalled.each(rows)(
  'on %s, after npm ci %s, a fresh clone names who came, in at most %i MB',
  async (node, option, most) => {
    const { env, type } = freshClone(node, [option])
    expect(type("npm exec -c 'node --version'")).toBe(execFileSync(node, ['--version'], { encoding: 'utf8' }))
    const { url, token } = await start(env)
    writeFileSync(join(folder, '.visitbook/access.log'), logLine())
    type('./visitbook import access-log .visitbook/access.log --site you.example')
    const listed = type('./visitbook organisations --site you.example', {
      VISITBOOK_URL: url,
      VISITBOOK_TOKEN: token,
    })
    expect(listed).toMatch(/^.*Google/m)
    expect(megabytes(type)).toBeLessThanOrEqual(most)
    expect(type('git status --porcelain')).toBe('')
  },
  600_000,
)

testInstalled(
  'after npm ci --workspaces=false the stack is made, in at most 450 MB',
  () => {
    const { type } = freshClone(process.execPath, ['--workspaces=false', '--ignore-scripts'])
    type('npm run synth -- -c sites=you.github.io')
    expect(existsSync(join(folder, 'cdk.out/Visitbook.template.json'))).toBe(true)
    expect(megabytes(type)).toBeLessThanOrEqual(450)
  },
  600_000,
)

import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

/** A Chromium that starts here. */
export interface Chromium {
  readonly path: string
  readonly env: NodeJS.ProcessEnv
  /** npm's is the headless shell, whose pages are never kept in the back/forward cache. */
  readonly isShell: boolean
}

/** Where Debian, Fedora, Google's packages and macOS put theirs. */
const onTheMachine = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * `describe` where a Chromium starts. Where none does, the tests are skipped, and it says so; with the environment
 * variable VISITBOOK_BROWSER=required that is a failure.
 */
export function describeInChromium(name: string, tests: (chromium: Chromium) => void): void {
  const { found, missing } = findChromium(process.env)
  if (found !== null) {
    describe(name, () => tests(found))
    return
  }
  const why = `no Chromium starts here\n${missing.map((line) => `  ${line}\n`).join('')}`
  if (process.env.VISITBOOK_BROWSER === 'required') {
    test(`${name} runs in a Chromium`, () => {
      throw new Error(why)
    })
  } else {
    process.stderr.write(`Skipping the browser tests of ${name}: ${why}`)
    describe.skip(name, () => tests({ path: '', env: {}, isShell: true }))
  }
}

/** CHROMIUM alone where it is set; otherwise npm's, with libraries of its own if need be, then the machine's. */
export function findChromium(env: NodeJS.ProcessEnv): {
  readonly found: Chromium | null
  /** Why the ones before it, or all of them, do not start. */
  readonly missing: readonly string[]
} {
  const missing: string[] = []
  for (const candidate of candidates(env)) {
    const problem = typeof candidate === 'string' ? candidate : startProblem(candidate)
    if (typeof candidate !== 'string' && problem === null) return { found: candidate, missing }
    missing.push(problem as string)
  }
  return { found: null, missing }
}

/** Each Chromium to try, or why there is none to try. */
function* candidates(env: NodeJS.ProcessEnv): Iterable<Chromium | string> {
  const own = (path: string) => ({ path, env, isShell: /headless.shell/.test(path) })
  if (env.CHROMIUM) {
    yield own(env.CHROMIUM)
    return
  }
  try {
    const folder = unpack()
    const shell = { path: join(folder, 'chromium'), isShell: true }
    const fonts = { FONTCONFIG_PATH: join(folder, 'fonts') }
    yield { ...shell, env: { ...env, ...fonts } }
    yield { ...shell, env: { ...env, ...fonts, LD_LIBRARY_PATH: join(folder, 'al2023/lib') } }
  } catch (error) {
    yield `@sparticuz/chromium: ${(error as Error).message.split('\n', 1)[0]}`
  }
  const installed = onTheMachine.filter((path) => existsSync(path))
  yield* installed.length > 0 ? installed.map(own) : [`none of ${onTheMachine.join(', ')} is there`]
}

/** What keeps a Chromium from starting, in the words of the system, which name a missing library; null when it starts. */
function startProblem({ path, env }: Chromium): string | null {
  const { error, status, stderr } = spawnSync(path, ['--version'], { env, encoding: 'utf8', timeout: 20_000 })
  if (error !== undefined) return error.message
  return status === 0 ? null : stderr.trim() || `${path} exits with ${status}`
}

/**
 * Unpacks npm's Chromium, once a version, into node_modules/.cache. The package by itself would unpack to
 * /tmp/chromium, where two test processes meet half-written files, and its libraries (NSS, expat) only in Lambda.
 *
 * @throws Error when the package is not there or its files are not for this machine
 */
function unpack(): string {
  const entry = require.resolve('@sparticuz/chromium') // build/cjs/index.cjs
  const { version } = require(join(dirname(entry), '../../package.json')) as { version: string }
  const cache = join(dirname(entry), '../../../../.cache/visitbook')
  const folder = join(cache, `chromium-${version}`)
  if (existsSync(folder)) return folder
  mkdirSync(cache, { recursive: true })
  const begun = mkdtempSync(`${folder}-`)
  const { status, stderr } = spawnSync(
    process.execPath,
    ['-e', `require(${JSON.stringify(entry)}).executablePath()`],
    { env: { ...process.env, TMPDIR: begun, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' }, encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`does not unpack: ${stderr.trim()}`)
  writeFileSync(join(begun, 'fonts/fonts.conf'), fontsIn(folder))
  settle(begun, folder)
  return folder
}

/** The package's own looks in /tmp/fonts. Without a font, text has no height and no link can be clicked. */
const fontsIn = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>
`

/** Whoever is first gives the folder its name; the others drop theirs. */
function settle(begun: string, folder: string): void {
  try {
    renameSync(begun, folder)
  } catch (error) {
    rmSync(begun, { recursive: true })
    if (!existsSync(folder)) throw error
  }
}

/** Every host below `.test` is this machine. Containers have no rights for the sandbox and little shared memory. */
const args = ['--no-sandbox', '--disable-dev-shm-usage', '--host-resolver-rules=MAP *.test 127.0.0.1']

/** Headless, driven by Playwright, with the back/forward cache that Playwright turns off. */
export function launch({ path, env }: Chromium): Promise<Browser> {
  return chromium.launch({
    executablePath: path,
    env: env as Record<string, string>,
    args,
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  })
}

/**
 * Headless, on its own: while anybody debugs, Chromium prerenders no page and calls each shown. Pages may open others
 * without a click. @returns what ends it
 */
export function launchAlone({ path, env }: Chromium, url: string): () => Promise<void> {
  const profile = mkdtempSync(join(tmpdir(), 'visitbook-chromium-'))
  const own = ['--remote-debugging-port=0', '--disable-popup-blocking', `--user-data-dir=${profile}`] // the port keeps it open
  const child = spawn(path, ['--headless', ...own, ...args, url], { env, stdio: 'ignore' })
  return async () => {
    child.kill()
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    rmSync(profile, { recursive: true, force: true, maxRetries: 10 })
  }
}

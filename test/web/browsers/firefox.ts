import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BidiSession, openSession } from './bidi'

/** The path of a Firefox that starts here, and what it says of itself. */
export interface Firefox {
  readonly path: string
  readonly version: string
}

/** Where Debian, Fedora, Arch and macOS put theirs. Ubuntu's is a snap, which cannot read a profile of ours. */
const onTheMachine = [
  '/usr/bin/firefox-esr',
  '/usr/lib64/firefox/firefox',
  '/usr/lib/firefox/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
]

/** `describe` where there is a Firefox: the one that the environment variable FIREFOX names, or the machine's. */
export function describeInFirefox(name: string, tests: (firefox: Firefox) => void): void {
  const firefox = findFirefox(process.env.FIREFOX)
  if (firefox !== null) {
    describe(name, () => tests(firefox))
    return
  }
  process.stderr.write(`Skipping ${name}: no Firefox is here\n`)
  describe.skip(name, () => tests({ path: '', version: 'none' }))
}

function findFirefox(named: string | undefined): Firefox | null {
  for (const path of named ? [named] : onTheMachine.filter((path) => existsSync(path))) {
    const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000 })
    const [version] = /Mozilla Firefox \S+/.exec(stdout ?? '') ?? []
    if (version !== undefined) return { path, version }
  }
  return null
}

/** Every host that the tests use is this machine: Firefox takes a list of names, no pattern. */
const preferences = {
  'network.dns.localDomains': ['you', 'friend', 'stranger', 'api'].map((name) => `${name}.test`).join(),
}

/** Headless, with a profile of its own, driven by WebDriver BiDi. */
export async function launchFirefox({ path }: Firefox): Promise<BidiSession & { quit(): Promise<void> }> {
  const profile = mkdtempSync(join(tmpdir(), 'visitbook-firefox-'))
  const lines = Object.entries(preferences).map(
    (entry) => `user_pref(${JSON.stringify(entry).slice(1, -1)});`,
  )
  writeFileSync(join(profile, 'user.js'), lines.join('\n'))
  const child = spawn(
    path,
    ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port=0'],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  const session = await openSession(await addressOf(child))
  return {
    ...session,
    quit: async () => {
      const gone = once(child, 'exit')
      await session.send('browser.close')
      await gone
      rmSync(profile, { recursive: true, force: true, maxRetries: 10 })
    },
  }
}

/** Where it listens. @throws Error with all that it wrote, when it ends before it does */
function addressOf(child: ChildProcess): Promise<string> {
  let written = ''
  return new Promise((resolve, reject) => {
    child.stderr?.on('data', (text: Buffer) => {
      written += text
      const [, address] = /WebDriver BiDi listening on (ws:\S+)/.exec(written) ?? []
      if (address !== undefined) resolve(address)
    })
    child.once('exit', () => reject(new Error(`Firefox does not start: ${written}`)))
  })
}

import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'

const root = join(__dirname, '../..')

/**
 * Has npm install what a folder's package-lock.json pins, and gives the `node_modules` to `use`; afterwards it is gone. npm
 * compares each package with its SHA-512 in the lock, and asks the registry, proxy and cache of whoever runs this. No
 * script of a package runs.
 *
 * @param list has a package.json and its package-lock.json
 * @param place where there is room: the packages are put beside it for the time being
 * @throws Error that says what cannot be had, in a line
 */
export function withPackages<T>(list: string, place: string, use: (modules: string) => T): T {
  mkdirSync(dirname(place), { recursive: true })
  clearAbandoned(place)
  const folder = mkdtempSync(`${place}-`)
  try {
    for (const file of ['package.json', 'package-lock.json'])
      copyFileSync(join(list, file), join(folder, file))
    const ownConfig = join(root, '.npmrc')
    if (existsSync(ownConfig)) copyFileSync(ownConfig, join(folder, '.npmrc'))
    npmCi(folder)
    return use(join(folder, 'node_modules'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Folders of processes that were killed an hour ago or earlier: none takes so long. */
function clearAbandoned(place: string): void {
  const now = Date.now()
  for (const name of readdirSync(dirname(place)).filter((one) => one.startsWith(`${basename(place)}-`))) {
    const path = join(dirname(place), name)
    const { mtimeMs = now } = statSync(path, { throwIfNoEntry: false }) ?? {}
    if (mtimeMs < now - 3_600_000) rmSync(path, { recursive: true, force: true })
  }
}

/** What whoever started us has set for npm is inherited, so that its registry is theirs; what it leaves out is not. */
function npmCi(folder: string): void {
  const options = ['--ignore-scripts', '--include=optional', '--no-audit', '--no-fund']
  const patience = ['--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000']
  try {
    execFileSync('npm', ['ci', '--prefer-offline', '--loglevel=error', ...options, ...patience], {
      cwd: folder,
      env: { ...process.env, NO_UPDATE_NOTIFIER: '1' },
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
      shell: process.platform === 'win32', // there it is npm.cmd
    })
  } catch (error) {
    throw new Error(
      `npm cannot fetch ${namesIn(folder)}: ${complaintOf(error as Error & { stderr?: string })}`,
      {
        cause: error,
      },
    )
  }
}

function namesIn(folder: string): string {
  const { dependencies, optionalDependencies } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  )
  return Object.keys({ ...dependencies, ...optionalDependencies }).join(', ')
}

/** The line of npm's that says most: its code and where it asked stand before it. */
function complaintOf({ message, stderr = '' }: Error & { stderr?: string }): string {
  const lines = stderr.split('\n').filter((line) => line.startsWith('npm error '))
  const said = lines.map((line) => line.replace(/^npm error (?:network |notarget )?/, ''))
  return (
    said.find((line) => !/^(?:code|errno|syscall|type) /.test(line)) ??
    message.split('\n', 1)[0] ??
    'no reason'
  )
}

import { spawnSync } from 'node:child_process'
import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(__dirname, '..')

/** The folders of what is installed with these options of `npm ci`. */
function installed(...options: string[]): string[] {
  const { stdout } = spawnSync('npm', ['ls', '--all', '--parseable', ...options], {
    cwd: root,
    encoding: 'utf8',
  })
  return stdout
    .trim()
    .split('\n')
    .filter((path) => path.includes('node_modules'))
}

/** As `du` counts, in MB: blocks of the disk, of folders too. What is in a package's own node_modules is listed by itself. */
const megabytes = (folders: readonly string[]): number =>
  folders.reduce((sum, folder) => sum + bytesIn(folder), 0) / 2 ** 20

function bytesIn(path: string): number {
  const stat = lstatSync(path)
  const own = stat.blocks * 512
  if (!stat.isDirectory()) return own
  const within = readdirSync(path).filter((name) => name !== 'node_modules')
  return within.reduce((sum, name) => sum + bytesIn(join(path, name)), own)
}

test.each([
  ['to run', 200, ['--omit=dev'], ['tsx', 'esbuild'], ['aws-cdk-lib', 'jest']],
  ['to deploy', 450, ['--workspaces=false'], ['tsx', 'aws-cdk', 'aws-cdk-lib'], ['jest', 'react']],
  ['in all', 750, [], ['tsx', 'aws-cdk-lib', 'jest'], []],
])('node_modules %s has at most %i MB', (_, most, options, has, hasNot) => {
  const folders = installed(...options)
  const names = folders.map((folder) => folder.replace(/.*node_modules\//, ''))
  expect(names).toEqual(expect.arrayContaining(has))
  expect(names.filter((name) => hasNot.includes(name))).toEqual([])
  expect(megabytes(folders)).toBeLessThan(most)
})

const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Readonly<
    Record<
      string,
      {
        readonly dev?: boolean
        readonly hasInstallScript?: boolean
        readonly bin?: Readonly<Record<string, string>>
      }
    >
  >
}

test('no package has a program that would stand before one of the machine in npm scripts', () => {
  const programs = Object.values(packages).flatMap(({ bin = {} }) => Object.keys(bin))
  expect(programs).toContain('jest')
  expect(programs.filter((name) => ['node', 'npm', 'npx', 'git', 'sh'].includes(name))).toEqual([])
})

/** What runs and has an install script, and why it does without: `npm ci --ignore-scripts --omit=dev` is enough to run. */
const unneeded = {
  '@swc/core': 'it fetches a substitute where the binary of this platform, a package of its own, is missing',
  'classic-level': 'it compiles where its prebuilt binaries do not fit',
  esbuild: 'it saves the start of a Node process before its binary, a package of its own',
}

test('no package that runs needs an install script', () => {
  const scripted = Object.entries(packages).filter(
    ([, { dev, hasInstallScript }]) => hasInstallScript && !dev,
  )
  expect(scripted.map(([path]) => path.replace(/.*node_modules\//, ''))).toEqual(Object.keys(unneeded))
})

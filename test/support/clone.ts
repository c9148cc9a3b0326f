import { spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, relative, sep } from 'node:path'
import { networkTableFile } from '../../lib/assets/network-table/file'

export const root = join(__dirname, '../..')

/** What is made here, or fetched, and so is not in the repository. */
const made = ['.git', 'node_modules', '.build', '.networks', '.visitbook', 'cdk.out']

/** The repository as a stranger has it: alone in an empty folder, ready to run. */
export interface Clone {
  readonly folder: string
  remove(): void
}

/**
 * Clones the commit that is checked out. Where there is no history, as in an unpacked tarball, it copies the files and
 * says so. `npm ci` and the network table take a minute; they are linked and copied instead.
 */
export function cloneRepository(): Clone {
  const parent = mkdtempSync(join(tmpdir(), 'visitbook-clone-')) // on a disk, whose programs may be run
  const folder = join(parent, 'visitbook')
  const { status } = spawnSync('git', ['clone', '--quiet', root, folder])
  if (status !== 0) {
    process.stderr.write('git cannot clone this repository: its files are copied as they are\n')
    cpSync(root, folder, { recursive: true, filter: (path) => !isMade(relative(root, path)) })
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const table = networkTableFile()
  mkdirSync(join(folder, '.build'))
  copyFileSync(table, join(folder, '.build', basename(table)))
  return { folder, remove: () => rmSync(parent, { recursive: true, force: true }) }
}

const isMade = (path: string): boolean => made.includes(path.split(sep)[0] as string)

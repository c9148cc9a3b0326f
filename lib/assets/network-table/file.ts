import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildNetworkTable } from './builder'
import { withSourceFiles } from './sources/source-files'
import { currentSources, type SourceSet } from './sources/source-set'
import { tableSources } from './sources/sources'

const root = join(__dirname, '../../..')

/** What the table's content depends on outside this folder, apart from its sources. */
const shared = ['domain/organisation', 'network'].map((folder) => join(root, 'lambda', folder))

/**
 * Returns the network table as a file. If there is none of these sources yet, they are fetched and it is made (about ten
 * seconds), with a line of progress on stderr. It is cached by the content of what it is made from.
 *
 * @throws Error where the sources cannot be had
 */
export function networkTableFile(folder = join(root, '.build')): string {
  const sources = currentSources()
  const file = join(folder, `networks-${fingerprint(sources)}.bin`)
  if (existsSync(file)) return file
  process.stderr.write('Making the network table, once … ')
  mkdirSync(folder, { recursive: true })
  const started = Date.now()
  const table = made(sources)
  const part = `${file}.${process.pid}.part` // two processes may make it at once; each renames a whole file
  writeFileSync(part, table)
  renameSync(part, file)
  process.stderr.write(
    `${(table.length / 1e6).toFixed(1)} MB in ${((Date.now() - started) / 1000).toFixed(1)} s\n`,
  )
  return file
}

function made(sources: SourceSet): Buffer {
  try {
    return withSourceFiles(sources, (files) => buildNetworkTable(tableSources({ ...sources, files })))
  } catch (error) {
    process.stderr.write('failed\n')
    throw error
  }
}

function fingerprint({ marks }: SourceSet): string {
  const hash = createHash('sha256')
  for (const file of [...marks, ...[__dirname, ...shared].flatMap(filesIn)]) hash.update(readFileSync(file))
  return hash.digest('hex').slice(0, 16)
}

/** Every file of a folder, in order: a list of those that matter would be forgotten when one is added. */
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .toSorted()

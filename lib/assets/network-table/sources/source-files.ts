import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { withPackages } from '../../fetched-packages'
import { packagesFolder, pinnedFiles, type SourceFiles, type SourceSet } from './source-set'

const beside = join(__dirname, '../../../../.build/sources')

/**
 * Gives the four files to `read`. Those of the pinned packages are 109 MB that only making the table needs: they are fetched
 * for it, and gone afterwards.
 *
 * @throws Error that says what cannot be had, in a line
 */
export function withSourceFiles<T>({ files }: SourceSet, read: (files: SourceFiles) => T): T {
  if (existsSync(files['asn-ipv4'])) return read(files)
  return withPackages(packagesFolder, beside, (modules) => read(pinnedFiles(modules)))
}

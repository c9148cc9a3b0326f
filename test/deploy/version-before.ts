import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { withPackages } from '../../lib/assets/fetched-packages'
import { type Clone, root } from '../support/clone'

/** What is upgraded from while there is no release: a commit whose stack people may have deployed. */
const commitWithoutRelease = 'a2c7476b77489eff1a4b2f38e14093775d6f29cc'

/** Packs the last release before this commit, ready to run, next to the clone. @returns null where git does not have it */
export function packVersionBefore({ folder: clone }: Clone): { folder: string; name: string } | null {
  const folder = join(clone, '../before')
  mkdirSync(folder)
  try {
    const name = lastRelease(clone) ?? commitWithoutRelease
    const archive = `${folder}.tar`
    git(clone, 'archive', '-o', archive, name)
    execFileSync('tar', ['-xf', archive, '-C', folder])
    linkModules(folder)
    return { folder, name }
  } catch {
    return null
  }
}

/** Our packages, with those that the version before had and we fetch: what its network table is made from. */
function linkModules(folder: string): void {
  const modules = join(folder, 'node_modules')
  mkdirSync(modules)
  for (const name of readdirSync(join(root, 'node_modules')))
    symlinkSync(join(root, 'node_modules', name), join(modules, name))
  const manifest = readFileSync(join(folder, 'package.json'), 'utf8')
  if (!manifest.includes(`"${sources}/`)) return
  withPackages(join(root, 'lib/assets/network-table/sources/packages'), folder, (fetched) =>
    cpSync(join(fetched, sources), join(modules, sources), { recursive: true }),
  )
}

const sources = '@ip-location-db'

/** The tag of the last release before this commit; null where there is none, or no history. */
function lastRelease(clone: string): string | null {
  try {
    return git(clone, 'describe', '--tags', '--abbrev=0', '--match', 'v*', 'HEAD^')
  } catch {
    return null
  }
}

const git = (folder: string, ...words: string[]): string =>
  execFileSync('git', ['-C', folder, ...words], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim()

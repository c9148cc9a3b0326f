import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, symlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import { networkTableFile } from '../../lib/assets/network-table/file'
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
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    const table = networkTableFile()
    mkdirSync(join(folder, '.build'))
    copyFileSync(table, join(folder, '.build', basename(table)))
    return { folder, name }
  } catch {
    return null
  }
}

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

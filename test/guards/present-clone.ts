import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Clone, cloneRepository, root } from '../support/clone'

/** A clone with what is not committed yet: a guard's test that was just deleted is missed. */
export function presentClone(): Clone {
  const clone = cloneRepository()
  for (const file of changedFiles()) {
    const [here, there] = [join(root, file), join(clone.folder, file)]
    if (existsSync(here)) cpSync(here, there)
    else rmSync(there, { force: true })
  }
  return clone
}

function changedFiles(): string[] {
  const listed = (...given: string[]) =>
    spawnSync('git', [...given, '-z'], { cwd: root, encoding: 'utf8' }).stdout.split('\0')
  const files = [
    ...listed('diff', '--name-only', 'HEAD'),
    ...listed('ls-files', '--others', '--exclude-standard'),
  ]
  return files.filter((file) => file !== '')
}

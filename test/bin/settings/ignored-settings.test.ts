import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cloneRepository } from '../../support/clone'

const clone = cloneRepository()
afterAll(clone.remove)

const isRepository = existsSync(join(clone.folder, '.git'))
const git = (...args: string[]) => execFileSync('git', args, { cwd: clone.folder, encoding: 'utf8' })
const makeToken = (name: string) =>
  spawnSync(join(clone.folder, 'visitbook'), ['token', '--name', name], {
    cwd: clone.folder,
    encoding: 'utf8',
  }).stderr

;(isRepository ? test : test.skip)('settings are in no commit, and that is said once', () => {
  const before = git('status', '--porcelain')
  expect(makeToken('first')).toContain('visitbook.json is new, and git ignores it: keep a copy elsewhere.\n')
  expect(makeToken('second')).not.toContain('git ignores it')
  expect(git('status', '--porcelain')).toBe(before)
})

test('comments of the example stay when a command changes what it was copied to', () => {
  const [example, settings] = ['visitbook.example.json', 'visitbook.json'].map((name) =>
    join(clone.folder, name),
  )
  copyFileSync(String(example), String(settings))
  makeToken('third')
  const [before, after] = [example, settings].map((file) => readFileSync(String(file), 'utf8'))
  expect(after).toMatch(/"tokens": \[\s*\{\s*"name": "third",\s*"sha256": "[0-9a-f]{64}"\s*\}\s*\]/)
  expect(after?.replace(/"tokens": \[[^\]]*\]/, '"tokens": []')).toBe(before)
})

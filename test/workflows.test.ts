import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(__dirname, '../.github/workflows')

/** The actions that the workflows call, as they are written. A tag can be moved to other code, a commit cannot. */
const calls = readdirSync(folder).flatMap((file) =>
  [...readFileSync(join(folder, file), 'utf8').matchAll(/\buses: *(.*)$/gm)].map(([, call = '']) => call),
)

test.each([...new Set(calls)])('the action %s is pinned by its commit, with its tag beside it', (call) => {
  expect(call).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
})

test('an action has one commit in all places', () => {
  const actions = new Set(calls).size
  expect(actions).toBeGreaterThan(1)
  expect(new Set(calls.map((call) => call.split('@')[0])).size).toBe(actions)
})

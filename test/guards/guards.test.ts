import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../support/clone'
import { isFull } from '../support/size'
import type { Fault } from './fault'
import { faults } from './faults/faults'
import { findFaults } from './find-faults'
import { textWith } from './plant'
import { medianSeed, reportOf } from './report'

test('at least 26 faults are planted, each under a name of its own, 12 or more of them for the simulator', () => {
  expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length)
  expect(faults.length).toBeGreaterThanOrEqual(26)
  expect(faults.filter(({ foundBy }) => foundBy === 'the simulator').length).toBeGreaterThanOrEqual(12)
})

test.each(faults.map((fault) => [fault.name, fault] as const))(
  'what is replaced stands in its file once: %s',
  (_, fault) => {
    const text = readFileSync(join(root, fault.file), 'utf8')
    expect(textWith(text, fault)).not.toBe(text)
  },
)

const comment: Fault = {
  name: 'A comment is another one',
  file: 'lambda/domain/hmac.ts',
  from: 'Block size of SHA-256',
  to: 'Bytes in a block',
  foundBy: { suite: 'test/domain/ipv6.test.ts', test: '' },
}

test.each(['stands nowhere', 'e'])('a fault whose place is not there once is an error: "%s"', (from) => {
  const text = readFileSync(join(root, comment.file), 'utf8')
  expect(() => textWith(text, { ...comment, from })).toThrow(/stands in .+ \d+ times, not once/)
})

test('a table tells what found each fault, and by which seed half of them were found', () => {
  const found = { fault: comment, missed: null, said: 'erased is erased: "view 1" is listed', seconds: 1.4 }
  const byLife = [3, 90, 7].map((seed) => ({
    ...found,
    seed,
    fault: { ...comment, foundBy: 'the simulator' as const },
  }))
  const missed = { ...found, missed: 'it passed', seed: null }
  expect(medianSeed([...byLife, missed])).toBe(7)
  expect(
    reportOf([...byLife.slice(0, 1), missed])
      .split('\n')
      .slice(2),
  ).toEqual([
    '| A comment is another one | seed 3: erased is erased | 1 |',
    '| A comment is another one | **nothing** | 1 |',
  ])
})

if (isFull)
  describe('in a clone', () => {
    const suite = 'test/http/cursor.test.ts'
    const altered = { suite, test: 'a cursor altered at any character is refused' }

    test('what its test misses is found, and what no test misses is not', async () => {
      const real = faults.find(({ name }) => name === 'A cursor that was altered is taken') as Fault
      const missed = (await findFaults([real, { ...comment, foundBy: altered }])).map((one) => one.missed)
      expect(missed).toEqual([null, `${suite}, "${altered.test}": passed`])
    }, 240_000)

    test('a test that is not there is an error before anything is planted', async () => {
      const gone = { ...comment, foundBy: { suite, test: 'a test that was deleted' } }
      await expect(findFaults([gone])).rejects.toThrow('"a test that was deleted": not run')
    }, 240_000)
  })

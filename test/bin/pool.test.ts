import { setTimeout as sleep } from 'node:timers/promises'
import { eachAtMost } from '../../bin/cli/import/pool'

async function* numbers(count: number, taken: number[] = []) {
  for (let number = 0; number < count; number += 1) {
    taken.push(number)
    yield number
  }
}

test('every item is acted on once, on no more at once than allowed', async () => {
  const done: number[] = []
  let under = 0
  let most = 0
  await eachAtMost(4, numbers(50), async (number) => {
    most = Math.max(most, ++under)
    await sleep(1)
    under -= 1
    done.push(number)
  })
  expect(done.toSorted((a, b) => a - b)).toEqual([...Array(50).keys()])
  expect(most).toBe(4)
})

test('the first failure stops the taking and is thrown when what was under way has ended', async () => {
  const taken: number[] = []
  const ended: number[] = []
  const run = eachAtMost(4, numbers(1000, taken), async (number) => {
    await sleep(number === 5 ? 1 : 5)
    if (number === 5) throw new Error('five')
    ended.push(number)
  })
  await expect(run).rejects.toThrow('five')
  expect(taken.length).toBeLessThan(20)
  expect(ended).toHaveLength(taken.length - 1)
})

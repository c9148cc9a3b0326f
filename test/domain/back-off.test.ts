import { backOffMs, withRetries } from '../../lambda/domain/back-off'

test.each([
  ['twice as long each time', { firstMs: 250 }, [250, 500, 1000, 2000]],
  ['but no longer than that', { firstMs: 250, longestMs: 600 }, [250, 500, 600, 600]],
])('%s', (_, backOff, waits) => {
  expect([1, 2, 3, 4].map((attempt) => backOffMs(attempt, backOff))).toEqual(waits)
})

/** Fails this often, then succeeds. */
function failing(times: number) {
  let tries = 0
  return async () => {
    tries += 1
    if (tries <= times) throw new Error(`failure ${tries}`)
    return 'done'
  }
}

test('what is tried again succeeds once it does, and is asked for a wait after each failure', async () => {
  const waits: [string, number][] = []
  const answer = await withRetries(failing(2), (error, attempt) => {
    waits.push([(error as Error).message, attempt])
    return 0
  })
  expect(answer).toBe('done')
  expect(waits).toEqual([
    ['failure 1', 1],
    ['failure 2', 2],
  ])
})

test('what is given up fails as it did last', async () => {
  const answer = withRetries(failing(9), (_, attempt) => (attempt < 3 ? 0 : null))
  await expect(answer).rejects.toThrow('failure 3')
})

import { withTimeout } from '../../lambda/domain/timeout'

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

const never = new Promise<string>(() => {})
const late = () => 'late'

test.each([
  ['what is done in time', () => Promise.resolve('done'), 'done'],
  ['what is not', () => never, 'late'],
])('%s', async (_, work, expected) => {
  const answer = withTimeout(work(), 50, late)
  await jest.advanceTimersByTimeAsync(50)
  expect(await answer).toBe(expected)
  expect(jest.getTimerCount()).toBe(0)
})

test('a failure in time is the failure, and leaves no timer', async () => {
  await expect(withTimeout(Promise.reject(new Error('broken')), 50, late)).rejects.toThrow('broken')
  expect(jest.getTimerCount()).toBe(0)
})

test('what onTimeout throws is thrown, and work that fails after it harms nothing', async () => {
  const work = new Promise<string>((_, reject) => {
    setTimeout(() => reject(new Error('broken')), 60)
  })
  const answer = withTimeout(work, 50, () => {
    throw new Error('too late')
  })
  const thrown = answer.catch((error: Error) => error.message)
  await jest.advanceTimersByTimeAsync(100)
  expect(await thrown).toBe('too late')
})

test('onTimeout is not called where the work was done in time', async () => {
  const onTimeout = jest.fn(late)
  await withTimeout(Promise.resolve('done'), 50, onTimeout)
  await jest.advanceTimersByTimeAsync(100)
  expect(onTimeout).not.toHaveBeenCalled()
})

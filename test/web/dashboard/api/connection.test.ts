import { lostAt, noteContact } from '../../../../web/dashboard/api/connection'

const noon = Date.parse('2026-11-22T12:00:00Z')
let answers: boolean

beforeEach(() => {
  jest.useFakeTimers({ now: noon })
  answers = true
  jest.spyOn(globalThis, 'fetch').mockImplementation(async () => {
    if (answers) return new Response()
    throw new TypeError('Failed to fetch')
  })
})
afterEach(() => {
  noteContact(true, Date.now() + 1)
  jest.useRealTimers()
  jest.restoreAllMocks()
})

test('the service is lost from the first try that fails, and found again by a knock', async () => {
  answers = false
  noteContact(false, noon)
  await jest.advanceTimersByTimeAsync(4000)
  noteContact(false, noon + 4000)
  expect(lostAt.get()).toEqual(new Date(noon))
  answers = true
  await jest.advanceTimersByTimeAsync(3000)
  expect(lostAt.get()).toBeNull()
  expect(fetch).toHaveBeenCalledTimes(2)
})

test('an answer that was on its way already does not hide that the service is lost', async () => {
  noteContact(false, noon)
  noteContact(true, noon - 200)
  expect(lostAt.get()).toEqual(new Date(noon))
  await jest.advanceTimersByTimeAsync(3000)
  expect(lostAt.get()).toBeNull()
})

test('a try that began later and succeeds needs no knock', async () => {
  noteContact(false, noon)
  noteContact(true, noon + 200)
  expect(lostAt.get()).toBeNull()
  await jest.advanceTimersByTimeAsync(10_000)
  expect(fetch).not.toHaveBeenCalled()
})

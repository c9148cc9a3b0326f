import {
  Problem,
  problemOf,
  sentence as sentenceOf,
  Unreachable,
  waitAfter,
} from '../../../../web/dashboard/api/problem'

test.each([
  [null, 0],
  ['120', 120_000],
  ['0', 0],
  ['soon', 0],
  ['Sun, 22 Nov 2026 12:00:30 GMT', 30_000],
  ['Sun, 22 Nov 2026 11:00:00 GMT', 0],
])('Retry-After: %s asks for %d ms', async (header, wait) => {
  jest.useFakeTimers({ now: Date.parse('2026-11-22T12:00:00Z'), doNotFake: ['nextTick'] })
  const { retryAfterMs } = await problemOf(
    new Response('{}', { status: 503, headers: header === null ? {} : { 'retry-after': header } }),
  )
  jest.useRealTimers()
  expect(retryAfterMs).toBe(wait)
})

const answer = (status: number, body: string) => new Response(body, { status })

test.each<[number, object | string, string, string | null]>([
  [400, { detail: 'from must be before to', field: 'from' }, 'From must be before to.', 'from'],
  [400, { detail: 'more than 50000 visits' }, 'More than 50000 visits.', null],
  [503, { message: 'Service Unavailable' }, 'Service Unavailable.', null],
  [502, '<html>', 'The service answered 502.', null],
  [400, { detail: 1, field: 2 }, 'The service answered 400.', null],
])('an answer %i of %j reads as %s', async (status, body, sentence, field) => {
  const problem = await problemOf(answer(status, typeof body === 'string' ? body : JSON.stringify(body)))
  expect([sentenceOf(problem.detail), problem.field]).toEqual([sentence, field])
})

const seconds = 1000
const told = (wait: number) => new Problem(503, 'too many', null, undefined, wait)

test.each<[string, unknown, number, number]>([
  ['the first failure', new Unreachable(), 0, 4 * seconds],
  ['the third', new Unreachable(), 2, 16 * seconds],
  ['the hundredth', new Unreachable(), 99, 60 * seconds],
  ['a failure that says when', told(90 * seconds), 0, 90 * seconds],
  ['one that says sooner', told(1 * seconds), 1, 8 * seconds],
  ['one that asks for a day', told(86_400 * seconds), 0, 300 * seconds],
])('after %s', (_, error, tries, wait) => {
  expect(waitAfter(error, tries)).toBe(wait)
})

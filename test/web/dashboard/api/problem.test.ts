import { errorText, problemOf } from '../../../../web/dashboard/api/problem'

const answer = (status: number, body: string) => new Response(body, { status })

test.each<[number, object | string, string, string | null]>([
  [400, { detail: 'from must be before to', field: 'from' }, 'From must be before to.', 'from'],
  [400, { detail: 'more than 50000 visits' }, 'More than 50000 visits.', null],
  [503, { message: 'Service Unavailable' }, 'Service Unavailable.', null],
  [502, '<html>', 'The service answered 502.', null],
  [400, { detail: 1, field: 2 }, 'The service answered 400.', null],
])('an answer %i of %j reads as %s', async (status, body, sentence, field) => {
  const problem = await problemOf(answer(status, typeof body === 'string' ? body : JSON.stringify(body)))
  expect([errorText(problem), problem.field]).toEqual([sentence, field])
})

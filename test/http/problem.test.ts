import { InvalidInput, Refusal, Unavailable } from '../../lambda/domain/errors'
import { Problem, problemOf } from '../../lambda/http/problem'

test.each([
  [
    'the caller’s fault',
    new InvalidInput('page is required', 'page'),
    { title: 'Bad Request', status: 400, detail: 'page is required', field: 'page' },
  ],
  [
    'a fault of no field',
    new InvalidInput('body must be JSON'),
    { title: 'Bad Request', status: 400, detail: 'body must be JSON' },
  ],
  [
    'a refusal',
    new Refusal('site not listed', 'site "a.example" is not listed', 'a.example'),
    { title: 'Forbidden', status: 403, detail: 'site "a.example" is not listed' },
  ],
  [
    'a problem of HTTP',
    new Problem(404, 'there is no visit 1'),
    { title: 'Not Found', status: 404, detail: 'there is no visit 1' },
  ],
  [
    'a token that is not known',
    new Problem(401, 'send a token', {}, null),
    { title: 'Unauthorized', status: 401, detail: 'send a token', token: null },
  ],
  [
    'a store that is busy',
    new Unavailable('DynamoDB: ThrottlingException', { cause: new Error('secret') }),
    { title: 'Service Unavailable', status: 503, detail: 'the database is busy; try again in a second' },
  ],
  [
    'a fault of ours',
    new TypeError('secret of arn:aws:dynamodb:eu-central-1:123456789012:table/secret'),
    { title: 'Internal Server Error', status: 500, detail: 'something went wrong here; it has been logged' },
  ],
  [
    'something thrown that is no error',
    'secret',
    { title: 'Internal Server Error', status: 500, detail: 'something went wrong here; it has been logged' },
  ],
])('%s is answered', (_, error, problem) => {
  const answer = problemOf(error)
  expect(answer.status).toBe(problem.status)
  expect(JSON.parse(answer.body as string)).toEqual({ type: 'about:blank', ...problem })
  expect(answer.headers).toMatchObject({
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
})

test('a busy store says when to try again', () => {
  expect(problemOf(new Unavailable('DynamoDB: ThrottlingException')).headers['retry-after']).toBe('1')
})

test('a problem’s own headers are answered', () => {
  expect(problemOf(new Problem(405, 'no', { allow: 'GET' })).headers.allow).toBe('GET')
})

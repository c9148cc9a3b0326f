import { book } from '../../support/book'

const ask = (method: string, path: string) => book()({ route: '$default', method, path })

test.each([
  ['PUT', '/visits', 'DELETE, GET, OPTIONS, POST'],
  ['HEAD', '/visits', 'DELETE, GET, OPTIONS, POST'],
  ['PUT', '/visits/01a203ef-642b-7000-8000-000000000000', 'DELETE, GET, OPTIONS, PATCH'],
  ['POST', '/record', 'GET, OPTIONS'],
  ['POST', '/leaf.gif', 'GET, OPTIONS'],
  ['PUT', '/visitbook.js', 'GET, HEAD, OPTIONS'],
  ['POST', '/organisations/714', 'DELETE, GET, OPTIONS, PATCH'],
  ['PATCH', '/organisations', 'GET, OPTIONS'],
  ['DELETE', '/sites', 'GET, OPTIONS'],
  ['POST', '/openapi.json', 'GET, OPTIONS'],
  ['POST', '/', 'GET'],
  ['OPTIONS', '/', 'GET'],
])('%s %s is answered 405; allowed are %s', async (method, path, allow) => {
  const answer = await ask(method, path)
  expect(answer.headers.allow).toBe(allow)
  expect(answer.json).toEqual({
    type: 'about:blank',
    title: 'Method Not Allowed',
    status: 405,
    detail: `${path} takes ${allow}, not ${method}`,
  })
})

test.each([
  ['GET', '/visits/'],
  ['GET', '/visits/1/reading'],
  ['GET', '/recordXgif/x'],
  ['POST', '/pixelXgif'],
  ['POST', '/Visits'],
  ['POST', '/nothing'],
  ['PUT', '/beacon.0000000000000000.js'],
])('%s %s is answered 404', async (method, path) => {
  expect((await ask(method, path)).json).toEqual({
    type: 'about:blank',
    title: 'Not Found',
    status: 404,
    detail: `there is nothing at ${path}`,
  })
})

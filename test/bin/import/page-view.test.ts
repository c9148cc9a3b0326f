import { pageViewOf } from '../../../bin/cli/import/page-view'

test.each([
  ['GET / HTTP/1.1', 200, '/'],
  ['GET /cv.html HTTP/2.0', 200, '/cv.html'],
  ['GET /CV.HTML HTTP/1.1', 200, '/CV.HTML'],
  ['GET /cv.php?file=a.png HTTP/1.1', 206, '/cv.php?file=a.png'],
  ['GET /release-1.2 HTTP/1.1', 200, '/release-1.2'],
  ['GET /v1.2/ HTTP/1.1', 200, '/v1.2/'],
  ['GET /john.smithson HTTP/1.1', 200, '/john.smithson'],
  ['GET /jquery-interface-puffer.html%20target= HTTP/1.1', 200, '/jquery-interface-puffer.html%20target='],
  ['GET /with a space HTTP/1.1', 200, '/with a space'],
  ['GET /old', 200, '/old'],
])('%s answered %i is a view of a page', (request, status, page) => {
  expect(pageViewOf({ request, status })).toEqual({ page })
})

test.each([
  ['GET /a.png HTTP/1.1', 200, 'asset'],
  ['GET /a.PNG?x=/b HTTP/1.1', 200, 'asset'],
  ['GET /robots.txt HTTP/1.1', 200, 'asset'],
  ['GET /font.woff2 HTTP/1.1', 200, 'asset'],
  ['GET /site.webmanifest HTTP/1.1', 200, 'asset'],
  ['GET / HTTP/1.1', 304, 'notSuccessful'],
  ['GET / HTTP/1.1', 404, 'notSuccessful'],
  ['GET /a.png HTTP/1.1', 404, 'notSuccessful'],
  ['HEAD / HTTP/1.1', 200, 'notGet'],
  ['POST /form.php HTTP/1.1', 200, 'notGet'],
  ['-', 408, 'notGet'],
  ['\x16\x03\x01', 400, 'notGet'],
  ['GET http://proxied.example/ HTTP/1.1', 200, 'notUnderstood'],
])('%s answered %i is skipped: %s', (request, status, skipped) => {
  expect(pageViewOf({ request, status })).toEqual({ skipped })
})

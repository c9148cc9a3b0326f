import { requestOf } from '../../../bin/cli/import/formats/text'
import { pageViews } from '../../../bin/cli/import/page-view'

const now = Date.parse('2026-11-28T12:00:00Z')

/** What becomes of a request as logs write it. */
function pageViewOf({ request, status }: { request: string; status: number }, documents: string[] = []) {
  const entry = {
    ...requestOf(request),
    status,
    time: now,
    host: null,
    address: '203.0.113.7',
    forwarded: null,
    referrer: null,
    userAgent: null,
    optsOut: false,
  }
  return pageViews({ site: 'you.example', documents, now })(entry)
}

test.each([
  ['GET / HTTP/1.1', 200, '/'],
  ['GET / HTTP/1.1', 304, '/'],
  ['GET /cv.html HTTP/2.0', 200, '/cv.html'],
  ['GET /cv.html HTTP/2.0', 304, '/cv.html'],
  ['GET /CV.HTML HTTP/1.1', 200, '/CV.HTML'],
  ['GET /cv.php?file=a.png HTTP/1.1', 206, '/cv.php?file=a.png'],
  ['GET /cv#a.png HTTP/1.1', 200, '/cv#a.png'],
  ['GET /release-1.2 HTTP/1.1', 200, '/release-1.2'],
  ['GET /v1.2/ HTTP/1.1', 200, '/v1.2/'],
  ['GET /a.css/ HTTP/1.1', 200, '/a.css/'],
  ['GET /john.smithson HTTP/1.1', 200, '/john.smithson'],
  ['GET /authors/jane.doe HTTP/1.1', 200, '/authors/jane.doe'],
  ['GET /tags/asp.net HTTP/1.1', 200, '/tags/asp.net'],
  ['GET /cgi-bin/cv.pl?lang=de HTTP/1.1', 200, '/cgi-bin/cv.pl?lang=de'],
  ['GET /cv.py HTTP/1.1', 200, '/cv.py'],
  ['GET /cv.pdf HTTP/1.1', 200, '/cv.pdf'],
  ['GET /cv.PDF HTTP/1.1', 304, '/cv.PDF'],
  ['GET /jquery-interface-puffer.html%20target= HTTP/1.1', 200, '/jquery-interface-puffer.html%20target='],
  ['GET /with a space HTTP/1.1', 200, '/with a space'],
  ['GET /old', 200, '/old'],
  ['GET http://you.example/cv.html HTTP/1.1', 200, '/cv.html'],
  ['GET HTTPS://www.YOU.example.:8443/cv.html?a HTTP/1.1', 200, '/cv.html?a'],
  ['GET http://you.example HTTP/1.1', 200, '/'],
  ['GET http://you.example?a=/b HTTP/1.1', 200, '/?a=/b'],
  ['GET //evil.example/ HTTP/1.1', 200, '//evil.example/'],
  ['GET /a HTTP/ b HTTP/1.1', 200, '/a HTTP/ b'],
])('%s answered %i is a view of a page', (request, status, page) => {
  expect(pageViewOf({ request, status })).toEqual({ page })
})

test.each([
  ['GET /a.png HTTP/1.1', 200, 'asset'],
  ['GET /a.PNG?x=/b HTTP/1.1', 200, 'asset'],
  ['GET /a.css HTTP/1.1', 304, 'asset'],
  ['GET /robots.txt HTTP/1.1', 200, 'asset'],
  ['GET /sitemap.xml HTTP/1.1', 200, 'asset'],
  ['GET /blog/feed.rss HTTP/1.1', 200, 'asset'],
  ['GET /font.woff2 HTTP/1.1', 200, 'asset'],
  ['GET /site.webmanifest HTTP/1.1', 200, 'asset'],
  ['GET /cv.docx HTTP/1.1', 200, 'asset'],
  ['GET /cv.pdf HTTP/1.1', 206, 'partial'],
  ['GET / HTTP/1.1', 301, 'notSuccessful'],
  ['GET / HTTP/1.1', 404, 'notSuccessful'],
  ['GET /a.png HTTP/1.1', 404, 'notSuccessful'],
  ['HEAD / HTTP/1.1', 200, 'notGet'],
  ['POST /form.php HTTP/1.1', 200, 'notGet'],
  ['-', 408, 'notGet'],
  ['\x16\x03\x01', 400, 'notGet'],
  ['GET', 400, 'notSuccessful'],
  ['GET cv.html HTTP/1.1', 200, 'notUnderstood'],
  ['CONNECT you.example:443 HTTP/1.1', 200, 'notGet'],
  ['GET http://proxied.example/ HTTP/1.1', 200, 'otherSite'],
  ['POST http://proxied.example/ HTTP/1.1', 404, 'otherSite'],
  ['GET http://blog.you.example/ HTTP/1.1', 200, 'otherSite'],
  ['GET http://you.example@me.example/ HTTP/1.1', 200, 'otherSite'],
])('%s answered %i is skipped: %s', (request, status, skipped) => {
  expect(pageViewOf({ request, status })).toMatchObject({ skipped })
})

test.each([
  ['/cv.docx', 200, { page: '/cv.docx' }],
  ['/cv.docx', 206, { skipped: 'partial' }],
  ['/book.EPUB', 200, { page: '/book.EPUB' }],
  ['/cv.pdf', 200, { page: '/cv.pdf' }],
  ['/cv.odt', 200, { skipped: 'asset' }],
])('with --documents docx,epub, %s answered %i is %j', (path, status, view) => {
  expect(pageViewOf({ request: `GET ${path} HTTP/1.1`, status }, ['docx', 'epub'])).toEqual(view)
})

import { createHash } from 'node:crypto'
import { getDashboard } from '../../../lambda/handlers/query/dashboard'
import type { HttpResponse } from '../../../lambda/http/response'
import { request } from '../../support/http/request'

const page = '<style>p { color: red }</style><p></p><script>go()</script>'
const hash = (code: string) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`

test('the dashboard may run its own script and style, ask this API, and nothing else', () => {
  const { status, headers, body } = getDashboard({ dashboard: () => page, zone: null })(
    request({ route: 'GET /' }),
  ) as HttpResponse
  expect({ status, body }).toEqual({ status: 200, body: page })
  expect(headers['content-type']).toBe('text/html; charset=utf-8')
  expect(headers['referrer-policy']).toBe('no-referrer')
  expect(headers['content-security-policy']?.split('; ')).toEqual([
    "default-src 'none'",
    `script-src ${hash('go()')}`,
    `style-src ${hash('p { color: red }')}`,
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ])
})

test('the time zone that the owner has set is in the page, which asks for it before anything is answered', () => {
  const parts = { dashboard: () => `<html lang="en">${page}</html>`, zone: 'America/Argentina/Ushuaia' }
  const { headers, body } = getDashboard(parts)(request({ route: 'GET /' })) as HttpResponse
  expect(body).toBe(`<html data-zone="America/Argentina/Ushuaia" lang="en">${page}</html>`)
  expect(headers['content-security-policy']).toContain(hash('go()'))
})

const inLanguages = getDashboard({ dashboard: (language) => `<html lang="${language}">`, zone: null })
const answered = (headers: Record<string, string>, query = '') =>
  inLanguages(request({ route: 'GET /', headers, path: `/?${query}` })) as HttpResponse

test.each([
  [{}, '', 'en'],
  [{ 'accept-language': 'de-AT,de;q=0.9,en;q=0.8' }, '', 'de'],
  [{ 'accept-language': 'fr-CA' }, '', 'fr'],
  [{ 'accept-language': 'en;q=0.5, FR;q=0.7' }, '', 'fr'],
  [{ 'accept-language': 'fa-IR, fr;q=0, de;q=0.3' }, '', 'de'],
  [{ 'accept-language': 'ar-EG' }, '', 'en'],
  [{ 'accept-language': '*' }, '', 'en'],
  [{ 'accept-language': ';q=x,,fr;q=' }, '', 'en'],
  [{ 'accept-language': 'fr' }, 'lang=de', 'de'],
  [{ 'accept-language': 'fr' }, 'lang=tlh', 'fr'],
])('%j and %j get the page in %s', (headers, query, language) => {
  const { body, headers: sent } = answered(headers, query)
  expect([body, sent.vary]).toEqual([`<html lang="${language}">`, 'accept-language'])
})

test('each language has a tag of its own', () => {
  const sources = ['en', 'de', 'fr'].map((lang) => answered({}, `lang=${lang}`).etagSource)
  expect(new Set(sources).size).toBe(3)
})

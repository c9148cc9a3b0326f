import { isListed, parseSite } from '../../../lambda/domain/visit/site-list'

test.each([
  ['you.github.io', 'you.github.io'],
  [' You.GitHub.io ', 'you.github.io'],
  ['localhost:3001', 'localhost:3001'],
  ['[::1]:3001', '[::1]:3001'],
  ['under_score.example', 'under_score.example'],
  ['*.Example.com', '*.example.com'],
  ['*.bücher.example', '*.xn--bcher-kva.example'],
  ['*.example.com:8443', '*.example.com:8443'],
  ['*', null],
  ['*.', null],
  ['*.com', null],
  ['*.*.example.com', null],
  ['a*.example.com', null],
  ['a.*.example.com', null],
  ['*example.com', null],
  ['a.example,b.example', null],
  ['https://you.github.io', null],
  ['you.github.io/cv', null],
  ['', null],
])('the entry "%s" is %s', (entry, site) => {
  expect(parseSite(entry)).toBe(site)
})

const sites = ['you.github.io', '*.example.com', '*.example.org:8443']

test.each([
  ['you.github.io', true],
  ['you.github.io.evil.com', false],
  ['evilyou.github.io', false],
  ['www.you.github.io', false],
  ['github.io', false],
  ['you.github.io:8443', false],
  ['you.github.io.', false],
  ['a.example.com', true],
  ['a.b.example.com', true],
  ['example.com', false],
  ['evilexample.com', false],
  ['a.example.com.evil.com', false],
  ['a.example.com:8443', false],
  ['a.example.org:8443', true],
  ['a.example.org', false],
  ['', false],
])('"%s" is listed: %s', (host, listed) => {
  expect(isListed(sites, host)).toBe(listed)
})

test('an empty list lists nobody', () => {
  expect(isListed([], 'you.github.io')).toBe(false)
})

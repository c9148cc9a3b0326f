import { canonicalHost, hostOf, parseUrl } from '../../../lambda/domain/visit/host'

const longest = `${'a'.repeat(251)}.b`

test.each([
  ['https://you.github.io', 'you.github.io'],
  ['http://you.github.io/cv.html?a=b#c', 'you.github.io'],
  ['https://YOU.GitHub.IO/', 'you.github.io'],
  ['https://you.github.io:443', 'you.github.io'],
  ['http://you.github.io:80', 'you.github.io'],
  ['https://you.github.io:8443', 'you.github.io:8443'],
  ['http://you.github.io:443', 'you.github.io:443'],
  ['https://you.github.io.', 'you.github.io.'],
  ['https://bücher.example', 'xn--bcher-kva.example'],
  ['https://xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ['http://[2001:DB8::1]:3001', '[2001:db8::1]:3001'],
  ['http://0x7f.1', '127.0.0.1'],
  [`https://${longest}:65535`, `${longest}:65535`],
  [`https://a${longest}:65535`, null],
  ['https://you@you.github.io', null],
  ['https://:secret@you.github.io', null],
  ['https://you.github.io@evil.com', null],
  ['https://*.example.com', null],
  ['https://.example.com', null],
  ['https://a,b.example.com', null],
  ['https://-.example.com', null],
  ['ftp://you.github.io', null],
  ['file:///etc/passwd', null],
  ['javascript:alert(1)', null],
  ['data:text/html,x', null],
  ['blob:https://you.github.io/1', null],
  ['chrome-extension://abcdef', null],
  ['https://', null],
  ['https://a b', null],
  ['//you.github.io', null],
  ['you.github.io', null],
  ['null', null],
  ['', null],
])('the host of %s is %s', (url, host) => {
  expect(hostOf(url)).toBe(host)
})

test.each([
  ['You.GitHub.io', 'you.github.io'],
  ['bücher.example', 'xn--bcher-kva.example'],
  ['127.0.0.1:3001', '127.0.0.1:3001'],
  ['localhost', 'localhost'],
  ['[::1]:3001', '[::1]:3001'],
  ['https://you.github.io', null],
  ['you.github.io/', 'you.github.io'],
  ['you.github.io/cv', null],
  ['you.github.io?', null],
  ['you.github.io#top', null],
  ['you@you.github.io', null],
  ['you.github.io:port', null],
  ['you.github.io:65536', null],
  ['', null],
])('%s in a list means %s', (name, host) => {
  expect(canonicalHost(name)).toBe(host)
})

test('a host with an umlaut is one however often it is asked', () => {
  const hosts = new Set(Array.from({ length: 100_000 }, () => hostOf('https://bücher.example')))
  expect(hosts).toEqual(new Set(['xn--bcher-kva.example']))
})

test('parseUrl answers null instead of throwing', () => {
  expect(parseUrl('https://you.github.io/cv')?.pathname).toBe('/cv')
  expect(parseUrl('nonsense')).toBeNull()
})

import { localSettings } from '../../local/settings'

test.each([
  [{ PORT: 'http' }, 'PORT must be a port, 0 to 65535; it is "http"'],
  [{ PORT: '65536' }, 'PORT must be a port, 0 to 65535; it is "65536"'],
  [{ DEMO_PORT: '-1' }, 'DEMO_PORT must be a port, 0 to 65535; it is "-1"'],
  [
    { VISITBOOK_SITES: 'you.github.io,https://x.org/' },
    'VISITBOOK_SITES: "https://x.org/" is not a host such as you.github.io',
  ],
])('%j is refused, and the message names the variable', (env, message) => {
  expect(() => localSettings(env)).toThrow(new Error(message))
})

test('what is not said has its default, and the sites are the demo’s', () => {
  expect(localSettings({ DEMO_PORT: '8001' })).toMatchObject({
    port: 3000,
    demoPort: 8001,
    data: '.visitbook',
    token: null,
    sites: ['127.0.0.1:8001', 'localhost:8001'],
  })
})

test.each([
  ['you.github.io', '8001', ['you.github.io', '127.0.0.1:8001', 'localhost:8001']],
  ['localhost:8001', '8001', ['localhost:8001', '127.0.0.1:8001']],
  ['you.github.io', '0', ['you.github.io']],
])('beside the sites %s the demo on port %s is listed', (VISITBOOK_SITES, DEMO_PORT, sites) => {
  expect(localSettings({ VISITBOOK_SITES, DEMO_PORT }).sites).toEqual(sites)
})

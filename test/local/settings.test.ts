import { defaults } from '../../lambda/contract'
import { localSettings } from '../../local/settings'

test.each([
  [undefined, defaults.pages],
  ['', defaults.pages],
  ['{"trailingSlash":"keep"}', { ...defaults.pages, trailingSlash: 'keep' }],
  ['{"index":[],"query":["id"]}', { ...defaults.pages, index: [], query: ['id'] }],
])('VISITBOOK_PAGES=%s says what is one page', (VISITBOOK_PAGES, pages) => {
  expect(localSettings({ VISITBOOK_PAGES }).pages).toEqual(pages)
})

test.each([
  ['{"trailingSlash":"no"}', 'VISITBOOK_PAGES: pages.trailingSlash "no" is not one of keep, strip'],
  ['{"slash":1}', 'VISITBOOK_PAGES: pages.slash is not known; known here: trailingSlash, index, query'],
  ['7', 'VISITBOOK_PAGES: pages is not an object'],
  ['keep', /^VISITBOOK_PAGES: .*JSON/],
])('VISITBOOK_PAGES=%s is refused', (VISITBOOK_PAGES, message) => {
  expect(() => localSettings({ VISITBOOK_PAGES })).toThrow(message)
})

test.each([
  [{}, { shards: {}, reverseDns: false, rdap: false, retentionDays: 365, zone: null, engagement: true }],
  [{ VISITBOOK_RETENTION_DAYS: '30' }, { retentionDays: 30 }],
  [{ VISITBOOK_ZONE: 'Asia/Tokyo' }, { zone: 'Asia/Tokyo' }],
  [{ VISITBOOK_ENGAGEMENT: 'false' }, { engagement: false }],
  [
    { VISITBOOK_SHARDS: '{"You.GitHub.io":4}' },
    { shards: { 'you.github.io': 4 }, reverseDns: false, rdap: false },
  ],
  [{ VISITBOOK_REVERSE_DNS: 'true' }, { shards: {}, reverseDns: true, rdap: false }],
  [{ VISITBOOK_RDAP: 'true' }, { shards: {}, reverseDns: false, rdap: true }],
])('%j sets on this machine what the stack sets', (env, settings) => {
  expect(localSettings(env)).toMatchObject(settings)
})

test.each([
  [
    { VISITBOOK_SHARDS: '{"you.github.io":0}' },
    'VISITBOOK_SHARDS: shards.you.github.io 0 is not a whole number of shards from 1 to 100',
  ],
  [
    { VISITBOOK_ZONE: '+01:00' },
    'VISITBOOK_ZONE "+01:00" is not the name of a time zone such as Europe/Berlin',
  ],
  [
    { VISITBOOK_RETENTION_DAYS: '0' },
    'VISITBOOK_RETENTION_DAYS 0 is not a whole number of days from 1 to 3650',
  ],
  [
    { VISITBOOK_RETENTION_DAYS: 'long' },
    'VISITBOOK_RETENTION_DAYS null is not a whole number of days from 1 to 3650',
  ],
  [{ VISITBOOK_ENGAGEMENT: 'off' }, 'VISITBOOK_ENGAGEMENT must be true or false; it is "off"'],
  [{ VISITBOOK_REVERSE_DNS: 'yes' }, 'VISITBOOK_REVERSE_DNS must be true or false; it is "yes"'],
])('%j is refused', (env, message) => {
  expect(() => localSettings(env)).toThrow(message)
})

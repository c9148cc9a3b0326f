import { botOf } from '../../../lambda/domain/describe/bot'
import { evidence } from '../../../lambda/domain/describe/suspicion'
import type { Kind } from '../../../lambda/domain/organisation/organisation'
import type { Visit } from '../../../lambda/domain/visit/visit'
import { firefox, visitAt } from '../../support/memory/visits'

const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)'
const chrome = (version: number) =>
  `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/${version}.0.0.0 Safari/537.36`

/** What the beacon tells of a person at a desk. */
const atDesk = {
  userAgent: chrome(142),
  timeZone: 'Europe/Berlin',
  language: 'de-DE',
  screen: '1920x1080',
  viewport: '1903x969',
}
/** What is known of a browser that ran no script. */
const mute = { userAgent: chrome(142), timeZone: null, language: null, screen: null, viewport: null }

const saidOf = (kind: Kind | null, fields: Partial<Visit>): string | null =>
  botOf(
    visitAt('2026-11-22T15:45:50Z', { asn: 64500, ...fields }),
    kind === null ? null : { key: 'example', name: 'Example', kind },
  ).bot

const full = { screen: '1280x720', viewport: '1280x720' }

test.each<[string, Kind | null, Partial<Visit>, string | null]>([
  // the network
  ['an office', 'business', atDesk, null],
  ['a desk in a hosting network', 'hosting', atDesk, null],
  ['such a desk with one thing odd', 'hosting', { ...atDesk, userAgent: chrome(30) }, null],
  ['nothing odd but the network', 'hosting', { ...atDesk, timeZone: null }, null],
  ['the time of a server', 'hosting', { ...atDesk, timeZone: 'UTC' }, 'suspected: hosting network, UTC'],
  ['it by another name', 'hosting', { ...atDesk, timeZone: 'Etc/GMT' }, 'suspected: hosting network, UTC'],
  ['an unusual zone', 'hosting', { ...atDesk, timeZone: 'Etc/GMT+5' }, null],
  ['no screen', 'hosting', { ...atDesk, ...full }, 'suspected: hosting network, screen equal to viewport'],
  [
    'no language',
    'hosting',
    { ...atDesk, timeZone: null, language: null },
    'suspected: hosting network, no language',
  ],
  [
    'an old browser',
    'hosting',
    { ...atDesk, timeZone: null, userAgent: chrome(30) },
    'suspected: hosting network, old browser',
  ],
  [
    'everything',
    'hosting',
    { ...full, timeZone: 'UTC', language: null, userAgent: chrome(30) },
    'suspected: hosting network, UTC, no language, screen equal to viewport, old browser',
  ],
  ['a relay of people', 'hosting', { ...atDesk, asn: 13335, timeZone: 'UTC' }, null],
  ['a gateway', 'gateway', { ...atDesk, timeZone: 'UTC' }, null],
  ['a VPN', 'vpn', { ...atDesk, timeZone: 'UTC' }, null],
  ['an unknown network', null, { ...atDesk, timeZone: 'UTC' }, null],

  // elsewhere
  ['UTC at home', 'isp', { ...atDesk, timeZone: 'UTC' }, null],
  ['a full screen at home', 'isp', { ...atDesk, ...full }, null],
  ['an old browser at home', 'isp', { ...atDesk, userAgent: chrome(30) }, null],
  ['no language at home', 'isp', { ...atDesk, language: null }, null],
  [
    'two oddities at home',
    'isp',
    { ...atDesk, ...full, timeZone: 'UTC' },
    'suspected: UTC, screen equal to viewport',
  ],
  [
    'an old browser in UTC',
    'business',
    { ...atDesk, timeZone: 'UTC', userAgent: chrome(30) },
    'suspected: UTC, old browser',
  ],
  [
    'Firefox that resists fingerprinting',
    'isp',
    { ...atDesk, ...full, timeZone: 'UTC', userAgent: firefox },
    null,
  ],
  [
    'the same in a hosting network, as Tor',
    'hosting',
    { ...atDesk, ...full, timeZone: 'UTC', userAgent: firefox },
    'suspected: hosting network, UTC',
  ],
  ['a window larger than its screen', 'hosting', { ...atDesk, viewport: '3840x2160' }, null],

  // no script
  ['a picture or a line of a log from home', 'isp', mute, null],
  ['one from a hosting network', 'hosting', mute, 'suspected: hosting network'],
  ['one from a gateway', 'gateway', mute, null],
  ['one from a VPN', 'vpn', mute, null],
  ['one from a relay', 'hosting', { ...mute, asn: 54113 }, null],
  ['one by an old browser', 'isp', { ...mute, userAgent: chrome(30) }, null],
  [
    'an old browser in a hosting network',
    'hosting',
    { ...mute, userAgent: chrome(30) },
    'suspected: hosting network, old browser',
  ],

  // assets
  ['a browser that fetched none', 'isp', { ...mute, assets: false }, 'suspected: no assets'],
  ['one that did', 'isp', { ...mute, assets: true }, null],
  [
    'none in a hosting network',
    'hosting',
    { ...mute, assets: false },
    'suspected: hosting network, no assets',
  ],
  ['some in a hosting network', 'hosting', { ...mute, assets: true }, null],
  ['none behind a gateway', 'gateway', { ...mute, assets: false }, null],
  ['none behind a VPN', 'vpn', { ...mute, assets: false }, null],
])('%s: %s, %j', (_, kind, fields, reason) => {
  expect(saidOf(kind, fields)).toBe(reason)
})

test('what is certain needs no suspicion', () => {
  const certain = `Mozilla/5.0 ${webkit.replace(')', '; compatible; Name/1.0)')}`
  expect(saidOf('isp', { ...atDesk, userAgent: certain })).toBe('compatible: Name')
  expect(saidOf('hosting', { ...atDesk, webdriver: true, timeZone: 'UTC' })).toBe('webdriver')
})

test('the kinds of evidence have names of their own', () => {
  expect(new Set(evidence.map(({ name }) => name)).size).toBe(evidence.length)
})

import { defaults } from '../../../lambda/contract'
import { better, type LinkVisit, type Opening, openingOf } from '../../../lambda/domain/recipient/opening'
import type { Engagement } from '../../../lambda/domain/visit/engagement'
import { described, visitAt } from '../../support/memory/visits'

const visitor = '0123456789abcdef01234567'
const another = 'f123456789abcdef01234567'
const time = '2026-11-22T15:45:50.000Z'

const report = (seconds: number, acted: boolean): Engagement => ({
  ...{ seconds, acted, reach: 100, sections: [], links: [] },
})
const [acted, still] = [
  (seconds: number) => report(seconds, true),
  (seconds: number) => report(seconds, false),
]

/** A visit by a link from a firm's network. */
const visit = (fields: Partial<LinkVisit> = {}): LinkVisit => ({
  ...described(visitAt(time, { page: '/cv', asn: 64496, visitor })),
  recipient: '7k2m9qxw4c',
  ...fields,
})
const after = (ms: number, fields: Partial<LinkVisit> = {}): LinkVisit => {
  const at = new Date(Date.parse(time) + ms).toISOString()
  return visit({ id: `later-${ms}`, time: at, page: '/projects', recipient: null, ...fields })
}
const openingIn = (one: LinkVisit, ...others: LinkVisit[]) => openingOf(one, others, defaults.pages)

test.each<[string, Partial<LinkVisit>, Opening]>([
  ['a file that was asked for', { fetched: true }, { state: 'fetched', reason: 'no page loaded' }],
  ['a bot', { bot: 'webdriver' }, { state: 'loaded', reason: 'bot' }],
  ['a bot that reads', { bot: 'suspected: UTC', engagement: acted(60) }, { state: 'loaded', reason: 'bot' }],
  ['no report', {}, { state: 'loaded', reason: 'no sign of a person' }],
  [
    'input in less than two seconds',
    { engagement: acted(1) },
    { state: 'loaded', reason: 'no sign of a person' },
  ],
  [
    'nine seconds without input',
    { engagement: still(9) },
    { state: 'loaded', reason: 'no sign of a person' },
  ],
  ['two seconds with input', { engagement: acted(2) }, { state: 'read', reason: 'input' }],
  ['ten seconds without input', { engagement: still(10) }, { state: 'read', reason: 'time in front' }],
  [
    'a browser among servers, however long it stays',
    { kind: 'hosting', asn: 64500, engagement: acted(300) },
    { state: 'loaded', reason: 'network of scanners' },
  ],
  [
    'a browser at a maker of mail security',
    { kind: 'gateway', organisationKey: 'proofpoint', engagement: acted(300) },
    { state: 'loaded', reason: 'network of scanners' },
  ],
  [
    'a person behind a gateway of a firm',
    { kind: 'gateway', organisationKey: 'zscaler', engagement: acted(30) },
    { state: 'read', reason: 'input' },
  ],
  [
    'a person behind a relay, whose network is one of servers',
    { kind: 'hosting', asn: 13335, engagement: acted(30) },
    { state: 'read', reason: 'input' },
  ],
])('%s', (_, fields, opening) => {
  expect(openingIn(visit(fields))).toEqual(opening)
})

const loaded: Opening = { state: 'loaded', reason: 'no sign of a person' }
const second: Opening = { state: 'read', reason: 'second page' }

test.each<[string, LinkVisit, Opening]>([
  ['a minute later', after(60_000), second],
  ['two seconds later', after(2000), second],
  ['half an hour later', after(1_800_000), second],
  ['sooner than anybody reads', after(1999), loaded],
  ['before the link', after(-60_000), loaded],
  ['more than half an hour later', after(1_800_001), loaded],
  ['of another visitor', after(60_000, { visitor: another }), loaded],
  [
    'of another visitor by the same link',
    after(60_000, { visitor: another, recipient: '7k2m9qxw4c' }),
    loaded,
  ],
  ['on another site', after(60_000, { site: 'a.example.com' }), loaded],
  ['of the same page', after(60_000, { page: '/cv' }), loaded],
  ['of the same page in another spelling', after(60_000, { page: '/cv/' }), loaded],
  ['that is a file', after(60_000, { fetched: true }), loaded],
  ['of a bot', after(60_000, { bot: 'webdriver' }), loaded],
])('a second page %s', (_, other, opening) => {
  expect(openingIn(visit(), other)).toEqual(opening)
})

test('where no visitor is kept, the link tells whose second page it is', () => {
  const nobody = visit({ visitor: null })
  expect(openingIn(nobody, after(60_000, { visitor: null, recipient: '7k2m9qxw4c' }))).toEqual(second)
  expect(openingIn(nobody, after(60_000, { visitor: null, recipient: 'zzzzzzzzzz' }))).toEqual(loaded)
  expect(openingIn(visit({ visitor: null, recipient: null }), after(60_000, { visitor: null }))).toEqual(
    loaded,
  )
})

test('no second page makes a reader of a bot, nor of a file', () => {
  expect(openingIn(visit({ bot: 'webdriver' }), after(60_000)).state).toBe('loaded')
  expect(openingIn(visit({ fetched: true }), after(60_000)).state).toBe('fetched')
})

test('of several the one that says most counts', () => {
  const fetched: Opening = { state: 'fetched', reason: 'no page loaded' }
  const bot: Opening = { state: 'loaded', reason: 'bot' }
  const all = [fetched, bot, second, loaded]
  expect(all.reduce<Opening | null>(better, null)).toEqual(second)
  expect([fetched, loaded, bot].reduce<Opening | null>(better, null)).toEqual(loaded)
  expect([null, fetched].reduce<Opening | null>(better, null)).toEqual(fetched)
  expect(better(null, null)).toBeNull()
})

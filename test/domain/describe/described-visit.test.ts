import type { Correction } from '../../../lambda/domain/organisation/organisation'
import type { Visit } from '../../../lambda/domain/visit/visit'
import { described, firefox, visitAt } from '../../support/memory/visits'

const visit = (fields: Partial<Visit> = {}) => visitAt('2026-11-22T15:45:50Z', fields)
const word = (fields: Partial<Correction> = {}): Correction => ({
  subject: 64496,
  name: null,
  kind: null,
  domain: null,
  mine: false,
  muted: false,
  star: false,
  note: null,
  ...fields,
})

test('a visit says by itself whose it is and what it was made with', () => {
  expect(described(visit({ asn: 64496, referrer: 'www.google.com' }))).toEqual({
    ...visit({ asn: 64496, referrer: 'www.google.com' }),
    networkId: 64496,
    organisation: 'Example Bank',
    organisationKey: 'example-bank',
    domain: 'bank.example',
    kind: 'business',
    confidence: 'high',
    evidence: 'label',
    mine: false,
    bot: null,
    botOperator: null,
    botPurpose: null,
    browser: 'Firefox 145',
    os: 'Linux',
    device: 'desktop',
    referrerGroup: 'search',
    ...{ seconds: null, reach: null, acted: null, sections: null, links: null },
    recipientCode: null,
  })
})

const nothing = {
  organisation: null,
  domain: null,
  kind: null,
  confidence: null,
  evidence: null,
  mine: false,
}
const nameless = {
  organisation: 'AS64999',
  kind: 'unknown',
  confidence: 'low',
  evidence: 'not in the network table',
}

test.each<[string, Partial<Visit>, readonly Correction[], object]>([
  ['no network', { asn: null }, [], nothing],
  ['a network that the table does not have', { asn: 64999 }, [], nameless],
  [
    'a correction of another network',
    { asn: 64498 },
    [word({ name: 'X' })],
    { organisation: 'Example Broadband' },
  ],
  [
    'a corrected name',
    { asn: 64496 },
    [word({ name: 'X' })],
    { organisation: 'X', kind: 'business', evidence: 'label' },
  ],
  [
    'a corrected kind',
    { asn: 64496 },
    [word({ kind: 'government' })],
    { organisation: 'Example Bank', kind: 'government', confidence: 'high', evidence: 'owner' },
  ],
  ['a corrected domain', { asn: 64496 }, [word({ domain: 'x.example' })], { domain: 'x.example' }],
  ['my own network', { asn: 64496 }, [word({ mine: true })], { mine: true, organisation: 'Example Bank' }],
  [
    'a correction of a network that the table does not have',
    { asn: 64999 },
    [word({ subject: 64999, name: 'X', kind: 'business' })],
    { organisation: 'X', kind: 'business', confidence: 'high', evidence: 'owner' },
  ],
])('%s', (_, fields, corrections, said) => {
  expect(described(visit(fields), corrections)).toMatchObject(said)
})

test.each<[Partial<Visit>, readonly Correction[], string | null]>([
  [{ userAgent: firefox }, [], null],
  [{ userAgent: null }, [], 'no user agent'],
  [{ webdriver: true }, [], 'webdriver'],
  [{ asn: 64500 }, [], 'suspected: hosting network'],
  [{ asn: 64500 }, [word({ subject: 64500, kind: 'business' })], null],
])('of %j, corrected by %j, the bot is %s', (fields, corrections, bot) => {
  expect(described(visit(fields), corrections).bot).toBe(bot)
})

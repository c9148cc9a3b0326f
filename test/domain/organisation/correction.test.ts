import { amended, parseCorrection } from '../../../lambda/domain/organisation/correction'
import type { Correction } from '../../../lambda/domain/organisation/organisation'
import { thrownBy } from '../../support/thrown'

test.each([
  [{ name: ' Example\nAG ' }, { name: 'Example AG' }],
  [{ name: '💼'.repeat(100) }, { name: '💼'.repeat(100) }],
  [{ kind: 'business' }, { kind: 'business' }],
  [{ domain: 'WWW.Example.com' }, { domain: 'www.example.com' }],
  [{ domain: 'bücher.example' }, { domain: 'xn--bcher-kva.example' }],
  [{ mine: true }, { mine: true }],
  [{ muted: true }, { muted: true }],
  [
    { name: null, kind: null, domain: null, mine: null },
    { name: null, kind: null, domain: null, mine: null },
  ],
])('%j says %j', (body, said) => {
  expect(parseCorrection(body)).toEqual(said)
})

const nothing =
  'body must be a JSON object with name, kind, domain, mine, muted, star or note, such as {"kind": "business"}'
const kinds = 'unknown, business, education, government, isp, mobile, hosting, vpn, gateway, crawler'

test.each<[unknown, string, string | undefined]>([
  [{}, nothing, undefined],
  [[], nothing, undefined],
  [null, nothing, undefined],
  ['business', nothing, undefined],
  [{ name: '' }, 'name must not be empty', 'name'],
  [{ name: ' \n ' }, 'name must not be empty', 'name'],
  [{ name: '\u0085\ufeff' }, 'name must not be empty', 'name'],
  [{ name: '💼'.repeat(101) }, 'name must have at most 100 characters', 'name'],
  [{ name: 7 }, 'name must be text of one line', 'name'],
  [{ name: 'a'.repeat(101) }, 'name must have at most 100 characters', 'name'],
  [{ kind: 'bank' }, `kind must be one of ${kinds}`, 'kind'],
  [{ domain: 'https://example.com' }, 'domain must be a domain such as example.com', 'domain'],
  [{ domain: 'example.com:80' }, 'domain must be a domain such as example.com', 'domain'],
  [{ domain: 'localhost' }, 'domain must be a domain such as example.com', 'domain'],
  [{ domain: '' }, 'domain must be a domain such as example.com', 'domain'],
  [{ muted: 1 }, 'muted must be true or false', 'muted'],
  [{ mine: 'yes' }, 'mine must be true or false', 'mine'],
  [
    { kind: 'isp', colour: 'red' },
    'colour is not a field here; there are name, kind, domain, mine, muted, star, note',
    'colour',
  ],
])('%j is refused', (body, detail, field) => {
  expect(thrownBy(() => parseCorrection(body))).toMatchObject({ name: 'InvalidInput', detail, field })
})

const before: Correction = {
  subject: 7,
  name: 'Example',
  kind: 'isp',
  domain: null,
  mine: false,
  muted: false,
  star: false,
  note: null,
}

test.each([
  [
    null,
    { mine: true },
    { subject: 7, name: null, kind: null, domain: null, mine: true, muted: false, star: false, note: null },
  ],
  [before, { muted: true }, { ...before, muted: true }],
  [
    null,
    { muted: true },
    { subject: 7, name: null, kind: null, domain: null, mine: false, muted: true, star: false, note: null },
  ],
  [
    { ...before, muted: true },
    { kind: null, name: null },
    { ...before, name: null, kind: null, muted: true },
  ],
  [{ ...before, muted: true }, { kind: null, name: null, muted: null }, null],
  [before, { kind: 'business' as const }, { ...before, kind: 'business' }],
  [before, { kind: null }, { ...before, kind: null }],
  [before, { kind: null, name: null }, null],
  [{ ...before, mine: true }, { kind: null, name: null, mine: null }, null],
  [null, { name: null }, null],
])('%j with %j is %j', (word, message, now) => {
  expect(amended(7, word, message)).toEqual(now)
})

import { notifiableKinds } from '../../../lambda/contract'
import { isIndexed } from '../../../lambda/domain/organisation/organisation'
import { givenSettings } from '../../../lib/settings/given-settings'
import { localNotifySetting, notifySettingsOf } from '../../../lib/settings/notify-setting'
import { parseSetting } from '../../../lib/settings/setting'
import { parseSettings } from '../../../lib/settings/settings'

const parsed = (notify: unknown, more: object = {}) =>
  parseSettings({ sites: ['you.github.io'], notify, ...more }).notify

/** Bytes as a secret, in base64. */
const secret = (bytes: number) => `whsec_${Buffer.alloc(bytes, 7).toString('base64')}`
const url = 'https://hooks.example.com/secret-path'
const hook = (secrets: unknown = [secret(32)], more: object = {}) => ({
  webhooks: [{ url, secrets, ...more }],
})

const byDefault = {
  kinds: ['business', 'education', 'government'],
  recipients: true,
  digest: null,
  hour: 8,
  zone: null,
  quiet: null,
  webhooks: [],
  email: null,
  from: null,
}

test.each([undefined, null])('%s is off', (notify) => {
  expect(parsed(notify)).toBeNull()
})

test('an object switches it on, and what it leaves out has its default', () => {
  expect(parsed({})).toEqual(byDefault)
  expect(givenSettings({ notify: '{"digest":"daily"}' })).toEqual({ notify: { digest: 'daily' } })
})

test.each([
  ['kinds', ['business', 'unknown', 'business'], ['business', 'unknown']],
  ['recipients', false, false],
  ['digest', 'weekly', 'weekly'],
  ['hour', 0, 0],
  ['zone', 'Asia/Kolkata', 'Asia/Kolkata'],
  ['quiet', [22, 7], [22, 7]],
  [
    'webhooks',
    hook([secret(24), secret(64)]).webhooks,
    [{ ...hook([secret(24), secret(64)]).webhooks[0], shape: 'webhook' }],
  ],
  ['webhooks', [{ url, shape: 'slack' }], [{ url, secrets: [], shape: 'slack' }]],
  ['email', 'you@example.com', 'you@example.com'],
])('%s may be %j', (name, given, value) => {
  expect(parsed({ [name]: given })).toEqual({ ...byDefault, [name]: value })
})

const notSecret =
  'is not whsec_ and 24 to 64 bytes in base64, such as openssl rand -base64 32 makes; it is not repeated here'
const notUrl =
  'is not an https:// address without name and password, of at most 500 characters; it is not repeated here'
const noSignature = (shape: string) =>
  `.webhooks.0: has secrets, and a receiver of shape ${shape} knows no signature: leave them out, and keep its address secret`

test.each<[unknown, string]>([
  [true, ': is not an object; write it in visitbook.json'],
  [{ kinds: ['isp'] }, '.kinds.0: "isp" is not one of business, education, government, unknown'],
  [{ kinds: 'business' }, '.kinds: is not a list, such as ["business"]'],
  [{ digest: 'hourly' }, '.digest: "hourly" is not daily or weekly'],
  [{ hour: 24 }, '.hour: 24 is not a whole number of hours from 0 to 23'],
  [{ zone: 'Berlin' }, '.zone: "Berlin" is not the name of a time zone such as Europe/Berlin'],
  [{ quiet: [7, 7] }, '.quiet: [7,7] is not two hours that differ, such as [22, 7]'],
  [{ quiet: [22, 7, 9] }, '.quiet.2: 9 is not two hours that differ, such as [22, 7]'],
  [{ email: 'you@example' }, '.email: "you@example" is not an e-mail address, such as you@example.com'],
  [{ from: 'book@you.dev' }, ': has from, which needs email'],
  [
    { email: 'you@example.com', from: 'book@127.0.0.1' },
    '.from: "book@127.0.0.1" is not an address on a domain of your own',
  ],
  [
    { mute: true },
    '.mute: is not known; known here: kinds, recipients, digest, hour, zone, quiet, webhooks, email, from',
  ],
  [{ webhooks: Array.from({ length: 6 }, () => hook().webhooks[0]) }, '.webhooks: has more than 5 webhooks'],
  [
    hook([]),
    '.webhooks.0: has no secrets, by which its receiver tells it from a forgery; or set shape: slack, discord or ntfy',
  ],
  [
    hook([secret(32), secret(33), secret(34)]),
    '.webhooks.0.secrets: has more than two secrets: the new one, and the one that it replaces',
  ],
  ...['slack', 'discord', 'ntfy'].map((shape): [unknown, string] => [
    hook([secret(32)], { shape }),
    noSignature(shape),
  ]),
  ...[secret(23), secret(65), secret(32).slice(6), `${secret(32)}!`, ''].map((one): [unknown, string] => [
    hook([one]),
    `.webhooks.0.secrets.0: ${notSecret}`,
  ]),
  ...[
    'http://hooks.example.com/',
    'http://127.0.0.1:9/',
    'https://me:word@hooks.example.com/',
    `https://hooks.example.com/${'x'.repeat(500)}`,
    'hooks.example.com',
  ].map((one): [unknown, string] => [
    { webhooks: [{ url: one, secrets: [secret(32)] }] },
    `.webhooks.0.url: ${notUrl}`,
  ]),
])('%j is refused in words that name the part, and no secret or address of a hook', (notify, message) => {
  expect(() => parsed(notify)).toThrow(new Error(`setting notify${message}`))
})

test.each([
  ['http://127.0.0.1:9/hook', true],
  ['http://localhost:9/hook', true],
  ['http://[::1]:9/hook', true],
  ['http://192.168.0.2/hook', false],
  ['https://hooks.example.com/', true],
])('under npm start %s may be a hook: %s', (one, may) => {
  const parse = () =>
    parseSetting('VISITBOOK_NOTIFY', localNotifySetting, { webhooks: [{ url: one, shape: 'ntfy' }] })
  if (may) expect(parse().webhooks[0]?.url).toBe(one)
  else expect(parse).toThrow(`VISITBOOK_NOTIFY.webhooks.0.url ${notUrl}`)
})

test('days and hours are those of its own zone, of the setting zone, or of UTC', () => {
  const zoneOf = (notify: object, zone: string | null) => {
    const set = parsed(notify, { zone })
    return set === null ? null : notifySettingsOf(set, zone).zone
  }
  expect([
    zoneOf({ zone: 'Asia/Tokyo' }, 'Europe/Berlin'),
    zoneOf({}, 'Europe/Berlin'),
    zoneOf({}, null),
  ]).toEqual(['Asia/Tokyo', 'Europe/Berlin', 'UTC'])
})

test('each kind that may be told of is in the index, which tells who came before', () => {
  expect(notifiableKinds.filter((kind) => !isIndexed({ kind }))).toEqual([])
})

test('more webhooks than an environment has room for are refused at synth', () => {
  const long = { url: `https://hooks.example.com/${'x'.repeat(470)}`, secrets: [secret(64), secret(64)] }
  expect(parsed({ webhooks: [long, long, long] })?.webhooks).toHaveLength(3)
  expect(() => parsed({ webhooks: Array(5).fill(long) })).toThrow(
    /^settings notify and sites: together \d+ bytes too long for a function's environment of 4096 bytes; list fewer webhooks$/,
  )
})

import { currentSources } from '../../../lib/assets/network-table/sources/source-set'
import { visitbook, visitbookHere } from '../visitbook'

const credit = `network table of ${currentSources().date}; data by RouteViews, NRO and DB-IP (CC BY 4.0)\n`
const apple = {
  asn: 714,
  name: 'Apple',
  key: 'apple',
  kind: 'business',
  confidence: 'high',
  evidence: 'label',
}
const nobody = { asn: null, name: null, key: null, kind: 'unknown', country: null, confidence: null }

const parsed = (text: string) =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))

beforeAll(async () => {
  await visitbookHere(['who', '1.1.1.1']) // makes the table, where there is none yet
}, 120_000)

test('who prints aligned lines, and on stderr what they come from', async () => {
  const ran = await visitbookHere(['who', '17.253.144.10', '10.1.2.3'])
  expect(ran).toEqual({
    code: 0,
    stdout: [
      '17.253.144.10  Apple (apple.com)  business, high: label     AS714  US\n',
      '10.1.2.3       -                  unknown: private address  -      -\n',
    ].join(''),
    stderr: credit,
  })
})

test.each([
  ['17.253.144.10', { ...apple, country: 'US' }],
  ['::ffff:17.253.144.10', { ...apple, country: 'US' }],
  ['2002:11fd:900a::1', { ...apple, country: 'US' }],
  ['64:ff9b::11fd:900a', { ...apple, country: 'US' }],
  ['2620:149:af0::10', { ...apple, country: 'US' }],
  ['2620:0149:0AF0::10%en0', { ...apple, country: 'US' }],
  ['17.253.144.0/24', { ...apple, country: 'US' }],
  ['2620:149:af0::/48', { ...apple, country: 'US' }],
  ['192.168.1.1', { ...nobody, evidence: 'private address' }],
  ['fd00::1', { ...nobody, evidence: 'private address' }],
  ['2002:c0a8:101::1', { ...nobody, evidence: 'private address' }],
  ['127.0.0.1', { ...nobody, evidence: 'loopback address' }],
  ['::1', { ...nobody, evidence: 'loopback address' }],
  ['100.64.0.1', { ...nobody, evidence: 'carrier-grade NAT address' }],
  ['fe80::1%eth0', { ...nobody, evidence: 'link-local address' }],
  ['203.0.113.9', { ...nobody, evidence: 'documentation address' }],
  ['2001:db8::1', { ...nobody, evidence: 'documentation address' }],
  ['ff02::1', { ...nobody, evidence: 'multicast address' }],
  ['15.0.0.1', { ...nobody, country: 'US', evidence: 'no network announces it' }],
])('who --json %s', async (ip, answer) => {
  const { code, stdout, stderr } = await visitbookHere(['who', '--json', ip])
  expect({ code, answers: parsed(stdout), stderr }).toEqual({
    code: 0,
    answers: [{ ip, ...answer }],
    stderr: '',
  })
})

test.each([
  '',
  'nonsense',
  '1.2.3',
  '1.2.3.4.5',
  '256.1.1.1',
  '17.0.0.0/8',
  '1.1.1.1,8.8.8.8',
  'apple.com',
  ':::',
])('%j is no address; the others are answered and the exit code is 2', async (ip) => {
  const { code, stdout, stderr } = await visitbookHere(['who', '--json', ip, '17.253.144.10'])
  expect(parsed(stdout)).toEqual([
    { ip, ...nobody, evidence: 'not an address' },
    { ip: '17.253.144.10', ...apple, country: 'US' },
  ])
  expect({ code, stderr }).toEqual({ code: 2, stderr: 'visitbook: 1 of 2 could not be read as an address\n' })
})

test('garbage is shown without its escapes and no longer than helps', async () => {
  const { stdout } = await visitbookHere(['who', `\u001b[31m${'x'.repeat(500)}`])
  expect(stdout).toBe(`[31m${'x'.repeat(55)}…  -  unknown: not an address  -  -\n`)
})

test('without arguments the addresses come from stdin, one on each line', async () => {
  const ran = await visitbook(['who', '--json'], { stdin: '17.253.144.10\r\n\n  foo bar\n10.0.0.1' })
  expect(parsed(ran.stdout)).toEqual([
    { ip: '17.253.144.10', ...apple, country: 'US' },
    { ip: 'foo bar', ...nobody, evidence: 'not an address' },
    { ip: '10.0.0.1', ...nobody, evidence: 'private address' },
  ])
  expect([ran.code, ran.stderr]).toEqual([2, 'visitbook: 1 of 3 could not be read as an address\n'])
})

test('many are aligned in parts, and none is lost', async () => {
  const stdin = Array.from({ length: 1201 }, (_, at) => `17.0.${at % 256}.1\n`).join('')
  const { code, stdout } = await visitbook(['who'], { stdin })
  expect([code, stdout.split('\n').length - 1]).toEqual([0, 1201])
})

test('nothing on stdin is nothing on stdout', async () => {
  expect(await visitbook(['who'])).toEqual({ code: 0, stdout: '', stderr: credit })
})

import { type EdgeTrust, edgeSecretHeader } from '../../lambda/contract'
import { admitVia } from '../../lambda/http/edge'
import { requestOf } from '../../lambda/http/request'
import { hashOf } from '../../lambda/http/token-secret'
import { event, visitorIp } from '../support/http/event'
import { thrownBy } from '../support/thrown'

const [current, previous, former] = ['c'.repeat(43), 'p'.repeat(43), 'f'.repeat(43)]
const hex = (secret: string) => hashOf(secret).toString('hex')
const trust: EdgeTrust = { secrets: [current, previous].map(hex), only: false, url: null }

/** All that CloudFront says of a viewer. */
const viewer = {
  'CloudFront-Viewer-Address': '198.51.100.10:46532',
  'CloudFront-Viewer-ASN': '3303',
  'CloudFront-Viewer-Country': 'CH',
  'CloudFront-Viewer-Country-Region': 'ZH',
  'CloudFront-Viewer-City': 'Z%C3%BCrich',
  'CloudFront-Viewer-Time-Zone': 'Europe/Zurich',
  'CloudFront-Viewer-Http-Version': '3.0',
}
const told = {
  country: 'CH',
  region: 'ZH',
  city: 'Zürich',
  timeZone: 'Europe/Zurich',
  asn: 3303,
  httpVersion: '3.0',
}
const asked = (headers: Readonly<Record<string, string>>) =>
  requestOf(event({ route: 'POST /visits', headers: { ...viewer, ...headers } }))

test.each([
  ['the current secret', current],
  ['the one before, while both hold', previous],
])('with %s, the viewer is who the edge says', (_, secret) => {
  expect(admitVia(trust)(asked({ [edgeSecretHeader]: secret }))).toMatchObject({
    ip: '198.51.100.10',
    viewer: told,
  })
})

const forgeries: readonly [string, Readonly<Record<string, string>>][] = [
  ['no secret', {}],
  ['an empty one', { [edgeSecretHeader]: '' }],
  ['one that is no longer kept', { [edgeSecretHeader]: former }],
  ['the hash of the current one', { [edgeSecretHeader]: hex(current) }],
  ['the current one and more', { [edgeSecretHeader]: `${current} ` }],
  ['a part of it', { [edgeSecretHeader]: current.slice(1) }],
  ['it in capitals', { [edgeSecretHeader]: current.toUpperCase() }],
  ['both, as a header sent twice arrives', { [edgeSecretHeader]: `${current},${previous}` }],
  ['it with a guess before it', { [edgeSecretHeader]: `guess,${current}` }],
  ['it in a header of another name', { 'x-visitbook-edges': current, authorization: `Bearer ${current}` }],
  ['a word of JavaScript', { [edgeSecretHeader]: 'undefined' }],
  ['a megabyte', { [edgeSecretHeader]: 'c'.repeat(1_000_000) }],
]

describe.each(forgeries)('with %s', (_, headers) => {
  test('no header about a viewer is believed', () => {
    const request = admitVia(trust)(asked(headers))
    expect(request.ip).toBe(visitorIp)
    expect(request.viewer).toBeUndefined()
    expect(request.origin).toBe('https://abc123.execute-api.eu-central-1.amazonaws.com')
  })

  test('nothing is answered where the address is closed', () => {
    expect(thrownBy(() => admitVia({ ...trust, only: true })(asked(headers)))).toMatchObject({ status: 403 })
  })
})

test('once the secret before is dropped, it is believed no more', () => {
  const ended = { ...trust, secrets: [hex(current)] }
  expect(admitVia(ended)(asked({ [edgeSecretHeader]: previous })).viewer).toBeUndefined()
  expect(admitVia(ended)(asked({ [edgeSecretHeader]: current })).viewer).toEqual(told)
})

const seen = (headers: Readonly<Record<string, string>>) =>
  admitVia(trust)(asked({ [edgeSecretHeader]: current, ...headers }))

test.each([
  ['198.51.100.10:46532', '198.51.100.10'],
  ['2001:db8::1:443', '2001:db8::1'],
  ['[2001:db8::1]:443', '2001:db8::1'],
  ['2001:0db8:85a3:0000:0000:8a2e:0370:7334:65535', '2001:0db8:85a3:0000:0000:8a2e:0370:7334'],
  ['', ''], // the edge's own is a server's, and never taken instead
  ['198.51.100.10', ''],
  ['localhost:80', ''],
])('the address in %j is %j', (header, ip) => {
  expect(seen({ 'CloudFront-Viewer-Address': header }).ip).toBe(ip)
})

test.each([
  ['CloudFront-Viewer-City', '%E0%A4%A', { city: null }],
  ['CloudFront-Viewer-City', '', { city: null }],
  ['CloudFront-Viewer-City', `${'x'.repeat(59)}%C3%BC`, { city: 'x'.repeat(59) }],
  ['CloudFront-Viewer-City', 'a%0Ab', { city: 'a b' }],
  ['CloudFront-Viewer-Country', 'Switzerland', { country: null }],
  ['CloudFront-Viewer-Country-Region', 'zh', { region: null }],
  ['CloudFront-Viewer-ASN', '0', { asn: null }],
  ['CloudFront-Viewer-ASN', '4294967296', { asn: null }],
  ['CloudFront-Viewer-ASN', '0x1', { asn: null }],
  ['CloudFront-Viewer-Time-Zone', '<script>', { timeZone: null }],
  ['CloudFront-Viewer-Http-Version', '3', { httpVersion: null }],
])('what is odd in %s, %j, is not known, and the rest is', (name, value, odd) => {
  expect(seen({ [name]: value }).viewer).toEqual({ ...told, ...odd })
})

test.each([
  [null, 'https://d123abc.cloudfront.net', 'https://d123abc.cloudfront.net'],
  [null, 'https://evil.example', 'https://abc123.execute-api.eu-central-1.amazonaws.com'],
  [null, 'https://d1.cloudfront.net.evil.example', 'https://abc123.execute-api.eu-central-1.amazonaws.com'],
  ['https://visits.you.dev', 'https://d123abc.cloudfront.net', 'https://visits.you.dev'],
])('with the address %s, links for a page of %s begin with %s', (url, origin, own) => {
  const request = asked({ [edgeSecretHeader]: current, origin })
  expect(admitVia({ ...trust, url })(request).origin).toBe(own)
})

import { noContent } from '../../lambda/http/answer'
import { hashOf, withToken } from '../../lambda/http/token'
import { request } from '../support/request'
import { thrownBy } from '../support/thrown'

/** SHA-256 of "secret-one" and "secret-two", from sha256sum. */
const one = { name: 'one', sha256: 'ea77193cc4e6f18656f3130e296203880c4b9b3772afc855211b82fdd46e9185' }
const two = { name: 'two', sha256: 'cebdf378f2d2bd60d3e3693349e8f20f329daf11a276f849996f0a6377e2155b' }

const ask = (tokens: Parameters<typeof withToken>[0], authorization?: string) =>
  withToken(tokens)(() => noContent())(
    request({ headers: authorization === undefined ? {} : { Authorization: authorization } }),
  )

test('the hash of a token is its SHA-256', () => {
  expect(hashOf('secret-one').toString('hex')).toBe(one.sha256)
})

test.each([
  ['the only token', [one], 'Bearer secret-one'],
  ['the first of two', [one, two], 'Bearer secret-one'],
  ['the second of two', [one, two], 'Bearer secret-two'],
  ['lower case, as RFC 9110 lets it be', [one], 'bearer secret-one'],
  ['more spaces', [one], 'Bearer   secret-one '],
])('lets in: %s', (_, tokens, authorization) => {
  expect(ask(tokens, authorization)).toEqual(noContent())
})

const unknown = {
  status: 401,
  detail: 'this token is unknown or was revoked',
  headers: { 'www-authenticate': 'Bearer realm="visitbook", error="invalid_token"' },
}
const missing = {
  status: 401,
  detail: 'send a token: Authorization: Bearer <token>',
  headers: { 'www-authenticate': 'Bearer realm="visitbook"' },
}
const unconfigured = { ...missing, detail: 'no token is configured yet; npx visitbook token makes one' }

test.each([
  ['an unknown token', [one, two], 'Bearer secret', unknown],
  ['a revoked token', [one], 'Bearer secret-two', unknown],
  ['a token in the wrong case', [one], 'Bearer SECRET-ONE', unknown],
  ['the hash instead of the token', [one], `Bearer ${one.sha256}`, unknown],
  ['no header', [one], undefined, missing],
  ['an empty header', [one], '', missing],
  ['no token after Bearer', [one], 'Bearer ', missing],
  ['no Bearer', [one], 'secret-one', missing],
  ['another scheme', [one], `Basic ${btoa('one:secret-one')}`, missing],
  ['two tokens', [one], 'Bearer secret-one secret-two', missing],
  ['nothing configured, no token', [], undefined, unconfigured],
  ['nothing configured, a token', [], 'Bearer secret-one', unconfigured],
])('turns away: %s', (_, tokens, authorization, problem) => {
  expect(thrownBy(() => ask(tokens, authorization))).toMatchObject({ name: 'Problem', ...problem })
})

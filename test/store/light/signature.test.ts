import { createHash, createHmac } from 'node:crypto'
import { SignatureV4 } from '@smithy/signature-v4'
import { amzDate, signer, signingKey } from '../../../lambda/store/light/signature'

// AWS's own test suite, aws-sig-v4-test-suite, by the names of its cases; those without a query, which DynamoDB never has.
const suite = { region: 'us-east-1', service: 'service' }
const credentials = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
}
const date = '20150830T123600Z'
const token =
  'AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA=='

const host = ['host', 'example.amazonaws.com'] as const
const at = ['x-amz-date', date] as const
const form = (type: string) => ['content-type', type] as const

test.each<[string, string, readonly (readonly [string, string])[], string, string]>([
  ['get-vanilla', 'GET', [host, at], '', '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
  [
    'post-vanilla',
    'POST',
    [host, at],
    '',
    '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
  ],
  [
    'get-header-key-duplicate',
    'GET',
    [host, ['my-header1', 'value2,value2,value1'], at],
    '',
    'c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea',
  ],
  [
    'get-header-value-multiline',
    'GET',
    [host, ['my-header1', 'value1,value2,value3'], at],
    '',
    'ba17b383a53190154eb5fa66a1b836cc297cc0a3d70a5d00705980573d8ff790',
  ],
  [
    'get-header-value-trim',
    'GET',
    [host, ['my-header1', ' value1'], ['my-header2', ' "a   b   c" '], at],
    '',
    'acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736',
  ],
  [
    'post-header-key-sort',
    'POST',
    [host, ['my-header1', 'value1'], at],
    '',
    'c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c',
  ],
  [
    'post-header-value-case',
    'POST',
    [host, ['my-header1', 'VALUE1'], at],
    '',
    'cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d',
  ],
  [
    'post-sts-header-before',
    'POST',
    [host, at, ['x-amz-security-token', token]],
    '',
    '85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead',
  ],
  [
    'post-x-www-form-urlencoded',
    'POST',
    [form('application/x-www-form-urlencoded'), host, at],
    'Param1=value1',
    'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
  ],
  [
    'post-x-www-form-urlencoded-parameters',
    'POST',
    [form('application/x-www-form-urlencoded; charset=utf8'), host, at],
    'Param1=value1',
    '1a72ec8f64bd914b0e42e42607c7fbce7fb2c7465f63e3092b3b0d39fa77a6fe',
  ],
])('%s is signed as AWS says', (_, method, headers, body, signature) => {
  const names = headers.map(([name]) => name).join(';')
  expect(signer(suite)({ method, path: '/', headers, body }, credentials, date)).toBe(
    `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=${names}, Signature=${signature}`,
  )
})

test('the signing key is the one in AWS’s example of its derivation', () => {
  const scope = { region: 'us-east-1', service: 'iam' }
  expect(signingKey(credentials.secretAccessKey, '20150830', scope).toString('hex')).toBe(
    'c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9',
  )
})

test('the date is written as x-amz-date has it', () => {
  expect(amzDate(new Date('2015-08-30T12:36:00.999Z'))).toBe(date)
})

/** SHA-256 as the SDK's signer wants it. */
class Sha256 {
  private readonly sum
  constructor(secret?: string | Uint8Array | ArrayBuffer | ArrayBufferView) {
    this.sum = secret === undefined ? createHash('sha256') : createHmac('sha256', secret as string)
  }
  update(data: Uint8Array | string): void {
    this.sum.update(data)
  }
  async digest(): Promise<Uint8Array> {
    return this.sum.digest()
  }
}

const scope = { region: 'eu-central-1', service: 'dynamodb' }
const sign = signer(scope) // one for all: it keeps the key of the last, and must see that it is another's

test.each([
  ['2026-11-22T23:59:59.999Z', 'secret', undefined],
  ['2026-11-23T00:00:00.000Z', 'secret', undefined],
  ['2026-11-23T00:00:00.000Z', 'another', 'token'],
  ['2026-11-23T12:00:00.000Z', 'secret', 'token/with+signs=='],
])('at %s, with %s and token %s, as the SDK’s signer does', async (time, secretAccessKey, sessionToken) => {
  const own = { accessKeyId: 'AKID', secretAccessKey, sessionToken }
  const body = JSON.stringify({ TableName: 'visitbook', Item: { title: { S: 'Résumé 💼' } } })
  const headers: [string, string][] = [
    ['content-type', 'application/x-amz-json-1.0'],
    ['host', 'dynamodb.eu-central-1.amazonaws.com'],
    ['x-amz-date', amzDate(new Date(time))],
    ...(sessionToken === undefined ? [] : [['x-amz-security-token', sessionToken] as [string, string]]),
    ['x-amz-target', 'DynamoDB_20120810.PutItem'],
  ]
  const theirs = new SignatureV4({
    ...scope,
    credentials: own as typeof own & { sessionToken: string },
    sha256: Sha256,
    applyChecksum: false,
  })
  const signed = await theirs.sign(
    {
      method: 'POST',
      protocol: 'https:',
      hostname: 'dynamodb.eu-central-1.amazonaws.com',
      path: '/',
      headers: Object.fromEntries(headers),
      body,
    },
    { signingDate: new Date(time) },
  )
  const ours = sign({ method: 'POST', path: '/', headers, body }, own, amzDate(new Date(time)))
  expect(ours).toBe(signed.headers.authorization)
})

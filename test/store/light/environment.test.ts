import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { dynamoOf } from '../../../lambda/store/light/environment'
import { specialEndpoints } from '../../../lib/assets/dynamo-endpoints'

/** The partitions as the SDK knows them. It exports them to nobody, so they are read from its code. */
const partitions: readonly Partition[] = (() => {
  const code = 'dist-es/submodules/client/util-endpoints/lib/aws/partitions.js'
  const text = readFileSync(join(dirname(require.resolve('@aws-sdk/core/package.json')), code), 'utf8')
  return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)).partitions
})()
interface Partition {
  readonly id: string
  readonly outputs: { readonly dnsSuffix: string }
  readonly regions: Readonly<Record<string, unknown>>
}

const { endpointProvider } = new DynamoDBClient({ region: 'none' }).config
const own = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' }
const endpoints = specialEndpoints()
const endpointOf = (env: Record<string, string>) => dynamoOf({ ...own, ...env }, () => endpoints).endpoint

describe.each([
  [false, false],
  [true, false],
  [false, true],
  [true, true],
])('with FIPS %s and dual stack %s', (UseFIPS, UseDualStack) => {
  const flags = {
    AWS_USE_FIPS_ENDPOINT: String(UseFIPS),
    AWS_USE_DUALSTACK_ENDPOINT: String(UseDualStack),
  }
  test.each(partitions.map(({ id, ...rest }) => [id, rest] as const))(
    'the endpoint of every region of %s is the SDK’s',
    (PARTITION, { outputs: { dnsSuffix: URL_SUFFIX }, regions }) => {
      const names = Object.keys(regions)
      expect(names.map((AWS_REGION) => endpointOf({ AWS_REGION, PARTITION, URL_SUFFIX, ...flags }))).toEqual(
        names.map((Region) => endpointProvider({ Region, UseFIPS, UseDualStack }).url.origin),
      )
    },
  )
})

const sovereign = { AWS_REGION: 'eusc-de-east-1', PARTITION: 'aws-eusc', URL_SUFFIX: 'amazonaws.eu' }
const later = { AWS_REGION: 'xx-one-1', PARTITION: 'aws-later', URL_SUFFIX: 'aws.example' }

test.each<[string, Record<string, string>, string]>([
  ['of the stack’s domain', sovereign, 'https://dynamodb.eusc-de-east-1.amazonaws.eu'],
  ['of a partition that nobody knows yet', later, 'https://dynamodb.xx-one-1.aws.example'],
  ['of all services, if one is given', { ...sovereign, AWS_ENDPOINT_URL: 'http://a' }, 'http://a'],
  [
    'of DynamoDB, if one is given',
    { ...sovereign, AWS_ENDPOINT_URL: 'http://a', AWS_ENDPOINT_URL_DYNAMODB: 'http://b' },
    'http://b',
  ],
  ['given, with no domain', { AWS_REGION: 'local', AWS_ENDPOINT_URL_DYNAMODB: 'http://b' }, 'http://b'],
])('the endpoint is that %s', (_, env, endpoint) => {
  expect(endpointOf(env)).toBe(endpoint)
})

const fips = { AWS_USE_FIPS_ENDPOINT: 'true' }

test.each<[Record<string, string>, string]>([
  [{ PARTITION: 'aws', URL_SUFFIX: 'amazonaws.com' }, 'environment variable AWS_REGION is required'],
  [{ AWS_REGION: 'us-east-1', PARTITION: 'aws' }, 'environment variable URL_SUFFIX is required'],
  [{ AWS_REGION: 'us-east-1', ...fips }, 'environment variable PARTITION is required'],
  [
    { ...sovereign, AWS_USE_FIPS_ENDPOINT: '1' },
    'environment variable AWS_USE_FIPS_ENDPOINT must be one of true, false',
  ],
  [
    { ...sovereign, AWS_USE_DUALSTACK_ENDPOINT: 'TRUE' },
    'environment variable AWS_USE_DUALSTACK_ENDPOINT must be one of true, false',
  ],
  [
    { ...sovereign, ...fips, AWS_ENDPOINT_URL: 'http://a' },
    'environment variable AWS_USE_FIPS_ENDPOINT has no effect on AWS_ENDPOINT_URL: set one of the two',
  ],
  [
    { ...later, ...fips },
    'environment variable AWS_USE_FIPS_ENDPOINT: set AWS_ENDPOINT_URL_DYNAMODB instead in aws-later',
  ],
])('%j is refused: %s', (env, message) => {
  expect(() => endpointOf(env)).toThrow(message)
})

test('credentials are read once, and again when they were refused', () => {
  const env: Record<string, string> = { ...own, ...sovereign, AWS_SESSION_TOKEN: 'old' }
  const { credentials } = dynamoOf(env)
  const seen = [credentials()]
  env.AWS_SESSION_TOKEN = 'new'
  seen.push(credentials(), credentials({ forceRefresh: true }))
  expect(seen).toMatchObject([{ sessionToken: 'old' }, { sessionToken: 'old' }, { sessionToken: 'new' }])
})

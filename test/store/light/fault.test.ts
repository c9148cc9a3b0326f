import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { Readable } from 'node:stream'
import * as sdk from '@aws-sdk/client-dynamodb'
import { HttpResponse } from '@smithy/core/protocols'
import { isThrottlingError, isTransientError } from '@smithy/core/retry'
import { codePasses, contentOf, DynamoFault, passes } from '../../../lambda/store/light/fault'
import { replyIn } from '../../../lambda/store/light/http-reply'

/** An answer of DynamoDB, or of who stands in its place. */
interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** How a client takes an answer: the name that it has for the fault, and whether it would try again. */
interface Taken {
  readonly name: string
  readonly isTriedAgain: boolean
}

async function bySdk({ status: statusCode, headers, body }: Answer): Promise<Taken | null> {
  const response = new HttpResponse({ statusCode, headers, body: Readable.from([Buffer.from(body)]) })
  const client = new sdk.DynamoDBClient({
    region: 'none',
    endpoint: 'http://127.0.0.1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
    requestHandler: { handle: async () => ({ response }) },
  })
  const call = client.send(new sdk.DeleteItemCommand({ TableName: 't', Key: { pk: { S: 'a' } } }))
  return call.then(
    () => null,
    (error) => ({ name: error.name, isTriedAgain: isThrottlingError(error) || isTransientError(error) }),
  )
}

function byUs({ status, headers, body }: Answer): Taken | null {
  const lines = Object.entries({ ...headers, 'content-length': String(Buffer.byteLength(body)) })
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  const reply = replyIn(Buffer.from(`HTTP/1.1 ${status} X\r\n${head}\r\n${body}`), false)
  try {
    contentOf(reply as NonNullable<typeof reply>)
    return null
  } catch (error) {
    const { name } = error as DynamoFault
    return { name, isTriedAgain: passes(error as DynamoFault) }
  }
}

/** Every name that the SDK's code for retrying has between quotes: those that it tries again are among them. */
const quoted = [
  ...readFileSync(require.resolve('@smithy/core/retry'), 'utf8').matchAll(/["'](\w{3,60})["']/g),
].map(([, name]) => name as string)

/** Every exception of DynamoDB's own model, without what they all are. */
const modelled = Object.keys(sdk).filter((name) => /(?<!Service)(Exception|Exceeded|Error)$/.test(name))

/** Node's own codes are no types: the SDK takes them for such by accident, where a body says `code`. */
const isType = (name: string) => !/^E[A-Z0-9_]+$/.test(name)

const types = [
  ...new Set([
    ...quoted.filter(isType),
    ...modelled,
    'Whatever',
    'ValidationException',
    'AccessDeniedException',
  ]),
]

test('the names that are looked at are many, and among them those that matter', () => {
  expect(modelled.length).toBeGreaterThan(25)
  expect(types).toEqual(
    expect.arrayContaining([
      'SlowDown',
      'ReplicatedWriteConflictException',
      'ConditionalCheckFailedException',
    ]),
  )
})

const prefixed = 'com.amazonaws.dynamodb.v20120810#'
const json = (value: unknown) => JSON.stringify(value)

/** Where an answer may say its type. */
const places: Record<string, (type: string) => Pick<Answer, 'headers' | 'body'>> = {
  '__type, with a prefix': (type) => ({
    headers: {},
    body: json({ __type: prefixed + type, message: 'm' }),
  }),
  '__type, bare': (type) => ({ headers: {}, body: json({ __type: type }) }),
  '__type, with a URL behind': (type) => ({ headers: {}, body: json({ __type: `${type}:http://a/#b` }) }),
  code: (type) => ({ headers: {}, body: json({ code: type, Message: 'm' }) }),
  'Code, with a prefix': (type) => ({ headers: {}, body: json({ Code: prefixed + type }) }),
  'the header': (type) => ({ headers: { 'x-amzn-errortype': type }, body: '{}' }),
  'the header, with a URL behind': (type) => ({
    headers: { 'x-amzn-ErrorType': `${type}:http://internal.amazon.com/coral/com.amazon.coral/` },
    body: '{}',
  }),
  'the header, with a prefix and a list behind': (type) => ({
    headers: { 'X-Amzn-Errortype': `aws.protocoltests#${type}, other` },
    body: '{"message":"m"}',
  }),
  'the header, without a body': (type) => ({ headers: { 'x-amzn-errortype': type }, body: '' }),
  '__type against code and header': (type) => ({
    headers: { 'x-amzn-errortype': 'Other' },
    body: json({ __type: type, code: 'Another' }),
  }),
  'code against the header': (type) => ({
    headers: { 'x-amzn-errortype': 'Throttling' },
    body: json({ code: type }),
  }),
}

describe.each(Object.keys(places))('a type in %s', (place) => {
  test('is read as the SDK reads it, and tried again where the SDK would', async () => {
    const answers = types.map((type) => ({ status: 400, ...places[place]?.(type) }) as Answer)
    expect(answers.map(byUs)).toEqual(await Promise.all(answers.map(bySdk)))
  })
})

test('every status from 300 on is tried again where the SDK would', async () => {
  const answers = Array.from({ length: 300 }, (_, at) => ({
    status: 300 + at,
    headers: {},
    body: json({ __type: 'Whatever' }),
  }))
  expect(answers.map(byUs)).toEqual(await Promise.all(answers.map(bySdk)))
})

const late = 'Signature expired: 20251122T160000Z is now earlier than 20251122T160500Z'

test.each<[string, number, string, Record<string, string>?]>([
  ['a page', 400, '<h1>no</h1>'],
  ['a page of a proxy', 503, '<h1>busy</h1>'],
  ['nothing', 400, ''],
  ['null', 400, 'null'],
  ['a list', 400, '[{"__type":"ThrottlingException"}]'],
  ['text', 400, '"ThrottlingException"'],
  ['a number', 400, '7'],
  ['half an object', 400, '{"__type":"ThrottlingException"'],
  ['no type', 400, '{"message":"m"}'],
  ['a type that is a number', 400, '{"__type":429}'],
  ['a type that is null', 400, '{"__type":null}'],
  ['a type that is an object', 400, '{"__type":{"a":"ThrottlingException"}}'],
  ['an empty type', 400, '{"__type":""}'],
  ['a type of a prefix alone', 400, '{"__type":"a#"}'],
  ['a type in two prefixes', 400, '{"__type":"a#ThrottlingException#b"}'],
  ['a type in another case', 400, '{"__type":"throttlingexception"}'],
  ['a type among its own properties', 400, '{"__proto__":{"__type":"ThrottlingException"}}'],
  ['a signature that came late', 400, json({ __type: 'InvalidSignatureException', message: late })],
  ['a wrong signature', 400, json({ __type: 'InvalidSignatureException', message: 'does not match' })],
  ['a late signature by another name', 400, json({ __type: 'Whatever', message: late })],
])('%s is tried again where the SDK would', async (_, status, body, headers = {}) => {
  const answer = { status, body, headers }
  expect(byUs(answer)?.isTriedAgain).toBe((await bySdk(answer))?.isTriedAgain)
})

test('what kept an answer from coming is tried again where the SDK would', () => {
  const codes = [
    ...Object.keys(constants.errno),
    ...quoted,
    'EAI_FAIL',
    'CERT_HAS_EXPIRED',
    'Garbled',
    'TimeoutError',
  ]
  const wouldSdk = (code: string) => isTransientError(Object.assign(new Error() as SdkError, { code }))
  const isOurs = (code: string) => codePasses(code) && !wouldSdk(code)
  expect(new Set(codes.filter(isOurs))).toEqual(new Set(['ECONNABORTED', 'Garbled', 'TimeoutError']))
  expect(codes.filter((code) => wouldSdk(code) && !codePasses(code))).toEqual([])
})
type SdkError = Parameters<typeof isTransientError>[0]

test('a fault has the message that came with it', () => {
  const take = (body: string) => () => contentOf({ status: 400, body, errorType: undefined })
  expect(take('{"__type":"A","message":"m"}')).toThrow(new DynamoFault('A', 400, 'm'))
  expect(take('{"__type":"A","Message":"n"}')).toThrow(new DynamoFault('A', 400, 'n'))
})

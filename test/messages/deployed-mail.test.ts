import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { deployedMail } from '../../lambda/messages/deployed-mail'
import { writtenOf } from '../support/messages'

/** What the clients called, and what AWS answers them. */
interface Call {
  readonly what: string
  readonly body: string
}

type Answers = (call: Call) => readonly [status: number, body: string, type?: string]

const calls: Call[] = []
let answers: Answers = () => [200, '{}']

const aws = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk) => {
    body += chunk
  })
  request.on('end', () => {
    const action = new URLSearchParams(body).get('Action')
    const call = { what: action ?? `${request.method} ${request.url}`, body }
    calls.push(call)
    const [status, answer, type = 'application/json'] = answers(call)
    response.writeHead(status, { 'content-type': type, 'x-amzn-errortype': 'NotFoundException' }).end(answer)
  })
})

const before = { ...process.env }
beforeAll(async () => {
  await new Promise<void>((resolve) => aws.listen(0, '127.0.0.1', resolve))
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(aws.address() as AddressInfo).port}`,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  })
})
afterAll(() => {
  process.env = before
  aws.closeAllConnections()
  aws.close()
})
beforeEach(() => {
  calls.length = 0
})

const topic = 'arn:aws:sns:eu-west-1:123456789012:Messages'
const email = 'you@example.com'
const inTime = () => AbortSignal.timeout(5000)

describe('by a topic', () => {
  const mail = deployedMail({ topic, email, from: null })
  const xml = (action: string, result: string) =>
    `<${action}Response><${action}Result>${result}</${action}Result></${action}Response>`

  test('the subject is ASCII and the text is in full', async () => {
    answers = () => [200, xml('Publish', '<MessageId>0100</MessageId>'), 'text/xml']
    expect(await mail.send(writtenOf('Ünïcode'), inTime())).toBe('SNS took it as 0100')
    const { Subject, Message, TopicArn } = Object.fromEntries(new URLSearchParams(calls[0]?.body))
    const { subject, text } = writtenOf('Ünïcode')
    expect({ Subject, Message, TopicArn }).toEqual({ Subject: subject, Message: text, TopicArn: topic })
  })

  test('an address that has not confirmed is trouble', async () => {
    const entry = (key: string, value: string) => `<entry><key>${key}</key><value>${value}</value></entry>`
    const attributes = `${entry('SubscriptionsPending', '1')}${entry('SubscriptionsConfirmed', '0')}`
    answers = () => [200, xml('GetTopicAttributes', `<Attributes>${attributes}</Attributes>`), 'text/xml']
    expect(await mail.trouble()).toMatch(/^No message reaches you@example.com before it has confirmed/)
  })

  test('one that may not be asked about is none that is known of', async () => {
    const logged = jest.spyOn(console, 'error').mockImplementation(() => {})
    answers = () => [
      403,
      '<ErrorResponse><Error><Code>AuthorizationError</Code></Error></ErrorResponse>',
      'text/xml',
    ]
    expect(await mail.trouble()).toBeNull()
    expect(logged).toHaveBeenCalledTimes(1)
    logged.mockRestore()
  })
})

describe('by SES', () => {
  const mail = deployedMail({ topic, email, from: 'book@you.dev' })

  test('title, text and HTML are sent in full', async () => {
    answers = () => [200, '{"MessageId":"0200"}']
    expect(await mail.send(writtenOf('Ünïcode'), inTime())).toBe('SES took it as 0200')
    const { title, text, html } = writtenOf('Ünïcode')
    expect(calls.map(({ what }) => what)).toEqual(['POST /v2/email/outbound-emails'])
    expect(JSON.parse(calls[0]?.body ?? '')).toEqual({
      FromEmailAddress: 'book@you.dev',
      Destination: { ToAddresses: [email] },
      Content: {
        Simple: {
          Subject: { Data: title, Charset: 'UTF-8' },
          Body: { Text: { Data: text, Charset: 'UTF-8' }, Html: { Data: html, Charset: 'UTF-8' } },
          Headers: [{ Name: 'Auto-Submitted', Value: 'auto-generated' }],
        },
      },
    })
  })

  const known =
    (facts: Readonly<Record<string, object>>): Answers =>
    ({ what }) => {
      const fact = facts[what.replace('GET /v2/email/', '')]
      return fact === undefined ? [404, '{"message":"not found"}'] : [200, JSON.stringify(fact)]
    }
  const account = { ProductionAccessEnabled: true, SendingEnabled: true }
  const verified = { VerifiedForSendingStatus: true }

  test.each<[string, Readonly<Record<string, object>>, RegExp | null]>([
    ['nothing', { account, 'identities/you.dev': verified }, null],
    [
      'a domain without its DNS records',
      { account, 'identities/you.dev': {} },
      /^SES does not know yet that you.dev/,
    ],
    [
      'the sandbox',
      { account: { ...account, ProductionAccessEnabled: false }, 'identities/you.dev': verified },
      /^SES is in its sandbox/,
    ],
    [
      'no sandbox for an address that is verified',
      {
        account: { ...account, ProductionAccessEnabled: false },
        'identities/you.dev': verified,
        'identities/you%40example.com': verified,
      },
      null,
    ],
    [
      'an address that bounced',
      {
        account,
        'identities/you.dev': verified,
        'suppression/addresses/you%40example.com': { SuppressedDestination: { Reason: 'BOUNCE' } },
      },
      /^Mail to you@example.com bounced/,
    ],
  ])('keeps mail back: %s', async (_, facts, said) => {
    answers = known(facts)
    const trouble = await mail.trouble()
    if (said === null) expect(trouble).toBeNull()
    else expect(trouble).toMatch(said)
  })
})

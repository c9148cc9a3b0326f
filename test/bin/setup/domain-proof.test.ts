import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tellProof } from '../../../bin/cli/setup/domain-proof'

const namespace = 'xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"'
const asked = (host: string) =>
  `Content of DNS Record is: {Name: _proof.${host}.,Type: CNAME,Value: _value.acm-validations.aws.}`

/** Events of a stack, the newest first, as CloudFormation answers them. */
const eventsOf = (events: readonly (readonly [time: string, reason: string])[]) =>
  `<DescribeStackEventsResponse ${namespace}><DescribeStackEventsResult><StackEvents>${events
    .map(
      ([time, reason], number) =>
        `<member><StackId>s</StackId><EventId>${number}</EventId><StackName>Visitbook</StackName><Timestamp>${time}</Timestamp><ResourceStatusReason>${reason}</ResourceStatusReason></member>`,
    )
    .join('')}</StackEvents></DescribeStackEventsResult></DescribeStackEventsResponse>`

const since = new Date('2026-11-29T10:00:00Z')

/** What is told of some answers of CloudFormation, one after the other, the last for good. */
async function toldOf(answers: readonly (string | null)[], tries: number): Promise<string[]> {
  const ended = new AbortController()
  let count = 0
  const cloudFormation = createServer((_, response) => {
    const answer = answers[Math.min(count, answers.length - 1)] ?? null
    count += 1
    if (count >= tries) ended.abort()
    response.writeHead(answer === null ? 400 : 200, { 'content-type': 'text/xml' }).end(answer ?? '')
  }).listen(0, '127.0.0.1')
  await once(cloudFormation, 'listening')
  const own = process.env
  const { port } = cloudFormation.address() as AddressInfo
  process.env = {
    ...own,
    ...{ AWS_ENDPOINT_URL_CLOUDFORMATION: `http://127.0.0.1:${port}`, AWS_REGION: 'local' },
    ...{ AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' },
  }
  const spy = jest.spyOn(console, 'error').mockImplementation()
  try {
    await tellProof('Visitbook', ended.signal, { since, pollMs: 20 })
    return spy.mock.calls.map(([line]) => String(line).trim().split('\n').at(-1)?.trim() ?? '')
  } finally {
    spy.mockRestore()
    process.env = own
    cloudFormation.close()
  }
}

test('the record that a deploy waits for is told, and one that an earlier deploy waited for is not', async () => {
  const events = eventsOf([
    ['2026-11-29T10:01:00Z', asked('visits.you.dev')],
    ['2026-11-29T10:00:30Z', 'Resource creation Initiated'],
    ['2026-11-28T10:00:00Z', asked('old.you.dev')],
  ])
  expect(await toldOf([events], 1)).toEqual(['_proof.visits.you.dev.  CNAME  _value.acm-validations.aws.'])
})

test('it is told once, and a stack that is not there yet is asked for again', async () => {
  const events = eventsOf([['2026-11-29T10:01:00Z', asked('visits.you.dev')]])
  expect(await toldOf([null, events], 3)).toEqual([
    '_proof.visits.you.dev.  CNAME  _value.acm-validations.aws.',
  ])
})

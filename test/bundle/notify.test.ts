import type { OutboxEntry } from '../../lambda/domain/message/outbox-entry'
import { dynamoOutboxStore } from '../../lambda/store/dynamo/outbox-store'
import { engines } from '../store/fixtures'
import { type EngineStream, openStream } from './engine-stream'
import { openFunctions } from './functions'

const functions = openFunctions(['record', 'notify'])
const hasStream = engines.includes('dynoxide')
let stream: EngineStream
beforeAll(async () => {
  await functions.open()
  if (hasStream) stream = await openStream(functions.database())
})
afterAll(functions.close)

const headers = {
  Origin: 'https://you.github.io',
  'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
}
const visit = (ip: string) => ({ route: 'POST /visits', ip, headers, body: '{"page":"/cv.html"}' })

/** An address of Princeton University's, one of Apple's, one of a home line, one of a crawler. */
const addresses = ['128.112.1.1', '17.253.144.10', '84.160.10.1', '66.249.66.1']

async function outbox(): Promise<readonly OutboxEntry[]> {
  const table = { ...functions.database(), now: () => new Date(), retentionDays: 365 }
  const { entries } = await dynamoOutboxStore(table).page({ after: null, most: 100 })
  return entries
}

const onStream = hasStream ? test : test.skip

onStream(
  'the bundle makes one message of each organisation that came, of the engine’s own stream',
  async () => {
    const recorded = await functions.invoke('record', [...addresses, ...addresses].map(visit))
    expect(recorded.map(({ statusCode }) => statusCode)).toEqual(addresses.flatMap(() => [204, 204]))
    const records = await stream.records()
    const visits = records.filter((record) => record.dynamodb?.NewImage?.asn !== undefined)
    const poison = {
      dynamodb: { SequenceNumber: '0', NewImage: { ...visits[0]?.dynamodb?.NewImage, page: {} } },
    }
    const batches = [{ Records: records }, { Records: [poison, ...records.toReversed()] }, { hourly: true }]
    const { results, log } = await functions.call('notify', batches)
    expect(results).toEqual([
      { batchItemFailures: [] },
      { batchItemFailures: [{ itemIdentifier: '0' }] },
      null,
    ])
    expect(log).toContain("unread: '0'")
    expect(log).toContain('attribute page is of a type that no visit has')
    const entries = await outbox()
    const sent = entries.map(({ message, state }) => [message.kind, message.subject, state])
    expect(sent.toSorted()).toEqual([
      ['organisation', 'apple', 'sent'],
      ['organisation', 'princeton-university', 'sent'],
    ])
  },
)

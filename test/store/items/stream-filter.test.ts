import type { Message } from '../../../lambda/domain/message/message'
import type { OutboxEntry } from '../../../lambda/domain/message/outbox-entry'
import type { Visit } from '../../../lambda/domain/visit/visit'
import { engagementAttributes } from '../../../lambda/store/items/engagement-attributes'
import { outboxItem } from '../../../lambda/store/items/outbox-item'
import { pointerItem } from '../../../lambda/store/items/pointer-item'
import { streamPatterns } from '../../../lambda/store/items/stream-filter'
import { erasedItem, toItem, type VisitItem } from '../../../lambda/store/items/visit-item'
import { deliveryKey, firstSeenKey } from '../../../lambda/store/keys'
import { changeRecord, passes } from '../../support/stream-record'
import { typicalVisit } from '../fixtures'

const all = { kinds: ['business'], recipients: true }
const isSeen = (record: object, wanted = all): boolean => passes(streamPatterns(wanted), record)

const expiry = 1_795_362_350
const itemOf = (visit: Visit, { indexed = false, imported = false } = {}): VisitItem =>
  toItem(visit, { expiry, indexed, imported })
const sought = itemOf(typicalVisit, { indexed: true })
const plain = itemOf(typicalVisit)
const byLink: Visit = { ...typicalVisit, recipient: '7k2m9qxw4c' }
const seconds = (count: number) =>
  engagementAttributes({ seconds: count, reach: 40, acted: true, sections: [], links: [] })
const read = { ...itemOf(byLink), ...seconds(12) }

const message: Message = {
  ...{ kind: 'test', id: 'msg_0123456789abcdef01234567', site: null, at: '2026-11-29T17:00:00.000Z' },
  subject: '2026-11-29T17:00:00.000Z',
}
const waiting: OutboxEntry = {
  ...{ message, state: 'waiting', due: message.at, deliveries: [], summary: null, version: 1 },
}
const entry = (change: Partial<OutboxEntry>) => outboxItem({ ...waiting, ...change }, 365)

test.each<[string, boolean, object | null, object | null]>([
  ['a new visit of a sought network', true, null, sought],
  ['one of which somebody read more', false, sought, { ...sought, ...seconds(3) }],
  ['a new visit of any other network', false, null, plain],
  ['one from a log', false, null, itemOf(typicalVisit, { indexed: true, imported: true })],
  ['one that is erased', false, sought, erasedItem(sought)],
  ['one that expires', false, sought, null],
  ['a visit by a link, of which nothing is read yet', false, null, itemOf(byLink)],
  ['what was read by a link', true, itemOf(byLink), read],
  ['more of it', true, read, { ...read, ...seconds(90) }],
  ['the same from a log', false, null, itemOf({ ...byLink, ...reading(12) }, { imported: true })],
  ['what was read without a link', false, plain, { ...plain, ...seconds(12) }],
  ['what was read by a link and is erased', false, read, erasedItem(read)],
  ['a pointer to a visit', false, null, pointerItem(byLink, itemOf(byLink))],
  ['a message that waits', true, null, entry({})],
  ['its next try', true, entry({}), entry({ due: '2026-11-29T17:01:00.000Z', version: 2 })],
  ['one that is sent', false, entry({}), entry({ state: 'sent', due: null, version: 2 })],
  ['one that a summary tells', false, null, entry({ state: 'merged', due: null, summary: 'msg_1' })],
  ['one that is sent again', true, entry({ state: 'failed', due: null }), entry({ version: 2 })],
  ['when a network was first seen', false, null, { ...firstSeenKey('a.dev', 714), first: '2026-11-29' }],
  ['what became of a delivery', false, null, { ...deliveryKey('a.dev', 'id'), ttl: expiry }],
])('%s wakes the function: %s', (_, seen, before, now) => {
  expect(isSeen(changeRecord(before, now))).toBe(seen)
})

function reading(count: number): Pick<Visit, 'engagement'> {
  return { engagement: { seconds: count, reach: 40, acted: true, sections: [], links: [] } }
}

test('what is not told does not wake it', () => {
  const records = [
    changeRecord(null, sought),
    changeRecord(itemOf(byLink), read),
    changeRecord(null, entry({})),
  ]
  const seen = (wanted: typeof all) => records.map((record) => isSeen(record, wanted))
  expect(seen({ kinds: [], recipients: true })).toEqual([false, true, true])
  expect(seen({ kinds: ['business'], recipients: false })).toEqual([true, false, true])
})

test('they are five at most, the quota of a mapping, of 4,096 characters at most', () => {
  const patterns = streamPatterns(all)
  expect(patterns.length).toBeLessThanOrEqual(5)
  for (const pattern of patterns) expect(JSON.stringify(pattern).length).toBeLessThan(4096)
})

import type { OutboxEntry } from '../../../lambda/domain/message/outbox-entry'
import { outboxHealth } from '../../../lambda/domain/message/outbox-health'
import { delivery, handed, organisationMessage, waiting } from '../../support/outbox-entries'

const now = new Date('2026-11-22T12:00:00.000Z')
const [earlier, later] = ['2026-11-22T10:00:00.000Z', '2026-11-22T11:00:00.000Z']
const [before, after] = [
  organisationMessage(earlier),
  organisationMessage(later, { key: 'firm', name: 'Firm' }),
]
const fine = { waiting: 0, failed: 0, trouble: [] }
const hook = 'webhook hooks.example.com'
const sent = delivery('e-mail', 'sent', [later, '200'])

test.each<[string, OutboxEntry[], object]>([
  ['an empty outbox', [], fine],
  ['messages that were taken', [handed(after, sent), handed(before, sent)], fine],
  ['one that was not tried yet', [waiting(after)], { ...fine, waiting: 1 }],
  [
    'one that failed by one way',
    [handed(after, sent, delivery(hook, 'failed', [earlier, '500'], [later, '503']))],
    { ...fine, failed: 1, trouble: [{ way: hook, state: 'failed', answer: '503', at: later }] },
  ],
  [
    'one that is tried again',
    [{ ...waiting(after), deliveries: [delivery(hook, 'waiting', [later, '503'])] }],
    { ...fine, waiting: 1, trouble: [{ way: hook, state: 'waiting', answer: '503', at: later }] },
  ],
  [
    'a way that stopped',
    [handed(after, sent, delivery(hook, 'stopped', [later, '410']))],
    { ...fine, trouble: [{ way: hook, state: 'stopped', answer: '410', at: later }] },
  ],
  [
    'a way that had stopped before',
    [
      handed(after, sent, delivery(hook, 'stopped')),
      handed(before, delivery(hook, 'stopped', [earlier, '410'])),
    ],
    {
      ...fine,
      trouble: [
        {
          ...{ way: hook, state: 'stopped', at: later },
          answer: 'it wants no more messages; visitbook notify --test tries it again',
        },
      ],
    },
  ],
  [
    'a way that took the message after the one that it did not take',
    [
      handed(after, delivery(hook, 'sent', [later, '204'])),
      handed(before, delivery(hook, 'failed', [earlier, '500'])),
    ],
    { ...fine, failed: 1 },
  ],
  [
    'a failure of more than a week ago',
    [handed(organisationMessage('2026-11-15T11:59:59.999Z'), delivery(hook, 'failed', [earlier, '500']))],
    fine,
  ],
])('%s', (_, entries, health) => {
  expect(outboxHealth(entries, now)).toEqual(health)
})

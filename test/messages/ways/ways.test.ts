import type { NotifySettings } from '../../../lambda/contract'
import type { MailService } from '../../../lambda/messages/mail-service'
import { waysOf } from '../../../lambda/messages/ways/ways'
import { testMessage, writtenOf } from '../../support/messages'

const slack = (path: string) => ({
  url: `https://hooks.slack.com/${path}`,
  secrets: [],
  shape: 'slack' as const,
})
const settings: Pick<NotifySettings, 'webhooks' | 'email'> = {
  webhooks: [
    { url: 'https://hooks.example.com/secret', secrets: ['whsec_AAAA'], shape: 'webhook' },
    ...[slack('one'), slack('two'), slack('three')],
  ],
  email: 'you@example.com',
}

const waysBy = (mail: Pick<MailService, 'send'> | null, given = settings) =>
  waysOf(given, { mail, allowLoopback: false, now: () => new Date() })

test('each way has a name of its own that says no address', () => {
  const names = waysBy({ send: async () => '' }).map(({ name }) => name)
  expect(names).toEqual([
    'webhook hooks.example.com',
    'slack hooks.slack.com',
    'slack hooks.slack.com 66ed',
    'slack hooks.slack.com 6c83',
    'e-mail',
  ])
})

test('without what sends e-mail, or without an address, there is none', () => {
  expect(waysBy(null).map(({ name }) => name)).not.toContain('e-mail')
  expect(waysBy({ send: async () => '' }, { webhooks: [], email: null })).toEqual([])
})

test.each<[string, MailService['send'], object]>([
  ['is taken', async () => 'SES took it as 0100', { result: 'sent', answer: 'SES took it as 0100' }],
  [
    'is not',
    async () =>
      Promise.reject(new Error('Email address is not verified.\nThe following failed: you@example.com')),
    { result: 'failed', answer: 'Email address is not verified. The following failed: you@example.com' },
  ],
  [
    'is not in time',
    async () => Promise.reject(new DOMException('The operation was aborted due to timeout', 'TimeoutError')),
    { result: 'failed', answer: 'there was no answer within 5 s' },
  ],
  [
    'is not in time, as the SDK says it',
    async () => Promise.reject(Object.assign(new Error('Request aborted'), { name: 'AbortError' })),
    { result: 'failed', answer: 'there was no answer within 5 s' },
  ],
])('e-mail %s', async (_, send, handed) => {
  const [way] = waysBy({ send }, { ...settings, webhooks: [] })
  expect(await way?.send(testMessage, writtenOf('Acme'))).toEqual(handed)
})

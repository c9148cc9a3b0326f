import { dollarsPerMillion, dollarsPerMillionUnread } from '../../lambda/contract'
import type { FuseNews } from '../../lambda/domain/fuse/fuse'
import { messageOf } from '../../lambda/fuse/message'

const told = (news: FuseNews, requests: number | null = 21_000_000, engagement = true) =>
  messageOf(news, {
    usage: { visits: 9_000_000, requests },
    budget: 10_000_000,
    stackName: 'Book',
    engagement,
    now: new Date('2026-11-22T15:45:50.123Z'),
  })

test.each<FuseNews>(['warned', 'paused', 'ended'])('%s has a subject that SNS sends', (news) => {
  expect(told(news).subject).toMatch(/^[\x20-\x7e]{1,99}$/)
})

test.each<[FuseNews, string[]]>([
  [
    'warned',
    [
      '9,000,000 visits and 21,000,000 requests',
      `$${(9 * dollarsPerMillion).toFixed(2)}`,
      'raise monthlyVisits in cdk.json',
    ],
  ],
  ['paused', ['(10,000,000 visits, or 50,000,000 requests', './visitbook resume --stack Book']],
  ['ended', ['A new month has begun (2026-11)', './visitbook pause --stack Book']],
])('%s says how it is, and the command that helps', (news, parts) => {
  for (const part of parts) expect(told(news).text).toContain(part)
})

test('visits of which nothing read is kept cost less', () => {
  expect(told('warned', null, false).text).toContain(`about $${(9 * dollarsPerMillionUnread).toFixed(2)} by`)
})

test('requests that nobody could count are not told', () => {
  expect(told('warned', null).text).toContain('9,000,000 visits so far')
})

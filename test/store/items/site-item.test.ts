import { siteItem, withDay } from '../../../lambda/store/items/site-item'

const of = (day: string, expiry = 1) => ({ day, expiry })
const item = (first: string, last: string) =>
  siteItem('you.dev', { first: of(first), last: of(last) }, { first: null, last: null })[0]
const [bare] = siteItem('you.dev', { first: null, last: null }, { first: null, last: null })

test.each([
  ['no item', null, '2026-11-20', { first: of('2026-11-20'), last: of('2026-11-20') }],
  [
    'days around it',
    item('2026-11-01', '2026-11-29'),
    '2026-11-20',
    { first: of('2026-11-01'), last: of('2026-11-29') },
  ],
  [
    'earlier days',
    item('2026-11-01', '2026-11-02'),
    '2026-11-20',
    { first: of('2026-11-01'), last: of('2026-11-20') },
  ],
  [
    'later days',
    item('2026-11-28', '2026-11-29'),
    '2026-11-20',
    { first: of('2026-11-20'), last: of('2026-11-29') },
  ],
  ['an item that says nothing, as there may be later days', bare, '2026-11-20', { first: null, last: null }],
])('a day beside %s', (_, before, day, days) => {
  expect(withDay(before, of(day))).toEqual(days)
})

import { type Condition, type TroubleKind, troublesIn } from '../../../lambda/domain/report/trouble'

const now = new Date('2026-11-22T15:45:50Z')
const well: Condition = {
  paused: null,
  uncounted: { days: 0, oldest: null, failing: [] },
  archive: { missing: 0, oldestMissing: null },
  messages: { failed: 0, trouble: [], mail: null },
  silent: [],
  networkTable: '2026-07-25',
  refused: { count: 0, complete: true },
}
const failing = [
  { site: 'you.github.io', day: '2026-11-20' },
  { site: '*.example.com', day: '2026-11-18' },
]
const at = (time: string) => ({ now: new Date(time), isDeployed: false })
const kinds = (condition: Partial<Condition>, place = { now, isDeployed: false }): TroubleKind[] =>
  troublesIn({ ...well, ...condition }, place).map(({ kind }) => kind)

test.each<[string, Partial<Condition>, TroubleKind[]]>([
  ['nothing', {}, []],
  ['neither archive nor messages', { archive: null, messages: null }, []],
  ['a pause', { paused: { until: '2026-12-01T00:00:00.000Z' } }, ['paused']],
  ['days that fail', { uncounted: { days: 2, oldest: '2026-11-18', failing } }, ['failing']],
  [
    'days that fail among others',
    { uncounted: { days: 3, oldest: '2026-11-18', failing } },
    ['failing', 'uncounted'],
  ],
  ['no network table', { networkTable: null }, ['unnamed']],
  ['a table of more than 120 days', { networkTable: '2026-07-24' }, ['oldTable']],
  ['a message that failed', { messages: { failed: 1, trouble: [], mail: null } }, ['messages']],
  ['a way that does not take them', { messages: { failed: 0, trouble: [{}], mail: null } }, ['messages']],
  [
    'an address that is not confirmed',
    { messages: { failed: 0, trouble: [], mail: 'confirm' } },
    ['messages'],
  ],
  ['refusals', { refused: { count: 4, complete: true } }, ['refused']],
  ['days missing in the archive', { archive: { missing: 3, oldestMissing: '2026-11-19' } }, ['unarchived']],
  [
    'sites that are silent',
    { silent: [{ site: 'you.dev', lastDay: '2026-11-01', days: 21, usualGap: 2 }] },
    ['silent'],
  ],
])('of %s it makes trouble of this kind', (_, condition, expected) => {
  expect(kinds(condition)).toEqual(expected)
})

test('yesterday is late three hours after its end, to be counted and to be archived', () => {
  const yesterday = {
    uncounted: { days: 1, oldest: '2026-11-21', failing: [] },
    archive: { missing: 1, oldestMissing: '2026-11-21' },
  }
  expect(kinds(yesterday, at('2026-11-22T03:00:00Z'))).toEqual([])
  expect(kinds(yesterday, at('2026-11-22T03:00:01Z'))).toEqual(['uncounted', 'unarchived'])
})

test('the worst comes first', () => {
  const all: Condition = {
    paused: { until: '2026-12-01T00:00:00.000Z' },
    uncounted: { days: 107, oldest: '2026-06-01', failing },
    archive: { missing: 3, oldestMissing: '2026-11-19' },
    messages: { failed: 1, trouble: [], mail: null },
    silent: [{ site: 'you.dev', lastDay: '2026-11-01', days: 21, usualGap: 2 }],
    networkTable: '2026-06-17',
    refused: { count: 4, complete: false },
  }
  const found = troublesIn(all, { now, isDeployed: true })
  expect(found).toEqual([
    { kind: 'paused', until: '2026-12-01T00:00:00.000Z', commands: ['./visitbook resume'] },
    {
      ...{ kind: 'failing', days: 2, site: 'you.github.io', day: '2026-11-20' },
      commands: [
        './visitbook rollup --site you.github.io --from 2026-11-20 --to 2026-11-20 --stack Visitbook',
      ],
    },
    { kind: 'messages', commands: ['./visitbook messages', './visitbook notify --test'] },
    {
      kind: 'uncounted',
      days: 105,
      oldest: '2026-06-01',
      commands: ['./visitbook rollup --stack Visitbook'],
    },
    { kind: 'refused', count: 4, complete: false, commands: ['./visitbook refusals --since 1d'] },
    {
      kind: 'unarchived',
      days: 3,
      oldest: '2026-11-19',
      commands: ['./visitbook archive --stack Visitbook'],
    },
    { kind: 'oldTable', days: 158, commands: ['npm run network:update -- --releases', 'npm run deploy'] },
    { kind: 'silent', site: 'you.dev', days: 21, commands: ['./visitbook doctor --page https://you.dev/'] },
  ])
})

test('no shell expands the name of a site', () => {
  const uncounted = { days: 1, oldest: '2026-11-18', failing: failing.slice(1) }
  const [first] = troublesIn({ ...well, uncounted }, { now, isDeployed: false })
  expect(first?.commands).toEqual([
    "./visitbook rollup --site '*.example.com' --from 2026-11-18 --to 2026-11-18",
  ])
})

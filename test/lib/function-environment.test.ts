import { readQueryEnvironment, readRecordEnvironment } from '../../lambda/environment'
import { queryEnvironment, recordEnvironment } from '../../lib/function-environment'
import { parseSettings } from '../../lib/settings'

const tokens = [
  { name: 'laptop', sha256: 'ab'.repeat(32) },
  { name: 'counter', sha256: 'cd'.repeat(32), scope: 'stats' },
]
const settings = parseSettings({
  sites: ['a.dev', '*.b.dev'],
  tokens,
  ip: 'none',
  retentionDays: 30,
  respectGpc: false,
  organisations: false,
  reverseDns: true,
  script: 'mine.js',
  shards: { 'A.dev': 4 },
})

test('the record function reads what the stack wrote', () => {
  expect(readRecordEnvironment(recordEnvironment(settings, 'Visits'))).toEqual({
    tableName: 'Visits',
    sites: ['a.dev', '*.b.dev'],
    ip: 'none',
    retentionDays: 30,
    respectGpc: false,
    organisations: false,
    reverseDns: true,
    script: 'mine.js',
    shards: { 'a.dev': 4 },
  })
})

test('the query function reads what the stack wrote', () => {
  expect(readQueryEnvironment(queryEnvironment(settings, 'Visits'))).toEqual({
    tableName: 'Visits',
    sites: ['a.dev', '*.b.dev'],
    tokens,
    script: 'mine.js',
  })
})

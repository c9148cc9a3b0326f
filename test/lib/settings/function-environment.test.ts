import { defaults, type FuseSettings } from '../../../lambda/contract'
import {
  readNotifyEnvironment,
  readQueryEnvironment,
  readRecordEnvironment,
  readRollupEnvironment,
} from '../../../lambda/environment'
import { edgeTrust } from '../../../lib/settings/edge-setting'
import {
  notifyEnvironment,
  queryEnvironment,
  recordEnvironment,
  rollupEnvironment,
} from '../../../lib/settings/function-environment'
import { parseSettings } from '../../../lib/settings/settings'
import { stageLimitsOf } from '../../../lib/settings/stage-limits'

const tokens = [
  { name: 'laptop', sha256: 'ab'.repeat(32) },
  { name: 'counter', sha256: 'cd'.repeat(32), scope: 'stats', zone: 'Asia/Shanghai' },
]
const settings = parseSettings({
  sites: ['a.dev', '*.b.dev'],
  tokens,
  ip: 'none',
  retentionDays: 30,
  respectGpc: false,
  engagement: false,
  mine: ['203.0.113.77/24', '2001:DB8:1::/48'],
  organisations: false,
  reverseDns: true,
  rdap: true,
  script: 'mine.js',
  sitesBelowWildcard: 20,
  zone: 'Europe/Berlin',
  shards: { 'A.dev': 4 },
  monthlyVisits: 5_000,
  pages: { trailingSlash: 'keep', query: ['id'] },
})

const pages = { ...defaults.pages, trailingSlash: 'keep', query: ['id'] }
const place = {
  tableName: 'Visits',
  saltTableName: 'Salts',
  partition: 'aws-eusc',
  urlSuffix: 'amazonaws.eu',
}

const fuse: FuseSettings = {
  apiId: 'api',
  limits: stageLimitsOf(settings.throttle),
  functions: ['Record', 'Query'],
  stackName: 'Visitbook',
}

test('the record function reads what the stack wrote', () => {
  expect(readRecordEnvironment(recordEnvironment(settings, place))).toEqual({
    tableName: 'Visits',
    saltTableName: 'Salts',
    sites: ['a.dev', '*.b.dev'],
    ip: 'none',
    retentionDays: 30,
    respectGpc: false,
    engagement: false,
    mine: ['203.0.113.0/24', '2001:db8:1::/48'],
    organisations: false,
    reverseDns: true,
    rdap: true,
    script: 'mine.js',
    sitesBelowWildcard: 20,
    shards: { 'a.dev': 4 },
    pages,
    edge: null,
  })
})

test('without a site both functions read that there is none', () => {
  const none = parseSettings({})
  expect(readRecordEnvironment(recordEnvironment(none, place)).sites).toEqual([])
  expect(readQueryEnvironment(queryEnvironment(none, place)).sites).toEqual([])
})

test('the query function reads what the stack wrote', () => {
  expect(readQueryEnvironment(queryEnvironment(settings, place))).toEqual({
    tableName: 'Visits',
    saltTableName: 'Salts',
    respectGpc: false,
    sites: ['a.dev', '*.b.dev'],
    archive: false,
    retentionDays: 30,
    tokens,
    script: 'mine.js',
    engagement: false,
    zone: 'Europe/Berlin',
    monthlyVisits: 5_000,
    pages,
    messages: false,
    mail: null,
    edge: null,
  })
})

test('both know an edge by the hashes of its secrets, and never by the secrets', () => {
  const secrets = { current: 'a'.repeat(43), previous: 'b'.repeat(43) }
  const edge = edgeTrust({ edge: 'only', domain: 'visits.you.dev' }, secrets)
  const hashes = [
    '66d34fba71f8f450f7e45598853e53bfc23bbd129027cbb131a2f4ffd7878cd0',
    expect.stringMatching(/^[0-9a-f]{64}$/),
  ]
  for (const [write, read] of [
    [recordEnvironment, readRecordEnvironment],
    [queryEnvironment, readQueryEnvironment],
  ] as const) {
    const written = write(settings, place, edge)
    expect(JSON.stringify(written)).not.toMatch(/aaaaa|bbbbb/)
    expect(read(written).edge).toEqual({ secrets: hashes, only: true, url: 'https://visits.you.dev' })
  }
})

test('the rollup function reads what the stack wrote', () => {
  expect(readRollupEnvironment(rollupEnvironment(settings, place, fuse))).toEqual({
    tableName: 'Visits',
    retentionDays: 30,
    archive: null,
    callsItself: true,
    monthlyVisits: 5_000,
    engagement: false,
    fuse,
    pages,
  })
})

test('the notify function reads what the stack wrote, and the query function what e-mail goes by, and no secret', () => {
  const secret = `whsec_${'A'.repeat(32)}`
  const set = parseSettings({
    ...{
      sites: ['a.dev'],
      zone: 'Europe/Berlin',
      retentionDays: 30,
      pages: { trailingSlash: 'keep', query: ['id'] },
    },
    notify: {
      digest: 'daily',
      webhooks: [{ url: 'https://hooks.example.com/1', secrets: [secret] }],
      email: 'you@example.com',
      from: 'book@you.dev',
    },
  })
  const { notify } = set
  if (notify === null) throw new Error('it is set')
  const mail = {
    topic: 'arn:aws:sns:eu-west-1:111122223333:mail',
    email: 'you@example.com',
    from: 'book@you.dev',
  }
  const where = {
    dashboard: 'https://a.dev/',
    mail,
    schedules: { group: 'book', role: 'arn:aws:iam::1:role/r' },
  }
  expect(readNotifyEnvironment(notifyEnvironment(set, notify, { tableName: 'Visits', ...where }))).toEqual({
    tableName: 'Visits',
    sites: ['a.dev'],
    retentionDays: 30,
    pages,
    notify: { ...notify, zone: 'Europe/Berlin' },
    place: where,
  })
  const written = queryEnvironment(set, place, null, mail)
  expect(readQueryEnvironment(written)).toMatchObject({ messages: true, mail })
  expect(JSON.stringify(written)).not.toMatch(/whsec_|hooks\.example/)
})

test('an archive keeps visits as long as the table unless a longer time is set', () => {
  const daysOf = (archive: object) => {
    const set = parseSettings({ sites: ['a.dev'], retentionDays: 30, ...archive })
    return readRollupEnvironment(rollupEnvironment(set, place, fuse, 'bucket')).archive
  }
  expect(daysOf({ archive: true })).toEqual({ bucket: 'bucket', days: 30 })
  expect(daysOf({ archive: true, archiveDays: 3650 })).toEqual({ bucket: 'bucket', days: 3650 })
  expect(() => daysOf({ archiveDays: 3650 })).toThrow('setting archiveDays: needs archive: true')
  expect(() => parseSettings({ sites: ['a.dev'], spark: true })).toThrow('setting spark: needs archive: true')
  expect(() => daysOf({ archive: true, archiveDays: 29 })).toThrow(
    'setting archiveDays: 29 is less than retentionDays, 30',
  )
})

test('what is set as it is anyway takes no room', () => {
  const bare = parseSettings({ sites: ['a.dev'], pages: { query: [] } })
  const all = [
    recordEnvironment(bare, place),
    queryEnvironment(bare, place),
    rollupEnvironment(bare, place, fuse),
  ]
  expect(all.map((one) => 'PAGES' in one)).toEqual([false, false, false])
  expect(readQueryEnvironment(queryEnvironment(bare, place)).zone).toBeNull()
  expect(readRollupEnvironment(rollupEnvironment(bare, place, fuse)).pages).toEqual(defaults.pages)
})

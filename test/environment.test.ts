import { defaults } from '../lambda/contract'
import { readQueryEnvironment, readRecordEnvironment } from '../lambda/environment'

const record = {
  TABLE_NAME: 'visits',
  SALT_TABLE_NAME: 'salts',
  SITES: 'you.github.io,*.example.com',
  IP: 'truncated',
  RETENTION_DAYS: '365',
  RESPECT_GPC: 'true',
  ORGANISATIONS: 'true',
  REVERSE_DNS: 'false',
  RDAP: 'false',
  SCRIPT: 'visitbook.js',
  SITES_BELOW_WILDCARD: '50',
}
const query = {
  TABLE_NAME: 'visits',
  SALT_TABLE_NAME: 'salts',
  RESPECT_GPC: 'true',
  SITES: 'you.github.io',
  RETENTION_DAYS: '365',
  TOKENS: '[{"name":"me","sha256":"00"}]',
  SCRIPT: 'visitbook.js',
  MONTHLY_VISITS: '10000000',
}

test('the record function reads its settings', () => {
  expect(readRecordEnvironment(record)).toEqual({
    tableName: 'visits',
    saltTableName: 'salts',
    sites: ['you.github.io', '*.example.com'],
    ip: 'truncated',
    retentionDays: 365,
    respectGpc: true,
    engagement: true,
    mine: [],
    organisations: true,
    reverseDns: false,
    rdap: false,
    script: 'visitbook.js',
    sitesBelowWildcard: 50,
    edge: null,
    shards: {},
    pages: defaults.pages,
  })
})

test('the query function reads its settings', () => {
  expect(readQueryEnvironment(query)).toEqual({
    tableName: 'visits',
    saltTableName: 'salts',
    respectGpc: true,
    sites: ['you.github.io'],
    retentionDays: 365,
    tokens: [{ name: 'me', sha256: '00' }],
    zone: null,
    script: 'visitbook.js',
    engagement: true,
    monthlyVisits: 10_000_000,
    messages: false,
    mail: null,
    edge: null,
    archive: false,
    pages: defaults.pages,
  })
})

test.each(Object.keys(record))('the record function needs %s', (name) => {
  const message = `environment variable ${name} is required`
  expect(() => readRecordEnvironment({ ...record, [name]: undefined })).toThrow(message)
})

test.each(Object.keys(query))('the query function needs %s', (name) => {
  const message = `environment variable ${name} is required`
  expect(() => readQueryEnvironment({ ...query, [name]: undefined })).toThrow(message)
})

test.each(Object.keys(record))('%s may be empty only where that is a list without a host', (name) => {
  const env = { ...record, [name]: '' }
  if (name === 'SITES') expect(readRecordEnvironment(env).sites).toEqual([])
  else expect(() => readRecordEnvironment(env)).toThrow(`environment variable ${name} is required`)
})

test.each([
  ['IP', 'all', 'environment variable IP must be one of full, truncated, none'],
  ['RESPECT_GPC', 'yes', 'environment variable RESPECT_GPC must be one of true, false'],
  ['RETENTION_DAYS', 'long', 'environment variable RETENTION_DAYS must be a whole number'],
  ['RETENTION_DAYS', '1.5', 'environment variable RETENTION_DAYS must be a whole number'],
])('%s cannot be %s', (name, value, message) => {
  expect(() => readRecordEnvironment({ ...record, [name]: value })).toThrow(message)
})

import type { Settings } from '../../lib/settings/settings'
import type { Choices } from './pairwise'

const token = { name: 'laptop', sha256: 'ab'.repeat(32) }
const limit = { rate: 5, burst: 9 }

/** Settings of which some mean nothing, or are refused, without others. */
export type AddressSettings = Partial<Pick<Settings, 'domain' | 'hostedZone' | 'certificate' | 'edge'>>

export type ArchiveSettings = Partial<Pick<Settings, 'archive' | 'archiveDays' | 'spark'>>

type SettingChoices = Choices &
  Record<Exclude<keyof Settings, keyof AddressSettings | keyof ArchiveSettings>, readonly unknown[]> & {
    readonly address: readonly AddressSettings[]
    readonly kept: readonly ArchiveSettings[]
  }

const domain = 'visits.you.dev'
const certificate = 'arn:aws:acm:us-east-1:111122223333:certificate/0b1c2d3e'

/** Values of every setting, the default first. */
export const settingChoices: SettingChoices = {
  address: [
    {},
    { domain },
    { domain, hostedZone: 'Z0123456789ABCDEFGHIJ' },
    { edge: true },
    { domain, certificate, edge: 'only' },
  ],
  sites: [['you.github.io'], ['you.github.io', '*.example.com']],
  tokens: [[], [token, { ...token, name: 'counter', scope: 'stats', zone: 'Asia/Tokyo' }]],
  ip: ['truncated', 'none'],
  retentionDays: [365, 1],
  respectGpc: [true, false],
  mine: [[], ['203.0.113.7', '2001:db8:1::/48']],
  organisations: [true, false],
  engagement: [true, false],
  reverseDns: [false, true],
  rdap: [false, true],
  script: ['visitbook.js', 'guests.js'],
  zone: [null, 'Europe/Berlin'],
  sitesBelowWildcard: [50, 0],
  kept: [{}, { archive: true }, { archive: true, archiveDays: 3650, spark: true }],
  retainData: [true, false],
  shards: [{}, { 'you.github.io': 4 }],
  pages: [{}, { trailingSlash: 'keep', index: [], query: ['id'] }],
  monthlyVisits: [10_000_000, 1],
  alarm: [null, 'you@example.com'],
  notify: [
    null,
    {},
    {
      digest: 'weekly',
      webhooks: [{ url: 'https://hooks.example.com/1', secrets: [`whsec_${'A'.repeat(32)}`] }],
      email: 'you@example.com',
      from: 'book@you.dev',
    },
  ],
  throttle: [{}, { record: limit, query: limit, open: limit }],
  stackName: ['Visitbook', 'My-Visitbook'],
}

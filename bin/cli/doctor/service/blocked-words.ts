/**
 * Words that the lists of blockers have rules against: as the name of a script or a part of it, and as the first name of
 * a host. These are forms that several lists share, in our words; no list is part of this program.
 */
const scripts = [
  ...['ad', 'ads', 'advert', 'analytics', 'beacon', 'collect', 'counter', 'count', 'fingerprint', 'gtag'],
  ...[
    'hit',
    'hits',
    'log',
    'matomo',
    'metrics',
    'piwik',
    'pixel',
    'plausible',
    'stat',
    'statistics',
    'stats',
  ],
  ...[
    'tag',
    'telemetry',
    'track',
    'tracker',
    'tracking',
    'umami',
    'visit',
    'visitor',
    'visitors',
    'webstats',
  ],
]

const hosts = [
  ...[
    'ads',
    'adserver',
    'analytics',
    'beacon',
    'collect',
    'collector',
    'counter',
    'matomo',
    'metrics',
    'piwik',
  ],
  ...[
    'pixel',
    'plausible',
    'stat',
    'stats',
    'statistics',
    'telemetry',
    'track',
    'tracker',
    'tracking',
    'umami',
  ],
]

const wordIn = (words: readonly string[], text: string): string | null =>
  text
    .toLowerCase()
    .split(/[^a-z]+/)
    .find((part) => words.includes(part)) ?? null

export const blockedWord = {
  /** @param script its file name */
  ofScript: (script: string) => wordIn(scripts, script.replace(/\.js$/, '')),
  ofHost: (host: string) => wordIn(hosts, host.split('.')[0] ?? ''),
} as const

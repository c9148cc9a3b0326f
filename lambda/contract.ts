/**
 * Names that the stack (`lib`), the functions (`lambda`) and the local server (`local`) must agree on. Each is typed
 * only once.
 */

/** Environment variables of the functions. */
export const environment = {
  tableName: 'TABLE_NAME',
  saltTableName: 'SALT_TABLE_NAME',
  sites: 'SITES',
  ip: 'IP',
  retentionDays: 'RETENTION_DAYS',
  respectGpc: 'RESPECT_GPC',
  mine: 'MINE',
  organisations: 'ORGANISATIONS',
  engagement: 'ENGAGEMENT',
  reverseDns: 'REVERSE_DNS',
  rdap: 'RDAP',
  tokens: 'TOKENS',
  shards: 'SHARDS',
  /** Set where a site has several shards, whose days the rollup function may spread over calls of itself. */
  callsItself: 'CALLS_ITSELF',
  script: 'SCRIPT',
  zone: 'ZONE',
  pages: 'PAGES',
  partition: 'PARTITION',
  urlSuffix: 'URL_SUFFIX',
  sitesBelowWildcard: 'SITES_BELOW_WILDCARD',
  edge: 'EDGE',
  archive: 'ARCHIVE',
  archiveDays: 'ARCHIVE_DAYS',
  monthlyVisits: 'MONTHLY_VISITS',
  fuse: 'FUSE',
  notify: 'NOTIFY',
  notifyPlace: 'NOTIFY_PLACE',
  mail: 'MAIL',
  /** Set where there is the setting `notify`. */
  messages: 'MESSAGES',
} as const

/** The header by which an edge in front of the API proves to be the owner's. */
export const edgeSecretHeader = 'x-visitbook-edge'

/** What the functions know of that edge. */
export interface EdgeTrust {
  /** SHA-256 in hex of the secrets that hold: the current one, and the one that it replaces. */
  readonly secrets: readonly string[]
  /** Whether nobody else may call the API. */
  readonly only: boolean
  /** The edge's address, where it has one of the owner's. */
  readonly url: string | null
}

/** The one table: its key attributes, as DynamoDB knows them, and its sparse index. */
export const table = {
  partitionKey: 'pk',
  sortKey: 'sk',
  timeToLive: 'ttl',
  index: { name: 'gsi1', partitionKey: 'gsi1pk', sortKey: 'gsi1sk' },
} as const

/** Outputs of the stack that the command line reads. The shards are left out where no site has several, those of the archive and of messages without these. */
export const outputs = {
  table: 'TableName',
  shards: 'Shards',
  snippet: 'BeaconSnippet',
  fuse: 'FuseFunction',
  archive: 'ArchiveBucket',
  database: 'ArchiveDatabase',
  workgroup: 'ArchiveWorkgroup',
  spark: 'SparkApplication',
  sparkRole: 'SparkRole',
  notify: 'NotifyFunction',
  unread: 'UnreadRecords',
} as const

/** The tables of the archive in Glue, as all queries name them, and the partitions of visits. */
export const archiveTables = {
  visits: 'visits',
  networks: 'networks',
  partitions: { site: 'site', day: 'day' },
} as const

/** Where Athena leaves what it answered, in the bucket of the archive. */
export const resultsFolder = 'results'

/** Node and the job that counts from the archive, in the folders that Spark unpacks them into on each machine. */
export const sparkProgram = 'node/package/bin/node visitbook/job.js'

/** Bytes after which Athena stops a query: 5 cents. A site of a million visits a month has 0.4 GB a year. */
export const bytesOfQuery = 10_000_000_000

/** The network table, next to the code of both functions. */
export const networkTableName = 'networks.bin'

/** DynamoDB's FIPS and dual-stack endpoints by partition, next to the code of the record function. */
export const endpointsName = 'endpoints.json'

/** The languages of the dashboard, the one for readers of no other first. */
export const dashboardLanguages = ['en', 'de', 'fr'] as const
export type DashboardLanguage = (typeof dashboardLanguages)[number]

/** The dashboard in one language, next to the code of the query function. */
export const dashboardName = (language: DashboardLanguage): string => `dashboard.${language}.html`

/** The keys of all routes, next to the code of the record function. */
export const routesName = 'routes.json'

/** The beacon that owners paste into a page, next to the code of the record function, where the stack reads it. */
export const inlineBeaconName = 'inline.js'

/** The folder of earlier releases' beacons, next to the code of the record function. */
export const releasesName = 'releases'

/** How much of a visitor's address a visit keeps. */
export const ipSettings = ['full', 'truncated', 'none'] as const
export type IpSetting = (typeof ipSettings)[number]

/** What to do with a slash at the end of a page's path. */
export const trailingSlashSettings = ['keep', 'strip'] as const

/** What makes one page of several addresses; see lambda/domain/visit/page-key.ts. */
export interface PagesSetting {
  readonly trailingSlash: (typeof trailingSlashSettings)[number]
  readonly index: readonly string[]
  readonly query: readonly string[]
}

/** `/about`, `/about/` and the names that common servers answer for a folder are one page. */
const pages: PagesSetting = {
  trailingSlash: 'strip',
  index: ['index.html', 'index.htm', 'index.xhtml', 'index.shtml', 'index.php'],
  query: [],
}

/** What the owner may set, and its default. */
export const defaults = {
  ip: 'truncated',
  retentionDays: 365,
  respectGpc: true,
  organisations: true,
  engagement: true,
  reverseDns: false,
  rdap: false,
  archive: false,
  spark: false,
  retainData: true,
  script: 'visitbook.js',
  pages,
  sitesBelowWildcard: 50,
  monthlyVisits: 10_000_000,
} as const

/** What a token lets its holder see: everything, only totals, or only the feed of messages. */
export const tokenScopes = ['all', 'stats', 'feed'] as const
export type TokenScope = (typeof tokenScopes)[number]

/** A token as it is kept: a name for people, and the SHA-256 of the secret in hex. */
export interface TokenHash {
  readonly name: string
  readonly sha256: string
  /** `all` when left out. */
  readonly scope?: TokenScope | undefined
  /** The zone by whose clock a token of scope `stats` sees days and hours, an IANA name; `UTC` when left out. */
  readonly zone?: string | undefined
}

/**
 * Dollars that a million visits cost at list price: recording them and what was read, reporting, and the beacon's script, whose share depends
 * on the number of visitors. `bench/cost/cost.ts` works it out for a million a month, and a test compares the two.
 */
export const dollarsPerMillion = 4.9

/** The same with the setting `engagement` off. */
export const dollarsPerMillionUnread = 2.94

/** Dollars for so many visits, by list price. */
export const dollarsOf = (visits: number, engagement: boolean): number =>
  (visits / 1e6) * (engagement ? dollarsPerMillion : dollarsPerMillionUnread)

/** How often routes may be called: `rate` requests a second, after a burst of `burst` at once. */
export interface Limit {
  readonly rate: number
  readonly burst: number
}

/** The limits of a stage of the API: those of single routes, by their keys, and that of all others. */
export interface StageLimits {
  readonly others: Limit
  readonly routes: Readonly<Record<string, Limit>>
}

/** The one stage of the API. */
export const stageName = '$default'

/** What the fuse works with. The stack writes it as JSON into one variable of the rollup function. */
export interface FuseSettings {
  readonly apiId: string
  /** The limits while nothing is paused. */
  readonly limits: StageLimits
  /** Functions whose calls are the requests that are billed. */
  readonly functions: readonly string[]
  readonly stackName: string
  /** Where messages go; left out without the setting `alarm`. */
  readonly topic?: string | undefined
}

/** What the rollup function may be told to do instead of counting, as `{"fuse": …}`. */
export const fuseOrders = ['check', 'pause', 'resume'] as const
export type FuseOrder = (typeof fuseOrders)[number]

/** How the owner hears of who came: the setting `notify`, as the functions get it. */
export interface NotifySettings {
  /** Kinds of organisations whose first visit is told. */
  readonly kinds: readonly string[]
  /** Whether it is told that a recipient has read. */
  readonly recipients: boolean
  readonly digest: 'daily' | 'weekly' | null
  /** The hour of `zone` at which the digest is sent, 0 to 23; on Mondays where it is weekly. */
  readonly hour: number
  /** An IANA name. */
  readonly zone: string
  /** Hours of `zone` from the first to before the second, which may be past midnight; null where none is quiet. */
  readonly quiet: readonly [from: number, to: number] | null
  readonly webhooks: readonly WebhookSettings[]
  /** Address that gets e-mail; null where none does. */
  readonly email: string | null
  /** Address that e-mail comes from, on a domain of the owner; null where it comes by a topic, as plain text. */
  readonly from: string | null
}

export const webhookShapes = ['webhook', 'slack', 'discord', 'ntfy'] as const
export interface WebhookSettings {
  readonly url: string
  /** `whsec_` and base64; two while one is replaced, the newer first. Only the shape `webhook` is signed. */
  readonly secrets: readonly string[]
  readonly shape: (typeof webhookShapes)[number]
}

/** Kinds of organisations that are told of unless the setting says otherwise. */
export const notifyKinds = ['business', 'education', 'government'] as const

/** The hour at which the digest is sent unless the setting says otherwise. */
export const notifyHour = 8

/** Kinds that may be told of: those whose visits are in the sparse index, without which nobody could tell who came before. */
export const notifiableKinds = [...notifyKinds, 'unknown'] as const

/** What e-mail goes by. */
export interface MailPlace {
  /** ARN of the topic with the owner's address. */
  readonly topic: string
  /** Address that gets it. */
  readonly email: string
  /** Address that e-mail comes from, whose domain SES was given; null where it comes by the topic. */
  readonly from: string | null
}

/** Where the notify function works. The stack writes it as JSON into one variable. */
export interface NotifyPlace {
  /** Address of the dashboard, with a slash at its end. */
  readonly dashboard: string
  /** Null without the setting `notify.email`. */
  readonly mail: MailPlace | null
  /** The group of one-time schedules, and the role by which they call the function. */
  readonly schedules: { readonly group: string; readonly role: string }
}

/**
 * What schedules call the notify function with: each hour, and for one message whose next try is due. All else that it is called
 * with are records of the table's stream.
 */
export type NotifyOrder = { readonly hourly: true } | { readonly due: string }

/** The metric of messages that no way took, after the last try. */
export const failedMessagesMetric = 'FailedMessages'

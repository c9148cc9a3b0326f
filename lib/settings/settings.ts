import * as v from 'valibot'
import {
  defaults,
  type IpSetting,
  ipSettings,
  type Limit,
  type PagesSetting,
  type TokenHash,
} from '../../lambda/contract'
import { archiveDaysSetting, checkArchiveDays, checkSpark } from './archive-setting'
import { certificateSetting, checkDomain, domainSetting, hostedZoneSetting } from './domain-setting'
import type { EdgeSetting } from './edge'
import { edgeSetting } from './edge-setting'
import { checkEnvironmentSize } from './function-environment'
import { InvalidSettings } from './invalid-settings'
import { mailAddress } from './mail-address'
import { mineSetting } from './mine-setting'
import type { NotifySetting } from './notify'
import { notifySetting } from './notify-setting'
import { pagesSetting } from './pages-setting'
import { retentionSetting } from './retention-setting'
import { object, whole, wrong } from './setting'
import { shardsSetting, siteSetting } from './site-setting'
import { tokensSetting } from './token-setting'
import { zoneSetting } from './zone-setting'

/** What the owner of a Visitbook may set: the construct's properties, `visitbook.json`, or `visitbook` in `cdk.json`. */
export interface Settings {
  /** Hosts of the pages that may record, as browsers send them; `*.example.com` is every host below it. */
  readonly sites: readonly string[]
  /**
   * Who may query. When empty, nobody may.
   * @default []
   */
  readonly tokens: readonly TokenHash[]
  /**
   * How much of a visitor's address is kept; `truncated` means /24 of IPv4 and /48 of IPv6.
   * @default 'truncated'
   */
  readonly ip: IpSetting
  /**
   * Days that a visit is kept after the day it came, 1 to 3650. A lower number hides older visits at once.
   * @default 365
   */
  readonly retentionDays: number
  /**
   * Whether a visit with `Sec-GPC: 1` or DNT is recorded without address and visitor.
   * @default true
   */
  readonly respectGpc: boolean
  /**
   * Addresses and ranges of your own, such as `203.0.113.7`, `203.0.113.0/24` or `2001:db8:1::/48`, whose visits are marked
   * as yours while they are recorded and left out of lists and reports; 50 at most.
   * @default []
   */
  readonly mine: readonly string[]
  /**
   * Whether visits are given the organisation of their network.
   * @default true
   */
  readonly organisations: boolean
  /**
   * Whether pages report what was read of them: seconds in front, sections, links used. It is a second request a visit.
   * @default true
   */
  readonly engagement: boolean
  /**
   * Whether to use reverse DNS where the network is an ISP, a research network or unknown; at most 300 ms a visit.
   * @default false
   */
  readonly reverseDns: boolean
  /**
   * Whether to ask the registries who holds the address, in the same places and within the same time.
   * @default false
   */
  readonly rdap: boolean
  /**
   * The file name of the beacon, such as `visitbook.js`.
   * @default 'visitbook.js'
   */
  readonly script: string
  /**
   * The time zone by which the dashboard shows days and times, an IANA name; null for the zone of whoever reads.
   * @default null
   */
  readonly zone: string | null
  /**
   * The service's own host, such as `visits.you.dev`; null for the one that AWS gives.
   * @default null
   */
  readonly domain: string | null
  /**
   * Id of the Route 53 zone of `domain`, into which records are written; null where the owner writes them.
   * @default null
   */
  readonly hostedZone: string | null
  /**
   * ARN of a certificate for `domain`; null for one of the stack's own.
   * @default null
   */
  readonly certificate: string | null
  /**
   * Whether CloudFront stands in front of the API; `only` closes the API to all others. It needs `edgeSecrets`.
   * @default false
   */
  readonly edge: EdgeSetting
  /**
   * How many hosts below one wildcard become sites of their own, 0 to 500; the rest are recorded under the wildcard.
   * @default 50
   */
  readonly sitesBelowWildcard: number
  /**
   * Whether the visits of each day that is over are also written to S3, as Parquet.
   * @default false
   */
  readonly archive: boolean
  /**
   * Days that the archive keeps a visit after the day it came, `retentionDays` to 36500; null for as long as the table.
   * @default null
   */
  readonly archiveDays: number | null
  /**
   * Whether there is an application of EMR Serverless for Spark jobs over the archive. It needs `archive`.
   * @default false
   */
  readonly spark: boolean
  /**
   * Whether table and archive outlive `cdk destroy`.
   * @default true
   */
  readonly retainData: boolean
  /**
   * The number of partitions for a site's day: one for each 1,000 visits a second, 1 when left out.
   * @default {}
   */
  readonly shards: Readonly<Record<string, number>>
  /**
   * What makes one page of several addresses.
   * @default { trailingSlash: 'strip', index: ['index.html', 'index.htm', 'index.xhtml', 'index.shtml', 'index.php'], query: [] }
   */
  readonly pages: PagesSetting
  /**
   * The limits of the routes that record, of those that take a token, and of open ones that read nothing.
   * @default { record: { rate: 100, burst: 200 }, query: { rate: 20, burst: 60 }, open: { rate: 10, burst: 20 } }
   */
  readonly throttle: { readonly record: Limit; readonly query: Limit; readonly open: Limit }
  /**
   * The visits of a UTC month after which each route answers one request a second until the month ends.
   * @default 10000000
   */
  readonly monthlyVisits: number
  /**
   * The e-mail address that alarms are sent to; null for no alarms.
   * @default null
   */
  readonly alarm: string | null
  /**
   * How you hear of who came: which kinds, by which ways, with a digest or without; null for no messages.
   * @default null
   */
  readonly notify: NotifySetting | null
}

/** What this repository's own app may be told besides, by `-c NAME=value` too. */
export interface AppSettings extends Settings {
  /** The CloudFormation stack, and the namespace of its metrics. */
  readonly stackName: string
}

/**
 * The limits of each route. Recording: 100 views a second is 8.6 million a day, far above a personal site. Querying: a
 * dashboard asks a dozen questions when it opens; the rest is room for the owner while strangers knock. Open: routes
 * that read nothing. `bench/cost/worst-day.ts` works out what a day of abuse at all these rates costs, and
 * docs/costs.md states it.
 */
export const throttle = {
  record: { rate: 100, burst: 200 },
  query: { rate: 20, burst: 60 },
  open: { rate: 10, burst: 20 },
}

/** The bounds are API Gateway's default quotas of an account and region. */
const limit = ({ rate, burst }: Limit) =>
  v.optional(
    object({
      rate: v.optional(whole(1, 10_000, 'requests a second'), rate),
      burst: v.optional(whole(1, 5_000, 'requests'), burst),
    }),
    {},
  )

const script = wrong('a file name of letters, digits, _ and - that ends in .js, such as visitbook.js')

const stackName = wrong('a stack name: a letter, then at most 127 letters, digits and hyphens')

const schema = object({
  sites: siteSetting,
  tokens: tokensSetting,
  ip: v.optional(v.picklist(ipSettings, wrong(`one of ${ipSettings.join(', ')}`)), defaults.ip),
  retentionDays: v.optional(retentionSetting, defaults.retentionDays),
  respectGpc: v.optional(v.boolean(wrong('true or false')), defaults.respectGpc),
  mine: mineSetting,
  organisations: v.optional(v.boolean(wrong('true or false')), defaults.organisations),
  engagement: v.optional(v.boolean(wrong('true or false')), defaults.engagement),
  reverseDns: v.optional(v.boolean(wrong('true or false')), defaults.reverseDns),
  rdap: v.optional(v.boolean(wrong('true or false')), defaults.rdap),
  archive: v.optional(v.boolean(wrong('true or false')), defaults.archive),
  archiveDays: v.nullish(archiveDaysSetting, null),
  spark: v.optional(v.boolean(wrong('true or false')), defaults.spark),
  retainData: v.optional(v.boolean(wrong('true or false')), defaults.retainData),
  script: v.optional(v.pipe(v.string(script), v.regex(/^[\w-]{1,64}\.js$/, script)), defaults.script),
  zone: v.nullish(zoneSetting, null),
  domain: v.nullish(domainSetting, null),
  hostedZone: v.nullish(hostedZoneSetting, null),
  certificate: v.nullish(certificateSetting, null),
  edge: v.optional(edgeSetting, false),
  sitesBelowWildcard: v.optional(whole(0, 500, 'sites'), defaults.sitesBelowWildcard),
  shards: shardsSetting,
  pages: pagesSetting,
  throttle: v.optional(
    object({ record: limit(throttle.record), query: limit(throttle.query), open: limit(throttle.open) }),
    {},
  ),
  monthlyVisits: v.optional(whole(1, 1_000_000_000_000, 'visits'), defaults.monthlyVisits),
  alarm: v.nullish(mailAddress, null),
  notify: v.nullish(notifySetting, null),
})

const appSchema = object({
  ...schema.entries,
  stackName: v.optional(
    v.pipe(v.string(stackName), v.regex(/^[a-z][a-z0-9-]{0,127}$/i, stackName)),
    'Visitbook',
  ),
})

/** Whether this version has a setting of that name. */
export const isSetting = (name: string): boolean => Object.hasOwn(schema.entries, name)

/** `sites` for any of its entries, since the message quotes the entry; for the rest the path, such as `tokens.0.sha256`. */
const nameOf = (issue: v.BaseIssue<unknown>) =>
  v.getDotPath(issue)?.replace(/^sites\..*/, 'sites') ?? 'visitbook'

/** @throws InvalidSettings with one line for each setting at fault: its name, its value, what was expected */
export const parseSettings = (given: unknown): Settings => parsed(schema, given)

/** @throws InvalidSettings */
export const parseAppSettings = (given: unknown): AppSettings => parsed(appSchema, given)

function parsed<S extends v.GenericSchema<unknown, Settings>>(settings: S, given: unknown): v.InferOutput<S> {
  const { success, output, issues } = v.safeParse(settings, given, { abortPipeEarly: true })
  if (!success) {
    throw new InvalidSettings(issues.map((issue) => `setting ${nameOf(issue)}: ${issue.message}`).join('\n'))
  }
  checkDomain(output)
  checkArchiveDays(output)
  checkSpark(output)
  checkEnvironmentSize(output)
  return output
}

import {
  defaults,
  type EdgeTrust,
  environment,
  type FuseSettings,
  type MailPlace,
  type NotifyPlace,
} from '../../lambda/contract'
import { edgeTrust, longestEdgeSecrets } from './edge-setting'
import { InvalidSettings } from './invalid-settings'
import type { NotifySetting } from './notify'
import { notifySettingsOf } from './notify-setting'
import type { Settings } from './settings'

/** Lambda's limit for all names and values of a function's environment together. */
const environmentBytes = 4096

/** Where a function finds its tables. CloudFormation may fill in the values. */
export interface TablePlace {
  readonly tableName: string
  /** The name of the table that holds today's salt. */
  readonly saltTableName: string
  /** `aws`, `aws-cn` ... */
  readonly partition: string
  /** The domain of the partition's endpoints: `amazonaws.com`. */
  readonly urlSuffix: string
}

/** CloudFormation names a table after the stack (at most 128 characters), its id and twelve random characters. */
const longestTableName = 'x'.repeat(160)

const longestPlace: TablePlace = {
  tableName: longestTableName,
  saltTableName: longestTableName,
  partition: 'x'.repeat(12),
  urlSuffix: 'x'.repeat(24),
}

/** With source maps, stack traces name our own lines. Reading them delays the start, which a page's visitor would wait for. */
const sourceMaps = { NODE_OPTIONS: '--enable-source-maps' }

/** Leaves the setting out where it is the default: a function's environment has little room. */
const pagesIn = ({ pages }: Settings): Record<string, string> =>
  JSON.stringify(pages) === JSON.stringify(defaults.pages)
    ? {}
    : { [environment.pages]: JSON.stringify(pages) }

const edgeIn = (edge: EdgeTrust | null): Record<string, string> =>
  edge === null ? {} : { [environment.edge]: JSON.stringify(edge) }

/** Left out where it is the default, too. */
const engagementIn = ({ engagement }: Settings): Record<string, string> =>
  engagement === defaults.engagement ? {} : { [environment.engagement]: String(engagement) }

/** What `readRecordEnvironment` and `dynamoOf` read. */
export const recordEnvironment = (
  settings: Settings,
  { tableName, saltTableName, partition, urlSuffix }: TablePlace,
  edge: EdgeTrust | null = null,
) => ({
  [environment.tableName]: tableName,
  [environment.saltTableName]: saltTableName,
  [environment.partition]: partition,
  [environment.urlSuffix]: urlSuffix,
  [environment.sites]: settings.sites.join(','),
  [environment.ip]: settings.ip,
  [environment.retentionDays]: String(settings.retentionDays),
  [environment.respectGpc]: String(settings.respectGpc),
  ...(settings.mine.length > 0 && { [environment.mine]: settings.mine.join(',') }),
  [environment.organisations]: String(settings.organisations),
  [environment.reverseDns]: String(settings.reverseDns),
  [environment.rdap]: String(settings.rdap),
  [environment.script]: settings.script,
  [environment.sitesBelowWildcard]: String(settings.sitesBelowWildcard),
  ...(Object.keys(settings.shards).length > 0 && { [environment.shards]: JSON.stringify(settings.shards) }),
  ...engagementIn(settings),
  ...pagesIn(settings),
  ...edgeIn(edge),
})

/** Whether the days of any site are spread over several partitions. */
export const hasShards = ({ shards }: Settings): boolean => Object.values(shards).some((count) => count > 1)

/** What `readRollupEnvironment` reads. @param bucket of the archive, where there is one */
export const rollupEnvironment = (
  settings: Settings,
  { tableName }: TablePlace,
  fuse: FuseSettings,
  bucket?: string,
) => ({
  ...sourceMaps,
  [environment.tableName]: tableName,
  [environment.retentionDays]: String(settings.retentionDays),
  [environment.monthlyVisits]: String(settings.monthlyVisits),
  [environment.fuse]: JSON.stringify(fuse),
  ...(bucket !== undefined && {
    [environment.archive]: bucket,
    [environment.archiveDays]: String(settings.archiveDays ?? settings.retentionDays),
  }),
  ...(hasShards(settings) && { [environment.callsItself]: 'true' }),
  ...engagementIn(settings),
  ...pagesIn(settings),
})

/** What `readNotifyEnvironment` reads. */
export const notifyEnvironment = (
  settings: Settings,
  notify: NotifySetting,
  { tableName, ...place }: Pick<TablePlace, 'tableName'> & NotifyPlace,
) => ({
  ...sourceMaps,
  [environment.tableName]: tableName,
  [environment.sites]: settings.sites.join(','),
  [environment.retentionDays]: String(settings.retentionDays),
  [environment.notify]: JSON.stringify(notifySettingsOf(notify, settings.zone)),
  [environment.notifyPlace]: JSON.stringify(place),
  ...pagesIn(settings),
})

/** What `readQueryEnvironment` reads. @param mail what e-mail goes by, where it is set */
export const queryEnvironment = (
  settings: Settings,
  { tableName, saltTableName }: TablePlace,
  edge: EdgeTrust | null = null,
  mail: MailPlace | null = null,
) => ({
  ...sourceMaps,
  [environment.tableName]: tableName,
  [environment.saltTableName]: saltTableName,
  [environment.respectGpc]: String(settings.respectGpc),
  [environment.sites]: settings.sites.join(','),
  [environment.retentionDays]: String(settings.retentionDays),
  [environment.tokens]: JSON.stringify(settings.tokens),
  [environment.script]: settings.script,
  [environment.monthlyVisits]: String(settings.monthlyVisits),
  ...(settings.zone !== null && { [environment.zone]: settings.zone }),
  ...(settings.archive && { [environment.archive]: 'true' }),
  ...engagementIn(settings),
  ...(settings.notify !== null && { [environment.messages]: 'true' }),
  ...(mail !== null && { [environment.mail]: JSON.stringify(mail) }),
  ...pagesIn(settings),
  ...edgeIn(edge),
})

const longestArn = 'x'.repeat(256)
const longestMail = ({ email, from }: NotifySetting): MailPlace => ({
  topic: longestArn,
  email: email ?? '',
  from,
})

const longestNotifyPlace = (notify: NotifySetting) => ({
  tableName: longestTableName,
  dashboard: 'x'.repeat(264),
  mail: longestMail(notify),
  schedules: { group: 'x'.repeat(64), role: longestArn },
})

/** Bytes by which the names and values of an environment are too long. */
const excessOf = (variables: Readonly<Record<string, string>>): number =>
  Buffer.byteLength(Object.entries(variables).flat().join('')) - environmentBytes

/** @throws InvalidSettings where what is set would make a deployment fail half-way */
export function checkEnvironmentSize(settings: Settings): void {
  const { notify } = settings
  const edge = edgeTrust(settings, longestEdgeSecrets)
  const mail = notify === null ? null : longestMail(notify)
  const environments = [
    recordEnvironment(settings, longestPlace, edge),
    queryEnvironment(settings, longestPlace, edge, mail),
  ]
  for (const excess of environments.map(excessOf))
    if (excess > 0)
      throw new InvalidSettings(
        `settings sites and tokens: together ${excess} bytes too long for a function's environment of ` +
          `${environmentBytes} bytes; list fewer (*.example.com stands for every host below it)`,
      )
  if (notify !== null) checkNotifySize(settings, notify)
}

function checkNotifySize(settings: Settings, notify: NotifySetting): void {
  const excess = excessOf(notifyEnvironment(settings, notify, longestNotifyPlace(notify)))
  if (excess > 0)
    throw new InvalidSettings(
      `settings notify and sites: together ${excess} bytes too long for a function's environment of ${environmentBytes} bytes; list fewer webhooks`,
    )
}

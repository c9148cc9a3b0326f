import {
  defaults,
  type EdgeTrust,
  environment,
  type FuseSettings,
  type IpSetting,
  ipSettings,
  type MailPlace,
  type NotifyPlace,
  type NotifySettings,
  type PagesSetting,
  type TokenHash,
} from './contract'

/** The environment of a function, read once, at cold start. Values were validated at synth; here they only have to exist. */
export type Environment = Readonly<Record<string, string | undefined>>

export function required(env: Environment, name: string): string {
  const value = env[name]
  if (value === undefined || value === '') throw new Error(`environment variable ${name} is required`)
  return value
}

/** Reads hosts separated by commas. There are none while the owner has listed none, but the variable must exist. */
function hosts(env: Environment, name: string): readonly string[] {
  return env[name] === '' ? [] : required(env, name).split(',')
}

/** Those of the owner's own visits; none while there are none. */
const addresses = (env: Environment): readonly string[] => env[environment.mine]?.split(',') ?? []

function among<T extends string>(name: string, value: string, values: readonly T[]): T {
  const found = values.find((one) => one === value)
  if (found === undefined) throw new Error(`environment variable ${name} must be one of ${values.join(', ')}`)
  return found
}

/** Takes only these two words: `Boolean('false')` is true. */
export const truth = (env: Environment, name: string, otherwise?: 'true' | 'false'): boolean =>
  among(name, env[name] || otherwise || required(env, name), ['true', 'false']) === 'true'

const pagesIn = (env: Environment): PagesSetting => {
  const pages = env[environment.pages]
  return pages === undefined ? defaults.pages : JSON.parse(pages)
}

/** Null where there is no edge in front of the API. */
const edgeIn = (env: Environment): EdgeTrust | null => JSON.parse(env[environment.edge] ?? 'null')

/** The bucket of the archive, and for how many days it keeps those of visits; null where there is none. */
const archiveIn = (env: Environment): { readonly bucket: string; readonly days: number } | null =>
  env[environment.archive]
    ? { bucket: required(env, environment.archive), days: whole(env, environment.archiveDays) }
    : null

function whole(env: Environment, name: string): number {
  const number = Number(required(env, name))
  if (!Number.isInteger(number)) throw new Error(`environment variable ${name} must be a whole number`)
  return number
}

/** @throws Error naming the variable that is missing or not understood */
export function readRecordEnvironment(env: Environment) {
  return {
    tableName: required(env, environment.tableName),
    saltTableName: required(env, environment.saltTableName),
    sites: hosts(env, environment.sites),
    ip: among<IpSetting>(environment.ip, required(env, environment.ip), ipSettings),
    retentionDays: whole(env, environment.retentionDays),
    sitesBelowWildcard: whole(env, environment.sitesBelowWildcard),
    respectGpc: truth(env, environment.respectGpc),
    mine: addresses(env),
    organisations: truth(env, environment.organisations),
    engagement: truth(env, environment.engagement, 'true'),
    reverseDns: truth(env, environment.reverseDns),
    rdap: truth(env, environment.rdap),
    script: required(env, environment.script),
    shards: JSON.parse(env[environment.shards] ?? '{}') as Readonly<Record<string, number>>,
    pages: pagesIn(env),
    edge: edgeIn(env),
  }
}

/** @throws Error naming the variable that is missing */
export const readRollupEnvironment = (env: Environment) => ({
  tableName: required(env, environment.tableName),
  retentionDays: whole(env, environment.retentionDays),
  pages: pagesIn(env),
  archive: archiveIn(env),
  callsItself: truth(env, environment.callsItself, 'false'),
  monthlyVisits: whole(env, environment.monthlyVisits),
  engagement: truth(env, environment.engagement, 'true'),
  fuse: JSON.parse(required(env, environment.fuse)) as FuseSettings,
})

/** @throws Error naming the variable that is missing */
export const readNotifyEnvironment = (env: Environment) => ({
  tableName: required(env, environment.tableName),
  sites: hosts(env, environment.sites),
  retentionDays: whole(env, environment.retentionDays),
  pages: pagesIn(env),
  notify: JSON.parse(required(env, environment.notify)) as NotifySettings,
  place: JSON.parse(required(env, environment.notifyPlace)) as NotifyPlace,
})

/** @throws Error naming the variable that is missing */
export function readQueryEnvironment(env: Environment) {
  return {
    tableName: required(env, environment.tableName),
    saltTableName: required(env, environment.saltTableName),
    respectGpc: truth(env, environment.respectGpc),
    sites: hosts(env, environment.sites),
    retentionDays: whole(env, environment.retentionDays),
    tokens: JSON.parse(required(env, environment.tokens)) as readonly TokenHash[],
    script: required(env, environment.script),
    zone: env[environment.zone] || null,
    pages: pagesIn(env),
    edge: edgeIn(env),
    archive: truth(env, environment.archive, 'false'),
    engagement: truth(env, environment.engagement, 'true'),
    messages: truth(env, environment.messages, 'false'),
    mail: JSON.parse(env[environment.mail] ?? 'null') as MailPlace | null,
    monthlyVisits: whole(env, environment.monthlyVisits) as number | null,
  }
}

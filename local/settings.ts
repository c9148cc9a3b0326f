import type * as v from 'valibot'
import { defaults, type NotifySettings, type PagesSetting } from '../lambda/contract'
import { parseSite } from '../lambda/domain/visit/site-list'
import { mineSetting } from '../lib/settings/mine-setting'
import { localNotifySetting, notifySettingsOf } from '../lib/settings/notify-setting'
import { pagesSetting } from '../lib/settings/pages-setting'
import { retentionSetting } from '../lib/settings/retention-setting'
import { parseSetting } from '../lib/settings/setting'
import { shardsSetting } from '../lib/settings/site-setting'
import { zoneSetting } from '../lib/settings/zone-setting'

/** The settings of `npm start`, from environment variables. */
export interface LocalSettings {
  readonly port: number
  readonly demoPort: number
  /** Folder of the engine's data and of the token. */
  readonly data: string
  /** Null for the one in the data folder, which is made at the first start. */
  readonly token: string | null
  readonly sites: readonly string[]
  readonly pages: PagesSetting
  readonly shards: Readonly<Record<string, number>>
  readonly mine: readonly string[]
  readonly engagement: boolean
  readonly reverseDns: boolean
  readonly rdap: boolean
  readonly retentionDays: number
  /** Null for the zone of whoever reads. */
  readonly zone: string | null
  readonly notify: NotifySettings
}

type Environment = Readonly<Record<string, string | undefined>>

/** @throws Error naming the variable that is not understood */
export function localSettings(env: Environment): LocalSettings {
  const demoPort = portOf(env, 'DEMO_PORT', 3001)
  return {
    port: portOf(env, 'PORT', 3000),
    demoPort,
    data: env.VISITBOOK_DATA || '.visitbook',
    token: env.VISITBOOK_TOKEN || null,
    pages: settingOf(env, 'pages', pagesSetting),
    shards: settingOf(env, 'shards', shardsSetting),
    mine: mineIn(env),
    engagement: truthOf(env, 'VISITBOOK_ENGAGEMENT', defaults.engagement),
    reverseDns: truthOf(env, 'VISITBOOK_REVERSE_DNS'),
    rdap: truthOf(env, 'VISITBOOK_RDAP'),
    retentionDays: retentionIn(env),
    zone: zoneIn(env),
    notify: notifySettingsOf(settingOf(env, 'notify', localNotifySetting), zoneIn(env)),
    sites: sitesOf(env.VISITBOOK_SITES, demoPort),
  }
}

function truthOf(env: Environment, name: string, otherwise = false): boolean {
  const value = env[name] || String(otherwise)
  if (value !== 'true' && value !== 'false')
    throw new Error(`${name} must be true or false; it is "${value}"`)
  return value === 'true'
}

function mineIn({ VISITBOOK_MINE: list }: Environment): readonly string[] {
  return list ? parseSetting('VISITBOOK_MINE', mineSetting, list.split(',')) : []
}

function zoneIn({ VISITBOOK_ZONE: zone }: Environment): string | null {
  return zone ? parseSetting('VISITBOOK_ZONE', zoneSetting, zone) : null
}

function retentionIn({ VISITBOOK_RETENTION_DAYS: days }: Environment): number {
  return parseSetting('VISITBOOK_RETENTION_DAYS', retentionSetting, Number(days || defaults.retentionDays))
}

function portOf(env: Environment, name: string, otherwise: number): number {
  const port = Number(env[name] || otherwise)
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port
  throw new Error(`${name} must be a port, 0 to 65535; it is "${env[name]}"`)
}

/** The given sites, and the demo: who opens it wants to see a visit. Its host is not known where any free port will do. */
function sitesOf(list: string | undefined, demoPort: number): string[] {
  const given = (list || null)?.split(',').map(siteIn) ?? []
  const demo = [`127.0.0.1:${demoPort}`, `localhost:${demoPort}`]
  return [...new Set([...given, ...(demoPort === 0 && given.length > 0 ? [] : demo)])]
}

function siteIn(entry: string): string {
  const site = parseSite(entry)
  if (site === null) throw new Error(`VISITBOOK_SITES: "${entry}" is not a host such as you.github.io`)
  return site
}

/** A setting of the stack that is an object, as JSON in `VISITBOOK_PAGES` and the like. */
function settingOf<S extends v.GenericSchema>(env: Environment, name: string, schema: S): v.InferOutput<S> {
  const variable = `VISITBOOK_${name.toUpperCase()}`
  try {
    return parseSetting(name, schema, JSON.parse(env[variable] || '{}'))
  } catch (error) {
    throw new Error(`${variable}: ${(error as Error).message}`)
  }
}

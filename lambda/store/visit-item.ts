import { table } from '../contract'
import { byteLength, cut } from '../domain/text'
import type { Visit } from '../domain/visit'
import { type Key, organisationIndexKey, readVisitKey, visitKey } from './keys'

/** A visit as the table holds it: key, expiry, and what is known under short names. Names count as bytes. */
export type VisitItem = Key & Readonly<Record<string, string | number | boolean>>

/** Bytes that one write unit pays for. Every visit fits, so every visit costs one. */
export const writeUnitBytes = 1024

/** Id, time and site are in the key; ASN and webdriver are not text. */
type TextField = Exclude<keyof Visit, 'id' | 'time' | 'site' | 'asn' | 'webdriver'>

const attributes: Readonly<Record<TextField, string>> = {
  page: 'page',
  referrer: 'ref',
  referrerPath: 'refPath',
  utmSource: 'utmS',
  utmMedium: 'utmM',
  utmCampaign: 'utmC',
  utmTerm: 'utmT',
  utmContent: 'utmN',
  title: 'title',
  language: 'lang',
  timeZone: 'tz',
  screen: 'screen',
  viewport: 'view',
  userAgent: 'ua',
  reverseDomain: 'rdns',
  country: 'cc',
  ip: 'ip',
  visitor: 'visitor',
}
const fields = Object.entries(attributes) as readonly [TextField, string][]

/** What gives way when all fields are long, the least dear first. */
const yielding: readonly TextField[] = [
  'userAgent',
  'utmContent',
  'utmTerm',
  'title',
  'referrerPath',
  'utmCampaign',
  'utmMedium',
  'reverseDomain',
  'utmSource',
  'timeZone',
  'language',
  'referrer',
  'page', // only where a host of more than 80 characters stands in the key and in the index
]

/** Names of the two facts that are not text. */
const asnName = 'asn'
const webdriverName = 'wd'

export interface ItemOptions {
  /** Seconds since 1970 at which the item expires. */
  readonly expiry: number
  /** Whether the visit goes into the index of organisations too. */
  readonly indexed: boolean
  /** Over how many partitions the site's day is spread; one when left out. */
  readonly shards?: number
}

export function toItem(visit: Visit, { expiry, indexed, shards = 1 }: ItemOptions): VisitItem {
  const fixed: VisitItem = {
    ...visitKey(visit.site, visit.id, shards),
    [table.timeToLive]: expiry,
    ...(visit.asn !== null && { [asnName]: visit.asn }),
    ...(visit.asn !== null && indexed && organisationIndexKey(visit, visit.asn)),
    ...(visit.webdriver && { [webdriverName]: true }),
  }
  return { ...fixed, ...textsWithin(writeUnitBytes - sizeOf(fixed), visit) }
}

export function fromItem(item: VisitItem): Visit {
  const texts: Partial<Record<TextField, string | null>> = {}
  for (const [field, attribute] of fields) texts[field] = (item[attribute] as string | undefined) ?? null // a million times a day
  return {
    ...readVisitKey(item),
    ...(texts as Pick<Visit, TextField>),
    asn: (item[asnName] as number | undefined) ?? null,
    webdriver: item[webdriverName] === true,
  }
}

/** What is known as text, shortened where it takes more than `budget` bytes. */
function textsWithin(budget: number, visit: Visit): Record<string, string> {
  const known = new Map(fields.map(([field, name]) => [field, { name, text: visit[field] ?? '' }]))
  const used = [...known.values()].reduce(
    (sum, { name, text }) => sum + (text === '' ? 0 : byteLength(name + text)),
    0,
  )
  let excess = used - budget
  for (const field of yielding) {
    const entry = known.get(field) as { name: string; text: string }
    if (excess <= 0) break
    if (entry.text === '') continue
    const before = byteLength(entry.text)
    entry.text = cut(entry.text, Math.max(0, before - excess))
    excess -= entry.text === '' ? before + byteLength(entry.name) : before - byteLength(entry.text)
  }
  return Object.fromEntries(
    [...known.values()].filter(({ text }) => text !== '').map(({ name, text }) => [name, text]),
  )
}

/** DynamoDB's own count: UTF-8 of names and text; of a number a byte for two digits and one or two more; of a truth value one. */
function sizeOf(item: VisitItem): number {
  return Object.entries(item).reduce((sum, [name, value]) => {
    if (typeof value === 'string') return sum + byteLength(name + value)
    return sum + byteLength(name) + (typeof value === 'boolean' ? 1 : Math.ceil(String(value).length / 2) + 2)
  }, 0)
}

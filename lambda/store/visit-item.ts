import { table } from '../contract'
import { byteLength, cut } from '../domain/text'
import type { Visit } from '../domain/visit'
import { type Key, readVisitKey, visitKey } from './keys'

/** A visit as the table holds it: key, expiry, and what is known under short names. Names count as bytes. */
export type VisitItem = Key & Readonly<Record<string, string | number>>

/** Bytes that one write unit pays for. Every visit fits, so every visit costs one. */
export const writeUnitBytes = 1024

/** DynamoDB's own count for a number: a byte for every two digits and one more; ten digits of seconds. */
const expiryBytes = byteLength(table.timeToLive) + 6

type Field = Exclude<keyof Visit, 'id' | 'time' | 'site'> // these three are in the key

const attributes: Readonly<Record<Field, string>> = {
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
  country: 'cc',
  ip: 'ip',
  visitor: 'visitor',
}
const fields = Object.entries(attributes) as readonly [Field, string][]

/** What gives way when all fields are long, the least dear first. */
const yielding: readonly Field[] = [
  'userAgent',
  'utmContent',
  'utmTerm',
  'title',
  'referrerPath',
  'utmCampaign',
  'utmMedium',
]

/** @param expiry seconds since 1970 */
export function toItem(visit: Visit, expiry: number): VisitItem {
  const item: Record<string, string | number> = { [table.timeToLive]: expiry }
  const fitted = shortened(visit)
  for (const [field, attribute] of fields) {
    const value = fitted[field]
    if (value !== null) item[attribute] = value
  }
  return { ...visitKey(visit.site, visit.id), ...item }
}

export function fromItem(item: VisitItem): Visit {
  const known = fields.map(([field, attribute]) => [field, item[attribute] ?? null])
  return { ...readVisitKey(item), ...(Object.fromEntries(known) as Pick<Visit, Field>) }
}

/** The visit, shortened where its item would be larger than one write unit. */
function shortened(visit: Visit): Record<Field, string | null> {
  const fitted: Record<Field, string | null> = { ...visit }
  let excess = sizeOf(visit) - writeUnitBytes
  for (const field of yielding) {
    if (excess <= 0) break
    const length = byteLength(fitted[field] ?? '')
    fitted[field] = cut(fitted[field] ?? '', Math.max(0, length - excess)) || null
    excess -= length - byteLength(fitted[field] ?? '')
  }
  return fitted
}

function sizeOf(visit: Visit): number {
  const { pk, sk } = visitKey(visit.site, visit.id)
  const key = byteLength(`${table.partitionKey}${pk}${table.sortKey}${sk}`)
  const known = fields.filter(([field]) => visit[field] !== null)
  return (
    key + expiryBytes + known.reduce((sum, [field, name]) => sum + byteLength(`${name}${visit[field]}`), 0)
  )
}

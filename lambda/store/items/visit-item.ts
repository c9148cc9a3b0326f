import { table } from '../../contract'
import { networkIdOf } from '../../domain/organisation/network-id'
import { byteLength, cut } from '../../domain/text'
import { pageBytes } from '../../domain/visit/page'
import { referrerBytes } from '../../domain/visit/referrer'
import { cutSpelled, spellStored } from '../../domain/visit/spelling'
import type { Visit } from '../../domain/visit/visit'
import type { Attribute } from '../item-table'
import { type Key, networkIndexKey, readVisitKey, shardOf, visitKey } from '../keys'
import { engagementAttributes, engagementBytes, engagementIn, isOfEngagement } from './engagement-attributes'

/** A visit as the table holds it: key, expiry, and the known fields under short names, because names count as bytes. */
export type VisitItem = Key & Readonly<Record<string, string | number | boolean>>

/** Bytes that one write unit pays for. Every visit of a beacon fits, so every one costs one. */
export const writeUnitBytes = 1024

/** Id, time, site and most of the host are in the key; the others left out here are not text. */
type TextField = Exclude<
  keyof Visit,
  | 'id'
  | 'time'
  | 'site'
  | 'host'
  | 'asn'
  | 'webdriver'
  | 'assets'
  | 'mine'
  | 'engagement'
  | 'scanned'
  | 'fetched'
>

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
  holder: 'org',
  reverseDomain: 'rdns',
  country: 'cc',
  region: 'reg',
  city: 'city',
  httpVersion: 'http',
  ip: 'ip',
  visitor: 'visitor',
  recipient: 'rcpt',
}
/** The attributes that hold the visitor, and the code of the link that led to the visit. */
export const visitorName = attributes.visitor
export const recipientName = attributes.recipient
const fields = Object.entries(attributes) as readonly [TextField, string][]

/** Fields that give way when an item is too long, the least valuable first. */
const yielding: readonly TextField[] = [
  'userAgent',
  'utmContent',
  'utmTerm',
  'title',
  'referrerPath',
  'utmCampaign',
  'utmMedium',
  'utmSource',
  'city',
  'timeZone',
  'language',
  'referrer',
  'reverseDomain',
  'page', // only where a host of more than 80 characters stands in the key and in the index
]

/** Fields that are dropped rather than shortened: half a domain is somebody else's, and half a city nobody's. */
const indivisible: ReadonlySet<TextField> = new Set(['reverseDomain', 'city'])

/** Fields that are percent-encoded in part. */
const spelled: ReadonlySet<TextField> = new Set(['page', 'referrerPath'])

/** Names of the facts that are not text. */
const asnName = 'asn'
const webdriverName = 'wd'
const assetsName = 'assets'
const mineName = 'mine'
const scannedName = 'qr'
const fetchedName = 'got'

/** Marks a visit that a log told of. Earlier versions marked none, but only logs tell of assets. */
export const importedName = 'log'

/**
 * Marks an item that leaves less of its write unit than an engagement may take, and so must be read before it gets one.
 * Imports are not marked: each is read.
 */
const nearlyFullName = 'fl'
const nearlyFullBytes = nearlyFullName.length + 1

/** Holds for an item that has room for a whole engagement. */
export const hasRoom = {
  expression: 'attribute_not_exists(#full) AND attribute_not_exists(#imported)',
  names: { '#full': nearlyFullName, '#imported': importedName },
} as const

/** The part of a host before its wildcard's `.example.com`, so that site and host are never longer than one host and a star. */
const hostName = 'host'

/** Marks the item that an erased visit leaves behind. */
export const erasedName = 'erased'

/** Names the erasure that erased it, in case another function has to finish that. */
export const erasureName = 'erasure'

/**
 * What remains of an erased visit until it would have expired: its key, so that a repeated delivery of its message
 * finds it and does not bring the visit back. Nothing about the visitor is kept.
 */
export const erasedItem = ({ pk, sk, ttl = 0 }: VisitItem, erasure?: string): VisitItem => ({
  ...{ pk, sk, ttl, [erasedName]: true },
  ...(erasure !== undefined && { [erasureName]: erasure }),
})

/** Whether a visit was imported rather than recorded by a beacon. */
export const isImported = (item: VisitItem): boolean =>
  item[importedName] === true || item[assetsName] !== undefined

/** The mark of an import for another item about the same visit. */
export const importedMark = (item: VisitItem): Partial<VisitItem> =>
  isImported(item) ? { [importedName]: true } : {}

export const isErased = (item: Readonly<Record<string, unknown>>): boolean => item[erasedName] === true

/** The condition for erasing an item. */
export const isThere = `attribute_exists(${table.partitionKey}) AND attribute_not_exists(${erasedName})`

/** The condition for putting the mark of a visit that is erased elsewhere. */
export const isFree = `attribute_not_exists(${table.partitionKey})`

export interface ItemOptions {
  /** Seconds since 1970 at which the item expires. */
  readonly expiry: number
  /** Whether the visit goes into the index of organisations too. */
  readonly indexed: boolean
  /** How many partitions the site's day is spread over; one when left out. */
  readonly shards?: number
  /** Whether it comes from a log rather than a beacon; false when left out. */
  readonly imported?: boolean
}

export function toItem(
  visit: Visit,
  { expiry, indexed, shards = 1, imported = false }: ItemOptions,
): VisitItem {
  const network = networkIdOf(visit)
  const fixed: VisitItem = {
    ...visitKey(visit.site, visit.id, shardOf(visit, shards)),
    [table.timeToLive]: expiry,
    ...(visit.asn !== null && { [asnName]: visit.asn }),
    ...(network !== null && indexed && networkIndexKey(visit, network)),
    ...(visit.webdriver && { [webdriverName]: true }),
    ...(visit.assets !== null && { [assetsName]: visit.assets }),
    ...(visit.mine && { [mineName]: true }), // what marks say is not stored with the visit
    ...(visit.scanned && { [scannedName]: true }),
    ...(visit.fetched && { [fetchedName]: true }),
    ...(visit.host !== null && { [hostName]: visit.host.slice(0, 1 - visit.site.length) }),
  }
  const room = writeUnitBytes - sizeOf(fixed)
  const texts = textsWithin(room, visit)
  const left = room - sizeOf(texts)
  // The mark of an import is not counted, so that an export comes back with every byte. A visit that fills the unit to the
  // last four bytes then costs two.
  if (imported) return { ...fixed, [importedName]: true, ...texts, ...readingWithin(left, visit) }
  if (visit.engagement !== null) return { ...fixed, ...texts, ...readingWithin(left, visit) }
  if (left >= engagementBytes) return { ...fixed, ...texts }
  return {
    ...fixed,
    ...(left < nearlyFullBytes ? textsWithin(room - nearlyFullBytes, visit) : texts),
    [nearlyFullName]: true,
  }
}

const readingWithin = (bytes: number, { engagement }: Visit) =>
  engagement === null ? {} : engagementAttributes(engagement, bytes)

/** Bytes that an engagement may take in a visit's item. */
export function roomIn(item: Readonly<Record<string, Attribute>>): number {
  return writeUnitBytes - sizeOf(item, isOfEngagement)
}

/**
 * Reads a visit. It is spelled out, because this runs a million times a day: filled by a loop over the names, the visit would
 * be a dictionary to the engine, and take fifty times as long.
 */
export function fromItem(item: VisitItem): Visit {
  const { site, time, id } = readVisitKey(item)
  const label = item[hostName]
  const path = textIn(item, 'referrerPath')
  return {
    id,
    time,
    site,
    host: label === undefined ? null : label + site.slice(1),
    page: spellStored(textIn(item, 'page') ?? '', pageBytes),
    title: textIn(item, 'title'),
    referrer: textIn(item, 'referrer'),
    referrerPath: path === null ? null : spellStored(path, referrerBytes),
    utmSource: textIn(item, 'utmSource'),
    utmMedium: textIn(item, 'utmMedium'),
    utmCampaign: textIn(item, 'utmCampaign'),
    utmTerm: textIn(item, 'utmTerm'),
    utmContent: textIn(item, 'utmContent'),
    language: textIn(item, 'language'),
    timeZone: textIn(item, 'timeZone'),
    screen: textIn(item, 'screen'),
    viewport: textIn(item, 'viewport'),
    userAgent: textIn(item, 'userAgent'),
    webdriver: item[webdriverName] === true,
    assets: (item[assetsName] as boolean | undefined) ?? null,
    asn: (item[asnName] as number | undefined) ?? null,
    holder: textIn(item, 'holder'),
    reverseDomain: textIn(item, 'reverseDomain'),
    country: textIn(item, 'country'),
    region: textIn(item, 'region'),
    city: textIn(item, 'city'),
    httpVersion: textIn(item, 'httpVersion'),
    ip: textIn(item, 'ip'),
    visitor: textIn(item, 'visitor'),
    mine: item[mineName] === true || null,
    engagement: engagementIn(item),
    recipient: textIn(item, 'recipient'),
    scanned: item[scannedName] === true,
    fetched: item[fetchedName] === true,
  }
}

const textIn = (item: VisitItem, field: TextField): string | null =>
  (item[attributes[field]] as string | undefined) ?? null

/** The known text fields, shortened where they take more than `budget` bytes. */
function textsWithin(budget: number, visit: Visit): Record<string, string> {
  const texts: Record<string, string> = {}
  let excess = -budget
  for (const [field, name] of fields) {
    const text = visit[field]
    if (!text) continue
    texts[name] = text
    excess += name.length + byteLength(text)
  }
  for (const field of yielding) {
    if (excess <= 0) break
    const name = attributes[field]
    const text = texts[name]
    if (text === undefined) continue
    const cutText = spelled.has(field) ? cutSpelled : cut
    const left = indivisible.has(field) ? 0 : Math.max(0, byteLength(text) - excess)
    const shorter = cutText(text, left)
    excess -= byteLength(text) - byteLength(shorter)
    if (shorter !== '') texts[name] = shorter
    else {
      delete texts[name]
      excess -= name.length
    }
  }
  return texts
}

/**
 * Counts bytes as DynamoDB does, all names being ASCII: UTF-8 for names and text, a byte for two digits of a number and
 * one or two more, one for a boolean.
 *
 * @param isLeftOut attributes that are not counted; none when left out
 */
function sizeOf(
  item: Readonly<Record<string, Attribute>>,
  isLeftOut: (name: string) => boolean = () => false,
): number {
  let size = 0
  for (const name in item) {
    const value = item[name] as Attribute
    if (isLeftOut(name)) continue
    size += name.length
    if (typeof value === 'string') size += byteLength(value)
    else if (typeof value === 'object') size += value.length
    else size += typeof value === 'boolean' ? 1 : Math.ceil(String(value).length / 2) + 2
  }
  return size
}

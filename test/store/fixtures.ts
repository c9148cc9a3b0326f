import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { instantOf } from '../../lambda/domain/time/day'
import type { Visit } from '../../lambda/domain/visit/visit'
import { makeVisitId } from '../../lambda/domain/visit/visit-id'
import { preferredEngine } from '../../local/engine/engine'
import type { EngineKind } from '../../local/engine/engine-process'
import { dataRoot } from '../support/data-root'
import { inFull } from '../support/size'

/** The engines of this machine. dynoxide is an optional package, dynalite runs wherever Node does. */
export const engines: readonly EngineKind[] =
  preferredEngine() === 'dynoxide' ? ['dynoxide', 'dynalite'] : ['dynalite']

if (!engines.includes('dynoxide'))
  console.warn('@dynoxide/linux-x64 is not installed here: these tests run on dynalite alone')

/** For what is about our own keys and order, which visit-store.test.ts holds against both engines at any size. */
export const enginesBySize = inFull(engines, engines.slice(0, 1))

export interface Folder {
  readonly folder: string
  remove(): void
}

/** A folder of its own, for data. */
export function temporaryFolder(): Folder {
  const folder = mkdtempSync(join(dataRoot(), 'visitbook-test-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

let made = 0

/** A typical visit at `time`, with an id that no other has. */
export function visitAt(time: string, fields: Partial<Visit> = {}): Visit {
  const random = new Uint8Array(10)
  new DataView(random.buffer).setUint32(5, ++made) // the last half byte is not used
  return {
    ...typicalVisit,
    id: makeVisitId(Date.parse(time), random),
    time: instantOf(Date.parse(time)),
    ...fields,
  }
}

export const typicalVisit: Visit = {
  id: '019aac4c-1b8b-7001-8203-040506070809',
  time: '2025-11-22T16:01:00.299Z',
  site: 'you.github.io',
  host: null,
  page: '/cv.html',
  title: 'Résumé – Ada Lovelace',
  referrer: 'www.linkedin.com',
  referrerPath: '/feed/',
  utmSource: 'mail',
  utmMedium: null,
  utmCampaign: 'autumn',
  utmTerm: null,
  utmContent: null,
  language: 'de-DE',
  timeZone: 'Europe/Berlin',
  screen: '1920x1080',
  viewport: '1200x800',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
  webdriver: false,
  assets: null,
  engagement: null,
  asn: 64496,
  holder: null,
  reverseDomain: null,
  country: null,
  region: null,
  city: null,
  httpVersion: null,
  recipient: null,
  scanned: false,
  fetched: false,
  ip: '203.0.113.0/24',
  visitor: 'abcdef1234567890123456ab',
  mine: null,
}

/** A visit with every field at its bound, made of one character over and over. */
export function fullVisit(character: string, site = `${'s'.repeat(253)}:65535`): Visit {
  const filled = (bytes: number) => character.repeat(Math.floor(bytes / Buffer.byteLength(character)))
  return {
    ...typicalVisit,
    site,
    page: `/${filled(255)}`,
    title: filled(100),
    referrer: filled(100),
    referrerPath: `/${filled(99)}`,
    utmSource: filled(64),
    utmMedium: filled(64),
    utmCampaign: filled(64),
    utmTerm: filled(64),
    utmContent: filled(64),
    language: filled(35),
    timeZone: filled(40),
    screen: '99999x99999',
    viewport: '99999x99999',
    userAgent: filled(256),
    webdriver: true,
    assets: false,
    asn: 4_294_967_295,
    holder: null,
    reverseDomain: null,
    country: 'DE',
    region: 'ABC',
    city: filled(60),
    httpVersion: '1.1',
    ip: 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
    visitor: 'abcdef1234567890123456ab',
    mine: null,
  }
}

/** The size of an item by DynamoDB's rules: names and text in UTF-8, a byte for every two digits and one more, one for true. */
export function sizeOfItem(item: Readonly<Record<string, string | number | boolean>>): number {
  const bytes = ([name, value]: [string, string | number | boolean]) =>
    Buffer.byteLength(name) +
    (typeof value === 'boolean'
      ? 1
      : typeof value === 'number'
        ? Math.ceil(String(value).length / 2) + 1
        : Buffer.byteLength(value))
  return Object.entries(item).reduce((sum, entry) => sum + bytes(entry), 0)
}

/** `Array.fromAsync`, which Node has from 22 on. */
export async function allOf<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const one of stream) all.push(one)
  return all
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  currentSources,
  downloadedSources,
  provenanceFile,
  type SourceName,
  sourceNames,
} from '../../../../../lib/assets/network-table/sources/source-set'
import { tableSources } from '../../../../../lib/assets/network-table/sources/sources'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'visitbook-networks-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const pinned = currentSources(join(__dirname, 'no-such-folder'))

const lines: Readonly<Record<SourceName, string>> = {
  'asn-ipv4': '16777216,16777471,13335,"Cloudflare, Inc."\n16778240,16779263,38803,Gtelecom\n',
  'asn-ipv6': '42540528726795050063891204319802818560,42540528806023212578155541913346768895,2500,WIDE\n',
  'country-ipv4': '16777216,16777471,AU\n',
  'country-ipv6': '42540528726795050063891204319802818560,42540528806023212578155541913346768895,JP\n',
}

function put(name: string, isWhole = true): void {
  mkdirSync(join(folder, name))
  for (const source of sourceNames) writeFileSync(join(folder, name, `${source}.csv`), lines[source])
  if (isWhole) writeFileSync(join(folder, name, provenanceFile), '{}')
}

test('without downloads the pinned packages are the sources', () => {
  expect(currentSources(folder)).toEqual(pinned)
  expect(pinned.files['asn-ipv4']).toMatch(
    /\/network-sources-[\d-]+\/@ip-location-db\/asn\/asn-ipv4-num\.csv$/,
  )
  expect(pinned.date).toMatch(/^\d{4}-\d\d-\d\d$/)
})

test('the newest download wins over older ones and the packages, until it is deleted', () => {
  put('2999-01-01')
  put('2999-01-02')
  expect(currentSources(folder)).toEqual(downloadedSources(folder, '2999-01-02'))
  rmSync(folder, { recursive: true })
  expect(currentSources(folder)).toEqual(pinned)
})

test.each([
  ['is older than the packages', '2001-01-01', true],
  ['is of their day', pinned.date, true],
  ['is not whole', '2999-01-01', false],
  ['is being made', '.part-2999-01-01', true],
])('a download that %s is none', (_, name, isWhole) => {
  put(name, isWhole)
  expect(currentSources(folder)).toEqual(pinned)
})

test('the table is made of a download as of the packages', () => {
  put('2999-01-01')
  const { date, networks, ipv4, ipv6 } = tableSources(currentSources(folder))
  expect(date).toBe('2999-01-01')
  expect(networks.map(({ asn, name }) => [asn, name])).toEqual([
    [13335, 'Cloudflare'],
    [38803, 'Gtelecom'],
    [2500, expect.stringContaining('WIDE')],
  ])
  expect(ipv4.asn).toEqual([
    { start: 16777216, end: 16777471, value: 13335 },
    { start: 16778240, end: 16779263, value: 38803 },
  ])
  expect(ipv6.country).toEqual([{ start: 0x2001_0200_0000_0000n, end: 0x2001_0200_ffff_ffffn, value: 'JP' }])
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { networkIdOf } from '../../../../lambda/domain/organisation/network-id'
import { canonicalAddress } from '../../../../lambda/network/address'
import { type NetworkTable, openNetworkTable } from '../../../../lambda/network/network-table'
import { networkTableFile } from '../../../../lib/assets/network-table/file'

const rows = readFileSync(join(__dirname, 'known-addresses.tsv'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map(
    (line) =>
      line.split('\t') as [ip: string, asn: string, name: string, kind: string, note: string, miss: string],
  )

const anchors = rows.filter(([, , , , note]) => note.startsWith('anchor'))

let table: NetworkTable
beforeAll(() => {
  table = openNetworkTable(networkTableFile())
}, 120_000)
afterAll(() => table.close())

test('there are 60 addresses and 30 anchors, each written once, each miss with its reason', () => {
  expect([rows.length - anchors.length, anchors.length]).toEqual([60, 30])
  expect(new Set(rows.map(([ip]) => ip)).size).toBe(rows.length)
  expect(rows.filter((row) => row.length !== 6 || !/^(miss: .+)?$/.test(row[5]))).toEqual([])
})

test.each(rows)('%s is in AS %s, of %s, %s', (ip, asn, name, kind, _note, miss) => {
  const found = table.find(canonicalAddress(ip) as string)
  const id = networkIdOf(found)
  const network = id === null ? null : table.network(id)
  const holds = [
    asn === '-' || found.asn === Number(asn),
    name === '-' || (network?.name ?? '').toLowerCase().includes(name.toLowerCase()),
    kind === '-' || network?.kind === kind,
  ].every(Boolean)
  expect({ holds, found: holds || miss !== '' ? null : { ...found, ...network } }).toEqual({
    holds: miss === '',
    found: null,
  })
})

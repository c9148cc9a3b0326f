import { parsers } from '../../bin/cli/import/formats/log-format'
import { openNetworks } from '../../lambda/network/networks'
import { networkTableFile } from '../../lib/assets/network-table/file'
import { inventedLog } from './invented-log'

const lines = inventedLog({ now: new Date('2026-11-22T00:00:00Z'), days: 30, perDay: 40 })

test('each line of the invented log is a view that the importer understands, within the days', () => {
  const parse = parsers.combined()
  const times = lines.map((line) => Number(parse(line)?.time))
  expect(times).toHaveLength(1200)
  expect(times.toSorted((a, b) => a - b)).toEqual(times)
  expect([times[0], times.at(-1)].map((time) => new Date(Number(time)).toISOString().slice(0, 10))).toEqual([
    '2026-10-23',
    '2026-11-21',
  ])
})

test('about one in fifteen comes from a network that can be named, as in real traffic', () => {
  const networks = openNetworks(networkTableFile())
  const people = lines.filter((line) => !line.includes('Googlebot'))
  const kinds = people.map((line) => {
    const { asn } = networks.locate(line.split(' ')[0] as string)
    return asn === null ? null : networks.network(asn)?.kind
  })
  const named = kinds.filter((kind) => kind === 'business' || kind === 'education')
  expect(named.length / people.length).toBeGreaterThan(1 / 25)
  expect(named.length / people.length).toBeLessThan(1 / 10)
})

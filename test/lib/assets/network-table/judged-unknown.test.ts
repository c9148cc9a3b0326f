import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { tableSources } from '../../../../lib/assets/network-table/sources/sources'
import { keptSources } from '../../../support/source/kept-sources'

const rows = readFileSync(join(__dirname, 'judged-unknown.tsv'), 'utf8')
  .trimEnd()
  .split('\n')
  .filter((line) => !line.startsWith('#'))
  .map((line) => line.split('\t') as [asn: string, judgement: string, registered: string])

const organisations = ['business', 'education', 'government']
let kinds: ReadonlyMap<number, string>
beforeAll(() => {
  kinds = new Map(tableSources(keptSources()).networks.map(({ asn, kind }) => [asn, kind]))
}, 120_000)

test('of the organisations that were unknown to the rules of before, three in four are recognised', () => {
  const judged = rows.filter(([, judgement]) => organisations.includes(judgement))
  const recognised = judged.filter(([asn]) => organisations.includes(kinds.get(Number(asn)) ?? ''))
  console.info(`${recognised.length} of ${judged.length} are recognised`)
  expect(rows).toHaveLength(200)
  expect(recognised.length / judged.length).toBeGreaterThanOrEqual(0.75)
})

test('of those that are none, at most one in ten is taken for one', () => {
  const judged = rows.filter(([, judgement]) => judgement === 'none')
  const taken = judged.filter(([asn]) => organisations.includes(kinds.get(Number(asn)) ?? ''))
  console.info(`${taken.length} of ${judged.length} are taken for organisations`)
  expect(taken.length / judged.length).toBeLessThanOrEqual(0.1)
})

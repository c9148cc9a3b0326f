import { readFileSync } from 'node:fs'
import { isIPv4, isIPv6 } from 'node:net'
import { join } from 'node:path'
import { networkIdOf } from '../../../../lambda/domain/organisation/network-id'
import { type Kind, kinds, type Network } from '../../../../lambda/domain/organisation/organisation'
import { canonicalAddress } from '../../../../lambda/network/address'
import { type NetworkTable, openNetworkTable } from '../../../../lambda/network/network-table'
import { networkTableFile } from '../../../../lib/assets/network-table/file'

interface Row {
  readonly address: string
  readonly names: string
  readonly kind: Kind
  readonly group: string
}

interface Answer extends Row {
  readonly found: Pick<Network, 'name' | 'kind'> | null
  readonly named: boolean
  readonly kindRight: boolean
  /** Whether it is rightly called an organisation, or rightly not. */
  readonly judged: boolean
  readonly organisation: boolean
}

/** What each group reached when it was last measured, a little less: names right, and organisation or not right. */
const floors: [group: string, named: number, judged: number][] = [
  ['university', 0.98, 0.99],
  ['gateway', 0.97, 1],
  ['business', 0.97, 0.98],
  ['government', 0.98, 0.98],
  ['isp', 0.98, 1],
  ['mobile', 1, 1],
  ['hosting', 0.8, 0.96],
  ['crawler', 1, 1],
  ['all', 0.97, 0.98],
]

const lines = readFileSync(join(__dirname, 'probe.tsv'), 'utf8')
  .trimEnd()
  .split('\n')
  .filter((line) => !line.startsWith('#'))
  .map((line) => line.split('\t'))
const rows = lines.map(([address, names, kind, group]) => ({ address, names, kind, group }) as Row)

let table: NetworkTable
let answers: Answer[]
beforeAll(() => {
  table = openNetworkTable(networkTableFile())
  answers = rows.map(answerOf)
}, 120_000)
afterAll(() => table.close())

/** Everything that is known of an address's holder is asked here, and only here. */
function holderOf(address: string): Answer['found'] {
  const id = networkIdOf(table.find(canonicalAddress(address) as string))
  return id === null ? null : table.network(id)
}

function answerOf(row: Row): Answer {
  const found = holderOf(row.address)
  const organisation = isOrganisation(found?.kind)
  return {
    ...row,
    found,
    named: found !== null && row.names.split('|').some((name) => holds(found.name, name)),
    kindRight: found?.kind === row.kind,
    judged: organisation === isOrganisation(row.kind),
    organisation,
  }
}

const isOrganisation = (kind: Kind | undefined): boolean =>
  kind === 'business' || kind === 'education' || kind === 'government'

/** Whether a word of the name begins with the text; accents, case and punctuation do not count, a space at its end does. */
const holds = (name: string, text: string): boolean => ` ${plain(name)} `.includes(` ${plain(text)}`)

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')

const answersOf = (group: string) => answers.filter((answer) => group === 'all' || answer.group === group)

const share = (some: Answer[], right: (answer: Answer) => boolean): number =>
  some.filter(right).length / some.length

/** Returns no lines where the share reaches the floor, otherwise each wrong row and what was found. */
function below(floor: number, some: Answer[], right: (answer: Answer) => boolean): string[] {
  if (share(some, right) >= floor) return []
  return some
    .filter((answer) => !right(answer))
    .map(
      ({ address, names, kind, found }) =>
        `${address} is ${names}, ${kind}; found ${found?.name ?? 'nothing'}, ${found?.kind ?? '-'}`,
    )
}

test('there are 589 addresses, each written once, with a kind, a group and what is known; a miss has its reason', () => {
  expect(lines).toHaveLength(589)
  expect(new Set(rows.map(({ address }) => address)).size).toBe(rows.length)
  expect(rows.filter(({ address }) => !isIPv4(address) && !isIPv6(address))).toEqual([])
  expect(rows.filter(({ kind }) => !kinds.includes(kind))).toEqual([])
  expect(new Set([...rows.map(({ group }) => group), 'all'])).toEqual(new Set(floors.map(([group]) => group)))
  expect(
    lines.filter((line) => line.length !== 5 && !(line.length === 6 && /^miss: ./.test(line[5] ?? ''))),
  ).toEqual([])
})

test('the probe is measured', () => {
  const percent = (part: number) => (100 * part).toFixed(1)
  const measured = floors.map(([group]) => {
    const some = answersOf(group)
    const shares = [
      share(some, ({ named }) => named),
      share(some, ({ judged }) => judged),
      share(some, ({ kindRight }) => kindRight),
    ]
    return `${group} ${some.length}: ${shares.map(percent).join('/')}`
  })
  console.info(`name/organisation or not/kind right, in %: ${measured.join(', ')}`)
  expect(measured).toHaveLength(floors.length)
})

test.each(floors)('%s: at least %d of the names are right', (group, floor) => {
  expect(below(floor, answersOf(group), ({ named }) => named)).toEqual([])
})

test.each(floors.map(([group, , judged]) => [group, judged] as const))(
  '%s: at least %d is rightly called an organisation or not',
  (group, floor) => {
    expect(below(floor, answersOf(group), ({ judged }) => judged)).toEqual([])
  },
)

test('of gateways at least 95 in 100 are right by name and kind', () => {
  expect(below(0.95, answersOf('gateway'), ({ named, kindRight }) => named && kindRight)).toEqual([])
})

test.each([
  ['isp', 0.002],
  ['mobile', 0.002],
  ['gateway', 0.002],
])('of %s at most %d is called an organisation', (group, bound) => {
  expect(below(1 - bound, answersOf(group), ({ organisation }) => !organisation)).toEqual([])
})

test.each(['README.md', 'docs/organisations.md'])(
  '%s says how many, and no more than is measured',
  (file) => {
    const page = readFileSync(join(__dirname, '../../../..', file), 'utf8')
    const [, many, named] = /of (\d+) addresses of known holders\D* (\d+) %/.exec(page) ?? []
    expect(Number(many)).toBe(rows.length)
    expect(Number(named)).toBeLessThanOrEqual(100 * share(answers, (answer) => answer.named))
  },
)

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { largestAsn } from '../../../../lambda/network/table-format'
import type { TableSources } from '../builder'
import { classifier, type NamedNetwork, parseRules } from '../naming/classifier'
import { type ListedDomains, parseProviders, parseSchools } from '../naming/domains'
import { parseFormerKeys } from '../naming/former-keys'
import { parseLabelFiles } from '../naming/label-files'
import { parseRangeLabels } from '../naming/range-labels'
import type { Range } from '../range'
import { parseSourceRow, type SourceRow } from './source-row'
import type { SourceFiles, SourceSet } from './source-set'

/** Labels and rules, for a reader to review and extend. */
export const dataFolder = join(__dirname, '../data')

/** AS numbers that the script perhaps-firms found, and names that it learns from. */
export const perhapsFirmsFile = 'perhaps-firms.txt'
export const judgedFirmsFile = 'judged-firms.tsv'

/** The files of `data/` that hold no labels of networks. */
const otherFiles = new Set(['rules.tsv', 'former-keys.tsv', judgedFirmsFile])

/** Everything that the table is made from: four files of ranges, the labels and the rules. */
export function tableSources({ date, files }: Omit<SourceSet, 'marks'>): TableSources {
  const asn4 = rowsOf(files['asn-ipv4'])
  const asn6 = rowsOf(files['asn-ipv6'])
  const number = (row: SourceRow): Range<number, string> => ({
    start: Number(row[0]),
    end: Number(row[1]),
    value: row[2],
  })
  const half = (row: SourceRow): Range<bigint, string> => ({
    start: BigInt(row[0]) >> 64n,
    end: BigInt(row[1]) >> 64n,
    value: row[2],
  })
  const withAsn = <K extends number | bigint>({ start, end, value }: Range<K, string>): Range<K, number>[] =>
    Number(value) > largestAsn ? [] : [{ start, end, value: Number(value) }]
  return {
    date,
    networks: networksOf([...asn4, ...asn6]),
    labels: readRangeLabels(),
    formerKeys: parseFormerKeys('former-keys.tsv', readFileSync(join(dataFolder, 'former-keys.tsv'), 'utf8')),
    domains: readDomains(),
    research: new Set(
      readFileSync(join(dataFolder, 'research-networks.txt'), 'utf8').split('\n').map(Number),
    ),
    ipv4: {
      asn: asn4.map(number).flatMap(withAsn),
      country: rowsOf(files['country-ipv4']).map(number),
    },
    ipv6: {
      asn: asn6.map(half).flatMap(withAsn),
      country: rowsOf(files['country-ipv6']).map(half),
    },
  }
}

function readRangeLabels() {
  const folder = join(dataFolder, 'ranges')
  const files = readdirSync(folder).toSorted()
  return parseRangeLabels(
    files.map((file) => ({ file: `ranges/${file}`, text: readFileSync(join(folder, file), 'utf8') })),
  )
}

function readDomains(): ListedDomains {
  const read = (file: string) => readFileSync(join(dataFolder, file), 'utf8')
  const [schools, providers] = ['domains/schools.tsv', 'domains/providers.txt']
  return {
    schools: parseSchools(schools, read(schools)),
    providers: parseProviders(providers, read(providers)),
  }
}

/** Reads the labels and rules of `data/` and makes a classifier of them. */
function readClassifier(
  names: ReadonlyMap<number, string>,
): (asn: number, registered: string) => NamedNetwork {
  const read = (file: string) => readFileSync(join(dataFolder, file), 'utf8')
  const files = readdirSync(dataFolder)
    .toSorted()
    .filter((file) => file.endsWith('.tsv') && !otherFiles.has(file))
  const labels = parseLabelFiles(files.map((file) => ({ file, text: read(file) })))
  const perhapsFirms = new Set(read(perhapsFirmsFile).split('\n').map(Number))
  return classifier(labels, parseRules('rules.tsv', read('rules.tsv')), names, perhapsFirms)
}

function networksOf(rows: readonly SourceRow[]): NamedNetwork[] {
  const names = namesOf(rows)
  const classify = readClassifier(names)
  return [...names].filter(([asn]) => asn <= largestAsn).map(([asn, name]) => classify(asn, name))
}

const namesOf = (rows: readonly SourceRow[]): Map<number, string> =>
  new Map(rows.map(([, , asn, name = '']) => [Number(asn), name]))

/** The name under which each AS number is registered. */
export const registeredNames = (files: SourceFiles): ReadonlyMap<number, string> =>
  namesOf([...rowsOf(files['asn-ipv4']), ...rowsOf(files['asn-ipv6'])])

const rowsOf = (file: string): SourceRow[] =>
  readFileSync(file, 'utf8').trimEnd().split('\n').map(parseSourceRow)

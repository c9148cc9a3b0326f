import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Kind, kinds } from '../../../lambda/domain/organisation/organisation'
import { largestAsn } from '../../../lambda/network/table-format'
import type { TableSources } from './builder'
import { classifier, type NamedNetwork, parseLabels, parseRules } from './classifier'
import { parseFormerKeys } from './former-keys'
import type { Range } from './range'
import { parseRangeLabels } from './range-labels'

/** Packages of sapics/ip-location-db: who announces an address (CC BY 4.0, see NOTICE), and its country (CC0). */
export const asnPackage = '@ip-location-db/asn'
export const countryPackage = '@ip-location-db/geo-whois-asn-country'

/** Labels and rules, for a reader to review and extend. */
const dataFolder = join(__dirname, 'data')

/** One line of a source: first and last address, and their value. */
type Row = readonly [start: string, end: string, value: string, name?: string]

/** Everything that the table is made from: two packages, the labels and the rules. */
export function tableSources(): TableSources {
  const asn4 = rowsOf(asnPackage, 'asn-ipv4-num.csv')
  const asn6 = rowsOf(asnPackage, 'asn-ipv6-num.csv')
  const number = (row: Row): Range<number, string> => ({
    start: Number(row[0]),
    end: Number(row[1]),
    value: row[2],
  })
  const half = (row: Row): Range<bigint, string> => ({
    start: BigInt(row[0]) >> 64n,
    end: BigInt(row[1]) >> 64n,
    value: row[2],
  })
  const withAsn = <K extends number | bigint>({ start, end, value }: Range<K, string>): Range<K, number>[] =>
    Number(value) > largestAsn ? [] : [{ start, end, value: Number(value) }]
  return {
    date: sourceDate(),
    networks: networksOf([...asn4, ...asn6]),
    labels: readRangeLabels(),
    formerKeys: parseFormerKeys('former-keys.tsv', readFileSync(join(dataFolder, 'former-keys.tsv'), 'utf8')),
    research: new Set(
      readFileSync(join(dataFolder, 'research-networks.txt'), 'utf8').split('\n').map(Number),
    ),
    ipv4: {
      asn: asn4.map(number).flatMap(withAsn),
      country: rowsOf(countryPackage, 'geo-whois-asn-country-ipv4-num.csv').map(number),
    },
    ipv6: {
      asn: asn6.map(half).flatMap(withAsn),
      country: rowsOf(countryPackage, 'geo-whois-asn-country-ipv6-num.csv').map(half),
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

/** Reads the labels and rules of `data/` and makes a classifier of them. */
function readClassifier(): (asn: number, registered: string) => NamedNetwork {
  const read = (file: string) => readFileSync(join(dataFolder, file), 'utf8')
  const labelled = readdirSync(dataFolder).filter((file): file is `${Kind}.tsv` =>
    kinds.some((kind) => file === `${kind}.tsv`),
  )
  const labels = labelled.flatMap((file) =>
    parseLabels(file.slice(0, -'.tsv'.length) as Kind, file, read(file)),
  )
  return classifier(labels, parseRules('rules.tsv', read('rules.tsv')))
}

/** Returns the day in the package's version: `2.3.2026061719` is from 17 June 2026, 19:00. */
export function sourceDate(): string {
  const { version } = JSON.parse(readFileSync(join(folderOf(asnPackage), 'package.json'), 'utf8'))
  return String(version).replace(/^.*\.(\d{4})(\d{2})(\d{2})\d*$/, '$1-$2-$3')
}

function networksOf(rows: readonly Row[]): NamedNetwork[] {
  const classify = readClassifier()
  const names = new Map(rows.map(([, , asn, name = '']) => [Number(asn), name]))
  return [...names].filter(([asn]) => asn <= largestAsn).map(([asn, name]) => classify(asn, name))
}

export const folderOf = (name: string): string => join(__dirname, '../../../node_modules', name)

/** Start, end, value and, in quotes where it holds a comma, a name. */
function rowsOf(name: string, file: string): Row[] {
  const text = readFileSync(join(folderOf(name), file), 'utf8')
  return text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [start = '', end = '', value = '', ...rest] = line.split(',')
      const quoted = rest.join(',')
      return [start, end, value, quoted.startsWith('"') ? quoted.slice(1, -1).replaceAll('""', '"') : quoted]
    })
}

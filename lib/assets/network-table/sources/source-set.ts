import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Packages of sapics/ip-location-db: who announces an address (CC BY 4.0, see NOTICE), and its country (CC0). */
export const asnPackage = '@ip-location-db/asn'
export const countryPackage = '@ip-location-db/geo-whois-asn-country'

const root = join(__dirname, '../../../..')

/**
 * What `npm run network:update -- --releases` has downloaded, a folder for each day. It is in no commit: a clone builds
 * from the pinned packages, and so does this repository once the folder is deleted.
 */
export const downloadsFolder = join(root, '.networks')

/** In the folder of a day: where its files come from. It is written last, so a folder that has it is whole. */
export const provenanceFile = 'provenance.json'

export const sourceNames = ['asn-ipv4', 'asn-ipv6', 'country-ipv4', 'country-ipv6'] as const
export type SourceName = (typeof sourceNames)[number]

export type SourceFiles = Readonly<Record<SourceName, string>>

/** The four files that a network table is made from. */
export interface SourceSet {
  /** Their day, `2026-06-17`. */
  readonly date: string
  /** Those of the pinned packages are there only while they are read, see withSourceFiles. */
  readonly files: SourceFiles
  /** Small files that differ where the four do. */
  readonly marks: readonly string[]
}

/** Returns what was downloaded where that is newer, else the pinned packages. */
export function currentSources(folder = downloadsFolder): SourceSet {
  const pinned = pinnedSources()
  const [newest] = downloadedDays(folder).toSorted().reverse()
  return newest !== undefined && newest > pinned.date ? downloadedSources(folder, newest) : pinned
}

const downloadedDays = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder).filter(
        (name) => /^\d{4}-\d\d-\d\d$/.test(name) && existsSync(join(folder, name, provenanceFile)),
      )
    : []

/** The files of a day, by their names in its folder. */
export function downloadedSources(folder: string, date: string): SourceSet {
  const file = (name: SourceName) => join(folder, date, `${name}.csv`)
  return { date, files: filesBy(file), marks: [join(folder, date, provenanceFile)] }
}

const filesBy = (file: (name: SourceName) => string): SourceFiles => ({
  'asn-ipv4': file('asn-ipv4'),
  'asn-ipv6': file('asn-ipv6'),
  'country-ipv4': file('country-ipv4'),
  'country-ipv6': file('country-ipv6'),
})

/** A list of npm's that pins them, and the SHA-512 of each. */
export const packagesFolder = join(__dirname, 'packages')
const listFile = join(packagesFolder, 'package.json')

/** Where they stay once a test has fetched them; whoever makes a table alone does without. */
export const keptModules = (): string =>
  join(root, 'node_modules/.cache/visitbook', `network-sources-${pinnedDate()}`)

const pinnedSources = (): SourceSet => ({
  date: pinnedDate(),
  files: pinnedFiles(keptModules()),
  marks: [join(packagesFolder, 'package-lock.json')],
})

/** @param modules a `node_modules` that has the packages */
export function pinnedFiles(modules: string): SourceFiles {
  const [asn, country] = [join(modules, asnPackage), join(modules, countryPackage)]
  return {
    'asn-ipv4': join(asn, 'asn-ipv4-num.csv'),
    'asn-ipv6': join(asn, 'asn-ipv6-num.csv'),
    'country-ipv4': join(country, 'geo-whois-asn-country-ipv4-num.csv'),
    'country-ipv6': join(country, 'geo-whois-asn-country-ipv6-num.csv'),
  }
}

/** Returns the day in the package's version: `2.3.2026061719` is from 17 June 2026, 19:00. */
const pinnedDate = (): string =>
  pinnedVersion(asnPackage).replace(/^.*\.(\d{4})(\d{2})(\d{2})\d*$/, '$1-$2-$3')

export const pinnedVersion = (name: string): string =>
  JSON.parse(readFileSync(listFile, 'utf8')).dependencies[name]

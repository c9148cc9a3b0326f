import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withSourceFiles } from '../../lib/assets/network-table/sources/source-files'
import {
  currentSources,
  downloadsFolder,
  provenanceFile,
  type SourceName,
  type SourceSet,
  sourceNames,
} from '../../lib/assets/network-table/sources/source-set'
import { Failure } from '../cli/failure'
import { complaintsOf, readRanges } from './acceptance'
import { type Opened, open, type Patience, patience, save, textOf } from './download'

/** Where the makers put their files each day since 18 June 2026, and the SHA-256 of each beside them. */
export const releases = 'https://github.com/sapics/ip-location-db/releases/download/latest'
export const releasedHashes = 'https://github.com/sapics/ip-location-db/releases/download/checksum'

/** Their names there: `origin-asn` and `user-country` took the place of the packages' `asn` and `geo-whois-asn-country`. */
export const releasedNames: Readonly<Record<SourceName, string>> = {
  'asn-ipv4': 'origin-asn-ipv4-num.csv',
  'asn-ipv6': 'origin-asn-ipv6-num.csv',
  'country-ipv4': 'user-country-ipv4-num.csv',
  'country-ipv6': 'user-country-ipv6-num.csv',
}

export interface ReleaseOptions {
  /** The folder of the files. */
  readonly url: string
  /** The folder of `FILE.sha256`. */
  readonly hashes: string
  /** Takes the place of the day that the server tells. */
  readonly date?: string
  /** Takes sources that exceed the bounds, too. */
  readonly isAnyway: boolean
  readonly folder?: string
  readonly last?: SourceSet
  readonly limits?: Patience
  readonly ended?: AbortSignal
  readonly say: (line: string) => void
}

/** What is kept of a file that was downloaded. */
interface Downloaded {
  readonly name: SourceName
  readonly url: string
  readonly date: string
  readonly sha256: string
  /** Whether the source gave this hash too. */
  readonly isChecked: boolean
}

/**
 * Downloads the four sources, checks them, and puts them in place in one step. Whatever fails before leaves all as it was.
 * @returns the folder of the new sources; null when nothing is newer
 */
export async function takeReleases(options: ReleaseOptions): Promise<string | null> {
  const { folder = downloadsFolder, last = currentSources(folder) } = options
  mkdirSync(folder, { recursive: true })
  const part = mkdtempSync(join(folder, '.part-'))
  try {
    const files = await downloadAll(options, last, part)
    if (files === null) return null
    check(options, last, part)
    const date = files.map((one) => one.date).toSorted()[0] as string
    writeFileSync(join(part, provenanceFile), `${JSON.stringify({ date, files }, null, 2)}\n`)
    renameSync(part, join(folder, date))
    return join(folder, date)
  } finally {
    rmSync(part, { recursive: true, force: true })
    if (readdirSync(folder).length === 0) rmSync(folder, { recursive: true })
  }
}

/** Deletes what lies beside the sources that are in place: older ones, and what a download that was killed has left. */
export function tidy(kept: string): void {
  const folder = join(kept, '..')
  for (const name of readdirSync(folder)) {
    if (join(folder, name) !== kept) rmSync(join(folder, name), { recursive: true, force: true })
  }
}

async function downloadAll(
  options: ReleaseOptions,
  last: SourceSet,
  part: string,
): Promise<Downloaded[] | null> {
  const files: Downloaded[] = []
  for (const name of sourceNames) {
    const url = `${options.url}/${releasedNames[name]}`
    const opened = await open(url, options.limits, options.ended)
    if (opened === null) throw new Failure(`${url} is not there (404)`)
    try {
      const date = options.date ?? dayOf(opened)
      if (date <= last.date) {
        if (files.length === 0) return null
        throw new Failure(`${url} is of ${date}, no newer than ${last.date}, while others are`)
      }
      const sha256 = await save(opened, join(part, `${name}.csv`), options.limits)
      const isChecked = await isHashGiven(options, url, sha256)
      options.say(`${url} of ${date}: SHA-256 ${sha256}${isChecked ? ', as given' : ', none is given'}`)
      files.push({ name, url, date, sha256, isChecked })
    } finally {
      opened.close()
    }
  }
  return files
}

/** The day that the server tells. @throws Failure where it tells none, or one that is yet to come */
function dayOf({ url, modified }: Opened): string {
  if (modified === null) {
    throw new Failure(`${url} comes without a Last-Modified: say by --date from which day it is`)
  }
  if (modified.getTime() > Date.now() + 86_400_000) {
    throw new Failure(`${url} is from the future, ${modified.toISOString()}`)
  }
  return modified.toISOString().slice(0, 10)
}

/** Whether the source gives this hash; false where it gives none. @throws Failure where it gives another */
async function isHashGiven(options: ReleaseOptions, url: string, sha256: string): Promise<boolean> {
  const { limits = patience, ended, hashes } = options
  const opened = await open(`${hashes}/${url.split('/').at(-1)}.sha256`, limits, ended)
  if (opened === null) return false
  const [given = ''] = (await textOf(opened, { ...limits, bytes: 1000 })).trim().toLowerCase().split(/\s/)
  if (!/^[0-9a-f]{64}$/.test(given)) throw new Failure(`${opened.url} holds no SHA-256`)
  if (given !== sha256) throw new Failure(`${url} has the SHA-256 ${sha256}, but ${given} is given`)
  return true
}

function check({ isAnyway, say }: ReleaseOptions, last: SourceSet, part: string): void {
  const complaints = withSourceFiles(last, (files) =>
    sourceNames.flatMap((name) =>
      complaintsOf(name, readRanges(name, files[name]), readRanges(name, join(part, `${name}.csv`))),
    ),
  )
  if (complaints.length === 0) return
  if (!isAnyway) {
    const more = 'The old sources stay. --anyway takes the new ones'
    throw new Failure(`they differ too much from the last:\n${complaints.join('\n')}\n${more}`)
  }
  for (const complaint of complaints) say(complaint)
}

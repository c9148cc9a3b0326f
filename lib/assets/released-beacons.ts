import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The folder of earlier releases' beacons, kept as `<number>.<hash>.js`, counted from the first release on. */
const releasesFolder = join(__dirname, '../../web/releases')

/** How many releases are kept: pages that pin an older one get the current beacon instead. */
export const keptReleases = 5

export interface ReleasedBeacon {
  readonly number: number
  /** The first 16 hexadecimal digits of its SHA-256. */
  readonly hash: string
  readonly code: string
}

/** Returns the kept beacons, newest first. @throws Error where a file's content does not match its name */
export function releasedBeacons(folder = releasesFolder): ReleasedBeacon[] {
  return readdirSync(folder)
    .map((file) => releasedBeacon(folder, file))
    .toSorted((a, b) => b.number - a.number)
}

/**
 * Keeps the bytes of a release, and drops those from more than five releases ago.
 *
 * @returns its number, and whether it is new
 */
export function keepBeacon(
  code: string,
  folder = releasesFolder,
): Pick<ReleasedBeacon, 'number' | 'hash'> & { isNew: boolean } {
  const released = releasedBeacons(folder)
  const hash = hashOfBeacon(code)
  const known = released.find((one) => one.hash === hash)
  if (known !== undefined) return { number: known.number, hash, isNew: false }
  const number = (released[0]?.number ?? 0) + 1
  writeFileSync(join(folder, fileOf({ number, hash })), code)
  for (const old of released.slice(keptReleases - 1)) rmSync(join(folder, fileOf(old)))
  return { number, hash, isNew: true }
}

const fileOf = ({ number, hash }: Pick<ReleasedBeacon, 'number' | 'hash'>) => `${number}.${hash}.js`

export const hashOfBeacon = (code: string): string =>
  createHash('sha256').update(code).digest('hex').slice(0, 16)

function releasedBeacon(folder: string, file: string): ReleasedBeacon {
  const [, number, hash] = /^(\d+)\.([0-9a-f]{16})\.js$/.exec(file) ?? []
  const code = readFileSync(join(folder, file), 'utf8')
  if (hash === undefined || hashOfBeacon(code) !== hash)
    throw new Error(`${join(folder, file)} is not the beacon that its name says; take it from git again`)
  return { number: Number(number), hash, code }
}

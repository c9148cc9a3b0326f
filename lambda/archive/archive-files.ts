import { createHash } from 'node:crypto'
import type { Day } from '../domain/time/day'

/** A file of the archive, as a listing has it. */
export interface ArchiveFile {
  readonly name: string
  /** MD5 of its bytes in hex. */
  readonly md5: string
}

/** The MD5 by which a file is known, and left alone where it is the same. */
export const md5Of = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex')

/** The port to where the archive lies: a bucket, or a folder. Throws Unavailable when it is out of reach. */
export interface ArchiveFiles {
  /** The files whose names begin with `prefix`, in order. */
  list(prefix: string): Promise<readonly ArchiveFile[]>
  /** Null if there is none. */
  get(name: string): Promise<Uint8Array | null>
  /** The last bytes of a file, or all where it has fewer; null if there is none. */
  tail(name: string, bytes: number): Promise<Uint8Array | null>
  put(name: string, bytes: Uint8Array): Promise<void>
  remove(names: readonly string[]): Promise<void>
}

/** Where the files of a site lie. Engines read site and day from the path, so both are partitions; they undo the escapes. */
export const siteFolder = (site: string): string => `visits/site=${escaped(site)}/`

/** Hive, Spark and DuckDB read `%2A` as `*`. A colon would end the scheme of a path in Hadoop. */
const escaped = (site: string): string => encodeURIComponent(site).replaceAll('*', '%2A')

export const dayFolder = (site: string, day: Day): string => `${siteFolder(site)}day=${day}/`

/** A shard of a day that has several. */
export interface ArchivedShard {
  /** From 0 on. */
  readonly number: number
  readonly of: number
}

/** What the names of the parts of a day begin with, or those of one of its shards. */
export const partPrefix = (folder: string, shard: ArchivedShard | null): string =>
  shard === null ? `${folder}part-` : `${folder}part-${shard.number}-`

/** @param part from 0 on */
export const partName = (prefix: string, part: number): string => `${prefix}${part}.parquet`

/** Whether a part belongs to a day of `shards` shards, by its name. */
export function isPartOf(name: string, shards: number): boolean {
  const [, first = '', second] = /part-(\d+)(?:-(\d+))?\.parquet$/.exec(name) ?? []
  return shards === 1 ? first !== '' && second === undefined : second !== undefined && Number(first) < shards
}

export const networksName = 'networks/networks.parquet'

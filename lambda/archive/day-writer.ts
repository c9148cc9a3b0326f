import { createHash } from 'node:crypto'
import type { DescribedVisit } from '../domain/describe/described-visit'
import { networkIdText } from '../domain/organisation/network-id'
import { kinds } from '../domain/organisation/organisation'
import { type ArchiveFiles, partName } from './archive-files'
import { parquetOf } from './parquet-file'
import { columnsVersion, visitColumns } from './visit-columns'

/** Visits of a part. They are held in memory, described, so it bounds the memory of a day of any size. */
const visitsOfPart = 100_000

/** Writes the visits of one day of one site. */
export interface DayWriter {
  /** Takes the next visit, newest first. It returns a promise where a part is full and has to be put. */
  add(visit: DescribedVisit): Promise<void> | undefined
  /** Puts the rest, and removes files that the day has no longer. @returns how many visits it has */
  finish(): Promise<number>
}

/**
 * The files are a function of the visits alone: the newest visits are in part 0, and each part is sorted by itself. A file
 * that is there with the same bytes is left alone.
 */
export async function dayWriter(files: ArchiveFiles, folder: string): Promise<DayWriter> {
  const there = new Map((await files.list(folder)).map(({ name, md5 }) => [name, md5]))
  const names: string[] = []
  let part: DescribedVisit[] = []
  let visits = 0

  async function putPart(): Promise<void> {
    const bytes = parquetOf(visitColumns, part.toSorted(byNetwork), { version: columnsVersion })
    const name = partName(folder, names.length)
    part = []
    names.push(name)
    if (there.get(name) !== md5Of(bytes)) await files.put(name, bytes)
  }

  return {
    add(visit) {
      visits += 1
      part.push(visit)
      return part.length === visitsOfPart ? putPart() : undefined
    },
    async finish() {
      if (part.length > 0) await putPart()
      await files.remove([...there.keys()].filter((name) => !names.includes(name)))
      return visits
    },
  }
}

const md5Of = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex')

const rankOfKind = new Map<string | null, number>(kinds.map((kind, rank) => [kind, rank]))
const rankOf = ({ kind }: DescribedVisit): number => rankOfKind.get(kind) ?? kinds.length
const networkOf = ({ networkId }: DescribedVisit): string =>
  networkId === null ? '' : networkIdText(networkId)

/** Sorts by kind, network and time, so that the statistics of a file tell engines which parts of it they need not read. */
function byNetwork(a: DescribedVisit, b: DescribedVisit): number {
  const kind = rankOf(a) - rankOf(b)
  if (kind !== 0) return kind
  const [one, other] = [networkOf(a), networkOf(b)]
  if (one !== other) return one < other ? -1 : 1
  return `${a.time} ${a.id}` < `${b.time} ${b.id}` ? -1 : 1
}

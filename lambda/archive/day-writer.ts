import { type ArchivedShard, type ArchiveFiles, md5Of, partName, partPrefix } from './archive-files'
import type { ArchivedVisit } from './visit-columns'
import { visitPart } from './visit-part'

/** Visits of a part. Their cells are held in memory, so it bounds the memory of a day of any size. */
const visitsOfPart = 100_000

/** Writes the visits of one day of one site, or of one shard of it. */
export interface DayWriter {
  /** Takes the next visit, newest first. It returns a promise where a part is full and has to be put. */
  add(visit: ArchivedVisit): Promise<void> | undefined
  /** Puts the rest, and removes files that the day or shard has no longer. @returns how many visits it has */
  finish(): Promise<number>
}

/**
 * The files are a function of the visits alone: the newest visits are in part 0, and each part is sorted by itself. A file
 * that is there with the same bytes is left alone.
 */
export async function dayWriter(
  files: ArchiveFiles,
  folder: string,
  shard: ArchivedShard | null = null,
): Promise<DayWriter> {
  const prefix = partPrefix(folder, shard)
  const there = new Map((await files.list(prefix)).map(({ name, md5 }) => [name, md5]))
  const names: string[] = []
  let part = visitPart()
  let visits = 0

  async function putPart(): Promise<void> {
    const bytes = part.bytes()
    const name = partName(prefix, names.length)
    part = visitPart()
    names.push(name)
    if (there.get(name) !== md5Of(bytes)) await files.put(name, bytes)
  }

  return {
    add(visit) {
      visits += 1
      part.add(visit)
      return part.size() === visitsOfPart ? putPart() : undefined
    },
    async finish() {
      if (part.size() > 0) await putPart()
      await files.remove([...there.keys()].filter((name) => !names.includes(name)))
      return visits
    },
  }
}

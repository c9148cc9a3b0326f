import { type Archive, archiveOf } from '../../lambda/archive/archive'
import { defaults } from '../../lambda/contract'
import { rollUp } from '../../lambda/counting/roll-up'
import type { Visit } from '../../lambda/domain/visit/visit'
import { folderFiles } from '../../local/archive/folder-files'
import { archiveFolder } from '../../local/archive/local-archive'
import { memoryArchive } from './memory/archive'
import { memoryRollups } from './memory/rollups'
import { memoryStore, networks } from './memory/visits'

/** A network table of tests, with the holder of a range. */
const table = {
  ...networks,
  ids: () => [64496, 64497, 64498, 64501, 'example-institute'],
  hash: () => 'table',
}

/** An archive in a data folder, of visits in memory, and the table that it is made from. The days of all must be over at `at`. */
export function archiveIn(data: string, visits: readonly Visit[], at: string) {
  const now = () => new Date(at)
  const [store, rollups, marks] = [memoryStore(...visits), memoryRollups(now), memoryArchive()]
  const files = folderFiles(archiveFolder(data))
  const archive: Archive = archiveOf({ files, marks, store, networks: table, archiveDays: 3650, now })
  return {
    ...{ store, rollups, files },
    /** Counts and writes the days. */
    write: () => rollUp({ store, rollups, networks, pages: defaults.pages, archive, now }),
  }
}
